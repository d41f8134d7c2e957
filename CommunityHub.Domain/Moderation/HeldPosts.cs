using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Forums;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Polls;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Moderation;

/// A post of one's own that waits, or that was given back.
public sealed record OwnHeldPost(string Id, string? DiscussionId, string? Title, string Text, DateTime At, DateTime? DecidedAt, string? Words)
{
    /// It appears by itself in a few seconds, without a name.
    public bool IsOnItsWay { get; init; }
}

/// What is done with posts that wait for a facilitator.
public sealed class HeldPosts(IDbContextFactory<HubDb> databases, HubWrites writes, LiveFeed live, DoorMemory doors, TimeProvider clock) : IDisposable
{
    const int MostOwn = 50;

    // Hardly anybody has any, and every page of a discussion asks.
    readonly LiveMemory<(long Person, long Community), IReadOnlyList<OwnHeldPost>> own = new(live, clock, TimeSpan.FromMinutes(1), most: 20_000);

    /// One's own in a community, or in one discussion of it, for thirty days after they were given back. What was let through is a post.
    public async Task<IReadOnlyList<OwnHeldPost>> OwnAsync(Actor actor, long communityId, string? discussionId = null, CancellationToken cancel = default)
    {
        if (actor.PersonId is null) return [];
        if (await doors.StandingAsync(actor, communityId, cancel) is not { Reads: true, Reader.PersonId: { } me }) return [];
        var all = await own.GetAsync((me, communityId), () => ReadOwnAsync(me, communityId, cancel), _ => [LiveTopic.PersonRights(me), LiveTopic.Reading(me), LiveTopic.Moderation(communityId)]);
        return all.Count == 0 ? all : [.. all.Where(h => h.DiscussionId == discussionId)];
    }

    public void Dispose() => own.Dispose();

    async Task<IReadOnlyList<OwnHeldPost>> ReadOwnAsync(long me, long communityId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var since = clock.GetUtcNow().UtcDateTime.AddDays(-30);
        return await db.HeldPosts
            .Where(h => h.CommunityId == communityId && h.PersonId == me && (h.DecidedAt == null || (h.IsReleased == false && h.DecidedAt > since)))
            .OrderByDescending(h => h.Id)
            .Take(MostOwn)
            .Select(h => new OwnHeldPost(
                h.PublicId, db.Discussions.Where(d => d.Id == h.DiscussionId).Select(d => d.PublicId).FirstOrDefault(), h.Title, h.Text, h.At, h.DecidedAt, h.Words)
            {
                IsOnItsWay = h.AppearsAt != null && h.DecidedAt == null,
            })
            .ToListAsync(cancel);
    }

    /// By a facilitator: it becomes a post, at this moment, and whoever follows is told. Twice is once.
    public Task ReleaseAsync(Actor actor, long communityId, string? heldId) => writes.DoAsync(async work =>
    {
        var (held, standing) = await InAsync(work, actor, communityId, heldId);
        if (!held.IsWaiting) return;
        var (discussion, post) = await work.PutInAsync(held);
        held.Release(standing.Reader.RequirePerson(), work.Now);
        work.Record(actor, ModerationVerbs.Released, communityId, post.PersonId, discussion.Title);
        await work.TellAsync(held.PersonId, ModerationNews.Released(discussion, post.Number));
        work.Announce(LiveTopic.Moderation(communityId));
    });

    /// By a facilitator, with words to its writer, who keeps what they wrote. Refuses no words.
    public Task GiveBackAsync(Actor actor, long communityId, string? heldId, string? words) => writes.DoAsync(async work =>
    {
        var (held, standing) = await InAsync(work, actor, communityId, heldId);
        if (!held.IsWaiting) throw new RefusedException("This has been decided already.");
        held.GiveBack(words, standing.Reader.RequirePerson(), work.Now);
        var title = await work.Db.Discussions.Where(d => d.Id == held.DiscussionId).Select(d => d.Title).SingleOrDefaultAsync() ?? held.Title!;
        work.Record(actor, ModerationVerbs.GaveBack, communityId, held.IsUnnamed ? null : held.PersonId, title, held.Words);
        await work.ForgetDraftAsync(standing.Reader.RequirePerson(), CommunityPlaces.GiveBack(await work.SlugOfAsync(communityId), held.PublicId));
        await work.TellBackAsync(held);
        work.Announce(LiveTopic.Moderation(communityId));
    });

    static async Task<(HeldPost Held, Standing Standing)> InAsync(HubWork work, Actor actor, long communityId, string? heldId)
    {
        var (_, standing) = await work.RunAsync(actor, communityId);
        var held = await work.Db.HeldPosts.SingleOrDefaultAsync(h => h.CommunityId == communityId && h.PublicId == heldId && h.AppearsAt == null)
            ?? throw new RefusedException("There is no such post here.");
        return (held, standing);
    }
}

static class HeldPostsWaiting
{
    /// For a facilitator; not those that appear by themselves in a moment.
    public static IQueryable<HeldPost> HeldForFacilitators(this HubDb db) => db.HeldPosts.Where(h => h.DecidedAt == null && h.AppearsAt == null);
}
