using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// What a reader keeps of a discussion for themselves: whether they follow it, and how far they have read.
public sealed class Following(HubWrites writes)
{
    /// To hear of it, or to hear nothing (muted). By anybody signed in who may read it.
    public Task FollowAsync(Actor actor, string discussionId, bool isMuted) => writes.DoAsync(async work =>
    {
        var (discussion, standing) = await work.InDiscussionAsync(actor, discussionId);
        var me = standing.Reader.RequirePerson();
        (await work.FollowAsync(discussion, me)).Mute(isMuted, work.Now);
        work.Announce(LiveTopic.Reading(me));
    });

    /// Neither followed nor muted.
    public Task LeaveAsync(Actor actor, string discussionId) => writes.DoAsync(async work =>
    {
        var (discussion, standing) = await work.InDiscussionAsync(actor, discussionId);
        var me = standing.Reader.RequirePerson();
        if (await work.Db.Follows.SingleOrDefaultAsync(f => f.DiscussionId == discussion.Id && f.PersonId == me) is not { } follow) return;
        work.Db.Remove(follow);
        work.Announce(LiveTopic.Reading(me));
    });

    /// All up to that post have been seen, and so have the notices that led here.
    public Task MarkReadAsync(Actor actor, string discussionId, int number) => writes.DoAsync(async work =>
    {
        var (discussion, standing) = await work.InDiscussionAsync(actor, discussionId);
        var me = standing.Reader.RequirePerson();
        number = Math.Clamp(number, 0, discussion.PostCount);
        var mark = await work.Db.ReadMarks.SingleOrDefaultAsync(m => m.DiscussionId == discussion.Id && m.PersonId == me);
        if (mark is null) work.Db.Add(mark = ReadMark.Of(discussion, me, 0, work.Now));
        if (mark.Reach(number, work.Now)) work.Announce(LiveTopic.Reading(me));
        var notices = await work.UnreadNoticesOf(discussion).Where(n => n.PersonId == me).ToListAsync();
        if (notices.Count == 0) return;
        foreach (var notice in notices) notice.Read(work.Now);
        work.Announce(LiveTopic.Notices(me));
    });
}

static class FollowingWork
{
    /// Whoever has muted it stays so.
    public static async Task<Follow> FollowAsync(this HubWork work, Discussion discussion, long personId)
    {
        var follow = await work.Db.Follows.SingleOrDefaultAsync(f => f.DiscussionId == discussion.Id && f.PersonId == personId);
        if (follow is null) work.Db.Add(follow = Follow.Of(discussion, personId, work.Now));
        return follow;
    }

    /// Who had read all before it is not behind with what they write themselves. Without a name nothing of them moves.
    public static async Task ReadOwnAsync(this HubWork work, Discussion discussion, Post post, Writer writer)
    {
        if (writer.IsUnnamed) return;
        var (id, me, before, number, now) = (discussion.Id, writer.PersonId, post.Number - 1, post.Number, work.Now);
        await work.Db.ReadMarks
            .Where(m => m.DiscussionId == id && m.PersonId == me && m.Number == before)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Number, number).SetProperty(m => m.At, now));
        // Before the post itself is announced: nobody is shown their own as new.
        work.Announce(LiveTopic.Reading(me));
    }

    public static IQueryable<Notice> UnreadNoticesOf(this HubWork work, Discussion discussion)
    {
        var address = DiscussionNews.AddressOf(discussion);
        return work.Db.Notices.Where(n => n.ReadAt == null && n.Address.StartsWith(address));
    }

    /// All who follow, but who wrote it, who has just been told that it names them, and who has been told already and has not looked since.
    public static async Task TellFollowersAsync(this HubWork work, Discussion discussion, Post post, Writer by, IReadOnlyList<long> named)
    {
        var (db, writer) = (work.Db, by.PersonId);
        var told = work.UnreadNoticesOf(discussion);
        var followers = await db.Follows
            .Where(f => f.DiscussionId == discussion.Id && !f.IsMuted && f.PersonId != writer && !named.Contains(f.PersonId))
            .Where(f => !told.Any(n => n.PersonId == f.PersonId))
            .Select(f => f.PersonId)
            .ToListAsync();
        if (followers.Count == 0) return;
        var news = DiscussionNews.Posted(discussion, post, by.Name);
        await work.TellAllAsync(followers.Select(person => (person, news)));
    }
}
