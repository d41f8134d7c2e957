using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// A facilitator looked up who wrote a post without their name. Its writer sees it. Rows are only ever added.
public sealed class WriterLookUp
{
    WriterLookUp(long postId, long byId, string why, DateTime at) => (PostId, ById, Why, At) = (postId, byId, why, at);

    public long Id { get; private set; }
    public long PostId { get; private set; }
    public Post Post { get; private set; } = null!;
    public long ById { get; private set; }
    public Person By { get; private set; } = null!;
    public string Why { get; private set; }
    public DateTime At { get; private set; }

    /// Refuses to do it without a reason.
    public static WriterLookUp Of(long postId, long byId, string? why, DateTime now) =>
        new(postId, byId, Wording.Require(why, Post.LongestReason, "Say why. The person who wrote it will read it."), now);
}

/// A post whose writer could be looked up, and how often that was done.
public sealed record HiddenWriter(string Html, int LookedUp);

/// What a writer reads beside their own post.
public sealed record WriterLookUpLine(int Number, string By, string Why, DateTime At);

/// Who wrote without their name, for somebody's safety only: by a facilitator of that community, with a reason, and never in silence.
public sealed class WriterLookUps(HubWrites writes, IDbContextFactory<HubDb> databases, TimeProvider clock)
{
    public const string Verb = "looked up who wrote a post, for safety";

    /// Also of one that was taken away: a cry for help may be. Null: not for this reader, or it shows its writer's name.
    public async Task<HiddenWriter?> FindAsync(Actor actor, string discussionId, int number, CancellationToken cancel = default)
    {
        if (!PublicId.IsWellFormed(discussionId)) return null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var post = await db.Posts
            .Where(p => p.Number == number && p.IsUnnamed && db.DiscussionsFor(reader).Any(d => d.Id == p.DiscussionId && d.PublicId == discussionId))
            .Select(p => new { p.Id, p.Html, p.Discussion.CommunityId })
            .SingleOrDefaultAsync(cancel);
        if (post is null || !(await db.StandingAsync(reader, post.CommunityId, cancel)).IsFacilitator) return null;
        return new HiddenWriter(post.Html, await db.WriterLookUps.CountAsync(l => l.PostId == post.Id, cancel));
    }

    /// Gives the name; null: the person has left, and nobody is behind it. The writer is told in the same transaction who looked, when and why;
    /// the community's log says that it was done.
    public Task<FoundWriter?> LookUpAsync(Actor actor, string discussionId, int number, string? why, string? key = null) => writes.DoAsync(async work =>
    {
        var (post, discussion, standing) = await work.InPostAsync(actor, discussionId, number);
        var me = standing.RequireFacilitator();
        if (!post.IsUnnamed) throw new RefusedException(Entrance.NotThere);

        var found = await work.Db.WriterForSafetyAsync(post, discussion.CommunityId);
        await work.OnceAsync(me, key, async () =>
        {
            var lookUp = WriterLookUp.Of(post.Id, me, why, work.Now);
            work.Db.Add(lookUp);
            // Without the name: the log is read by more people than needed it.
            work.Db.Add(Act.Of(actor, Verb, work.Now, discussion.CommunityId, onWhat: $"“{discussion.Title}”, post {number}", why: lookUp.Why));
            if (found is not null) await work.TellAsync(found.PersonId, DiscussionNews.LookedUp(discussion, post, standing.Reader.Name ?? "", lookUp.Why));
            await work.ForgetDraftAsync(me, DiscussionPlaces.LookUp(discussionId, number));
            return post.PublicId;
        }, why);
        return found;
    });

    /// Of one's own posts on a page that came through the door.
    public async Task<IReadOnlyList<WriterLookUpLine>> OwnAsync(Actor actor, DiscussionView view, CancellationToken cancel = default)
    {
        if (actor.PersonId is not { } me || !view.Posts.Any(row => row.IsUnnamed)) return [];
        await using var db = await databases.CreateDbContextAsync(cancel);
        var own = db.PostsBy(me);
        return await db.WriterLookUps
            .Where(l => l.Post.DiscussionId == view.DiscussionId && own.Any(p => p.Id == l.PostId))
            .OrderBy(l => l.Id)
            .Select(l => new WriterLookUpLine(l.Post.Number, l.By.Name, l.Why, l.At))
            .ToListAsync(cancel);
    }
}
