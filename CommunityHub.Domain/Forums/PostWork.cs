using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Text;

namespace CommunityHub.Forums;

/// What the operations on posts have in common, whoever may call for it.
static class PostWork
{
    /// The writer follows from then on; those who follow are told, unless it is half-finished.
    public static async Task<Post> AddPostAsync(this HubWork work, Discussion discussion, string? text, long personId, string name, bool isHalfFinished)
    {
        var (words, people) = await work.NamePeopleAsync(discussion.CommunityId, text);
        var post = discussion.Add(words, personId, isHalfFinished, work.Now);
        work.Db.Add(post);
        await work.FollowAsync(discussion, personId);
        var told = await work.MentionAsync(discussion, post, people, tells: !isHalfFinished, name);
        if (!isHalfFinished) await work.TellFollowersAsync(discussion, post, name, told);
        work.Ring(discussion);
        return post;
    }

    /// A discussion and its first post. Its writer follows it.
    public static async Task<(Discussion Discussion, Post Post)> BeginAsync(
        this HubWork work, long communityId, Theme? theme, DiscussionKind kind, string? title, string? text, long personId, bool isHalfFinished)
    {
        var discussion = Discussion.Start(communityId, theme, kind, title, personId, work.Now);
        var (words, people) = await work.NamePeopleAsync(communityId, text);
        var post = discussion.Add(words, personId, isHalfFinished, work.Now);
        work.Db.AddRange(discussion, post, Follow.Of(discussion, personId, work.Now), ReadMark.Of(discussion, personId, 1, work.Now));
        if (people.Count > 0) await work.MentionAsync(discussion, post, people, tells: !isHalfFinished, await work.NameOfAsync(personId));
        work.Announce(LiveTopic.Forum(communityId));
        return (discussion, post);
    }

    /// Others see a placeholder. Of somebody else's post it is an act of power: it needs a reason, stands in the log, and is told.
    public static async Task RemoveAsync(this HubWork work, Actor actor, Discussion discussion, Post post, long me, string? why)
    {
        var isOwn = post.PersonId == me;
        post.Remove(me, isOwn ? null : Wording.Require(why, Post.LongestReason, "Say why, in a sentence or two. Whoever wrote it reads it."), work.Now);
        if (discussion.MarkedAnswer == post.Number) discussion.Unmark();
        if (!isOwn)
        {
            work.Record(actor, DiscussionVerbs.Removed, discussion.CommunityId, post.PersonId, discussion.Title, post.RemovedWhy);
            await work.TellAsync(post.PersonId, DiscussionNews.Removed(discussion, post));
        }
        work.Ring(discussion);
    }

    /// Until a facilitator has looked at it.
    public static void Hold(this HubWork work, HeldPost held)
    {
        work.Db.Add(held);
        work.Announce(LiveTopic.Moderation(held.CommunityId));
    }
}
