using System.Collections.Frozen;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// How many said what to a post.
public sealed record PostTally(ReactionKind Kind, int Count);

/// Who said one thing to a post, by name. Kind: null for thanks. More: how many are not named.
public sealed record PostVoices(ReactionKind? Kind, IReadOnlyList<string> Names, int More);

/// Reactions to posts, beside thanks.
public sealed class PostReactions(HubWrites writes, IDbContextFactory<HubDb> databases, Limits limits, TimeProvider clock)
{
    public const int MostNames = 200;

    /// By a member, to somebody else's post; taken back with false. Twice is once.
    public Task ReactAsync(Actor actor, string discussionId, int number, ReactionKind kind, bool isOn) => writes.DoAsync(async work =>
    {
        var (post, discussion, standing) = await work.InPostAsync(actor, discussionId, number);
        var me = standing.RequireMember();
        var before = await work.Db.PostReactions.SingleOrDefaultAsync(r => r.PostId == post.Id && r.PersonId == me && r.Kind == kind);
        if (isOn == before is not null) return;
        if (await work.Db.HasWrittenAsync(post, me)) throw new RefusedException("This is your own post. Reactions are for others to give.");
        if (post.RemovedAt is not null) throw new RefusedException("This post has been taken away.");
        await work.CountAsync(() => limits.RequireAsync(Limit.Vote, me, standing.Reader.TimeZone));
        if (isOn) work.Db.Add(PostReaction.To(post.Id, me, kind, work.Now));
        else work.Db.Remove(before!);
        work.Announce(LiveTopic.DiscussionThanks(discussion.Id));
    });

    /// Thanks first, names in their order. For somebody signed in who may read the discussion; null: there is no such post for them.
    public async Task<IReadOnlyList<PostVoices>?> WhoAsync(Actor actor, string discussionId, int number, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        if (reader.PersonId is null || !PublicId.IsWellFormed(discussionId)) return null;
        var post = await db.Posts
            .Where(p => p.Number == number && p.RemovedAt == null && db.DiscussionsFor(reader).Any(d => d.Id == p.DiscussionId && d.PublicId == discussionId))
            .Select(p => (long?)p.Id)
            .SingleOrDefaultAsync(cancel);
        if (post is null) return null;

        var said = await db.PostReactions.Where(r => r.PostId == post).Select(r => new { Kind = (ReactionKind?)r.Kind, r.PersonId })
            .Join(db.People, r => r.PersonId, p => p.Id, (r, p) => new { r.Kind, p.Name }).ToListAsync(cancel);
        var thanked = await db.PostThanks.Where(t => t.PostId == post)
            .Join(db.People, t => t.PersonId, p => p.Id, (t, p) => new { Kind = (ReactionKind?)null, p.Name }).ToListAsync(cancel);
        return
        [
            .. thanked.Concat(said).GroupBy(one => one.Kind).OrderBy(all => all.Key ?? (ReactionKind)(-1)).Select(all =>
                new PostVoices(all.Key, [.. all.Select(one => one.Name).Order(StringComparer.CurrentCulture).Take(MostNames)], Math.Max(0, all.Count() - MostNames))),
        ];
    }

    /// Of one page of a discussion, by the posts' numbers. The same for all who read it.
    internal static async Task<FrozenDictionary<int, IReadOnlyList<PostTally>>> CountAsync(IDbContextFactory<HubDb> databases, long id, int page)
    {
        await using var db = await databases.CreateDbContextAsync();
        var (first, last) = (DiscussionPages.FirstOn(page), DiscussionPages.LastOn(page));
        var counts = await db.PostReactions
            .Where(r => r.Post.DiscussionId == id && r.Post.Number >= first && r.Post.Number <= last)
            .GroupBy(r => new { r.Post.Number, r.Kind })
            .Select(all => new { all.Key.Number, all.Key.Kind, Count = all.Count() })
            .ToListAsync();
        return counts.GroupBy(one => one.Number).ToFrozenDictionary(
            post => post.Key, post => (IReadOnlyList<PostTally>)[.. post.OrderBy(one => one.Kind).Select(one => new PostTally(one.Kind, one.Count))]);
    }
}
