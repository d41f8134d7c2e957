using System.Linq.Expressions;
using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using LinqKit;
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
        var notices = await work.UnreadNoticesAsync(discussion, me);
        if (notices.Count == 0) return;
        foreach (var notice in notices) notice.Read(work.Now);
        work.Announce(LiveTopic.Notices(me));
    });
}

static class FollowingWork
{
    static readonly CompiledQuery<Func<HubDb, long, long, Task<Follow?>>> FindFollow = CompiledQuery.Of(
        (HubDb db, long discussionId, long personId) => db.Follows.SingleOrDefault(f => f.DiscussionId == discussionId && f.PersonId == personId));

    static readonly CompiledQuery<Func<HubDb, long, long, Task<ReadMark?>>> FindMark = CompiledQuery.Of(
        (HubDb db, long discussionId, long personId) => db.ReadMarks.SingleOrDefault(m => m.DiscussionId == discussionId && m.PersonId == personId));

    // A notice that has not been read, of the discussion with that address or of a post in it.
    static readonly Expression<Func<Notice, string, bool>> IsUnreadOf = (n, address) => n.ReadAt == null && n.Address.StartsWith(address);

    static readonly CompiledQuery<Func<HubDb, long, string, IAsyncEnumerable<Notice>>> FindUnread = CompiledQuery.ListOf(
        (HubDb db, long personId, string address) => db.Notices.Where(n => n.PersonId == personId && IsUnreadOf.Invoke(n, address)));

    // But the writer, and who has a notice of this discussion that they have not read.
    static readonly CompiledQuery<Func<HubDb, long, long, string, IAsyncEnumerable<long>>> FindFollowers = CompiledQuery.ListOf(
        (HubDb db, long discussionId, long writer, string address) => db.Follows
            .Where(f => f.DiscussionId == discussionId && !f.IsMuted && f.PersonId != writer)
            .Where(f => !db.Notices.Any(n => n.PersonId == f.PersonId && IsUnreadOf.Invoke(n, address)))
            .Select(f => f.PersonId));

    /// Whoever has muted it stays so.
    public static async Task<Follow> FollowAsync(this HubWork work, Discussion discussion, long personId)
    {
        var follow = await FindFollow.In(work.Db)(work.Db, discussion.Id, personId);
        if (follow is null) work.Db.Add(follow = Follow.Of(discussion, personId, work.Now));
        return follow;
    }

    /// Who had read all before it is not behind with what they write themselves. Without a name nothing of them moves.
    public static async Task ReadOwnAsync(this HubWork work, Discussion discussion, Post post, Writer writer)
    {
        if (writer.IsUnnamed) return;
        var mark = await FindMark.In(work.Db)(work.Db, discussion.Id, writer.PersonId);
        if (mark is not null && mark.Number == post.Number - 1) mark.Reach(post.Number, work.Now);
        // Before the post itself is announced: nobody is shown their own as new.
        work.Announce(LiveTopic.Reading(writer.PersonId));
    }

    public static ValueTask<List<Notice>> UnreadNoticesAsync(this HubWork work, Discussion discussion, long personId) =>
        FindUnread.In(work.Db)(work.Db, personId, DiscussionNews.AddressOf(discussion)).ToListAsync();

    /// All who follow, but who wrote it, who has just been told that it names them, and who has been told already and has not looked since.
    public static async Task TellFollowersAsync(this HubWork work, Discussion discussion, Post post, Writer by, IReadOnlyList<long> named)
    {
        var followers = await FindFollowers.In(work.Db)(work.Db, discussion.Id, by.PersonId, DiscussionNews.AddressOf(discussion)).Where(person => !named.Contains(person)).ToListAsync();
        if (followers.Count == 0) return;
        var news = DiscussionNews.Posted(discussion, post, by.Name);
        await work.TellAllAsync(followers.Select(person => (person, news)));
    }
}
