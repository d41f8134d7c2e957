using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// Putting talk where it belongs: a discussion into another community, some of its posts into one of their own, two discussions into one. By
/// facilitators, in the log. Links to posts go on working.
public sealed class DiscussionMoves(HubWrites writes)
{
    public const int MostSplit = 200;

    /// By a facilitator of both communities. Its theme and pin stay behind. Refuses to open what was written behind a door to everybody.
    public Task MoveAsync(Actor actor, string discussionId, string? toSlug) => writes.DoAsync(async work =>
    {
        var (discussion, standing) = await work.InDiscussionAsync(actor, discussionId);
        var me = standing.RequireFacilitator();
        var to = await work.Db.CommunitiesReadBy(standing.Reader).SingleOrDefaultAsync(c => c.Slug == toSlug) ?? throw new RefusedException("Choose the community that it should move to.");
        if (to.Id == discussion.CommunityId) throw new RefusedException("It is in that community already.");
        (await work.Db.StandingAsync(standing.Reader, to.Id)).RequireFacilitator();
        if (discussion.MergedIntoId is not null) throw new RefusedException(Discussion.Merged);
        var from = await work.Db.Communities.SingleAsync(c => c.Id == discussion.CommunityId);
        if (to.Kind is CommunityKind.Open && from.Kind is not CommunityKind.Open)
        {
            throw new RefusedException($"What is in it was written for the members of {from.Name}. It cannot move to an open community, where everybody can read it.");
        }

        work.Ring(discussion);
        discussion.MoveTo(to.Id);
        work.Ring(discussion);
        // What speaks of it is now for those who read it there.
        var (id, address) = (discussion.Id, DiscussionNews.AddressOf(discussion));
        await work.Db.Notices.Where(n => n.Address.StartsWith(address)).ExecuteUpdateAsync(set => set.SetProperty(n => n.CommunityId, to.Id));
        await work.Db.Mails.Where(m => m.SentAt == null && m.Path != null && m.Path.StartsWith(address)).ExecuteUpdateAsync(set => set.SetProperty(m => m.CommunityId, to.Id));
        await work.Db.Reports.Where(r => r.Post!.DiscussionId == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.CommunityId, to.Id));
        await work.Db.HeldPosts.Where(h => h.DiscussionId == id).ExecuteUpdateAsync(set => set.SetProperty(h => h.CommunityId, to.Id));
        await work.Db.FirstReplies.Where(r => r.DiscussionId == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.CommunityId, to.Id));
        work.Record(actor, DiscussionVerbs.MovedAway, from.Id, discussion.StarterId, discussion.Title);
        work.Record(actor, DiscussionVerbs.MovedHere, to.Id, discussion.StarterId, discussion.Title);
        await work.TellStarterAsync(discussion, me, DiscussionNews.Moved(discussion, to.Name));
        work.Announce(LiveTopic.Moderation(from.Id), LiveTopic.Moderation(to.Id));
    });

    /// These posts (by number) become a discussion of their own, begun by whoever wrote the first of them. Refuses the first post of a
    /// discussion, which is what all others are about. Gives the new discussion's public id.
    public Task<string> SplitAsync(Actor actor, string discussionId, IReadOnlyCollection<int> numbers, string? title, DiscussionKind kind, string? themeId) => writes.DoAsync(async work =>
    {
        var (discussion, standing) = await work.InDiscussionAsync(actor, discussionId);
        var me = standing.RequireFacilitator();
        if (numbers.Count == 0) throw new RefusedException("Choose the posts that should stand on their own.");
        if (numbers.Count > MostSplit) throw new RefusedException($"That is more than {MostSplit} posts at once. Choose fewer.");
        if (numbers.Contains(1)) throw new RefusedException("The first post stays: all others are about it. Choose replies.");
        var posts = await work.Db.Posts.Where(p => p.DiscussionId == discussion.Id && numbers.Contains(p.Number)).OrderBy(p => p.Number).ToListAsync();
        if (posts.Count != numbers.Distinct().Count()) throw new RefusedException("One of these posts is not there any more. Choose again.");

        var theme = await work.ThemeOfAsync(discussion.CommunityId, themeId);
        var made = Discussion.Start(discussion.CommunityId, theme, kind, title, posts[0].PersonId, posts[0].At);
        work.Db.Add(made);
        await work.Db.SaveChangesAsync();
        await work.CarryAsync(discussion, made, posts, me);
        work.Record(actor, DiscussionVerbs.Split, discussion.CommunityId, onWhat: discussion.Title);
        return made.PublicId;
    });

    /// All posts of one go to the end of the other, in the same community. What is left leads there.
    public Task MergeAsync(Actor actor, string discussionId, string? intoId) => writes.DoAsync(async work =>
    {
        var (discussion, standing) = await work.InDiscussionAsync(actor, discussionId);
        var me = standing.RequireFacilitator();
        var known = PublicId.IsWellFormed(intoId) ? intoId : "";
        var into = await work.Db.DiscussionsFor(standing.Reader).SingleOrDefaultAsync(d => d.PublicId == known) ?? throw new RefusedException("Choose the discussion that it belongs to.");
        if (into.Id == discussion.Id) throw new RefusedException("This is the discussion itself. Choose another.");
        if (into.CommunityId != discussion.CommunityId) throw new RefusedException("The two are in different communities. Move one of them first.");
        if (discussion.MergedIntoId is not null || into.MergedIntoId is not null) throw new RefusedException(Discussion.Merged);

        var posts = await work.Db.Posts.Where(p => p.DiscussionId == discussion.Id).OrderBy(p => p.Number).ToListAsync();
        var starter = await work.Db.StarterToTellAsync(discussion);
        await work.CarryAsync(discussion, into, posts, me);
        discussion.MergeInto(into, me, work.Now);
        work.Record(actor, DiscussionVerbs.MergedIt, discussion.CommunityId, onWhat: $"“{discussion.Title}” into “{into.Title}”");
        if (starter is { } one && one != me) await work.TellAsync(one, DiscussionNews.Merged(discussion, into));
    });
}

static class Carrying
{
    /// The posts, in order, to the end of another discussion; with them those who follow, and how far each has read.
    public static async Task CarryAsync(this HubWork work, Discussion from, Discussion to, IReadOnlyList<Post> posts, long me)
    {
        var db = work.Db;
        var (last, ids) = (to.PostCount, posts.Select(post => post.Id).ToList());
        // Links from where they stood before that, too.
        foreach (var other in await db.MovedPosts.Where(m => ids.Contains(m.PostId)).Select(m => m.DiscussionId).Distinct().ToListAsync()) work.Announce(LiveTopic.Discussion(other));

        var marks = await db.ReadMarks.Where(m => m.DiscussionId == from.Id).ToListAsync();
        var ahead = await db.ReadMarks.Where(m => m.DiscussionId == to.Id).ToDictionaryAsync(m => m.PersonId);
        foreach (var mark in marks)
        {
            // They have seen so many of those that come; and of the others all, or their place there stays.
            var seen = posts.Count(post => post.Number <= mark.Number);
            if (ahead.TryGetValue(mark.PersonId, out var there)) { if (there.Number == last) there.Reach(last + seen, work.Now); }
            else if (last == 0) db.Add(ReadMark.Of(to, mark.PersonId, seen, work.Now));
            work.Announce(LiveTopic.Reading(mark.PersonId));
        }
        var following = await db.Follows.Where(f => f.DiscussionId == to.Id).Select(f => f.PersonId).ToListAsync();
        var writers = await db.WritersOfAsync(posts);
        foreach (var follow in await db.Follows.AsNoTracking().Where(f => f.DiscussionId == from.Id).ToListAsync())
        {
            if (following.Contains(follow.PersonId) || (last == 0 && !follow.IsMuted && !writers.Contains(follow.PersonId))) continue;
            var own = Follow.Of(to, follow.PersonId, work.Now);
            own.Mute(follow.IsMuted, work.Now);
            db.Add(own);
            work.Announce(LiveTopic.Reading(follow.PersonId));
        }

        foreach (var post in posts)
        {
            db.Add(MovedPost.Of(post, me, work.Now));
            if (from.MarkedAnswer == post.Number) from.Unmark();
            to.Take(post);
        }
        var left = await db.Posts.Where(p => p.DiscussionId == from.Id && !ids.Contains(p.Id)).MaxAsync(p => (DateTime?)p.At);
        if (left is { } at) from.WasLastWritten(at);
        work.Ring(from);
        work.Ring(to);
    }
}
