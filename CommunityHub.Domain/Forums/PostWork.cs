using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Polls;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// What the operations on posts have in common, whoever may call for it.
static class PostWork
{
    /// The writer follows from then on; those who follow are told, unless it is half-finished.
    public static async Task<Post> AddPostAsync(this HubWork work, Discussion discussion, string? text, Writer writer, bool isHalfFinished)
    {
        var (words, people) = await work.NamePeopleAsync(discussion.CommunityId, text);
        var post = discussion.Add(words, writer.ShownAs, isHalfFinished, work.TimeFor(writer));
        work.Db.Add(post);
        work.Sign(post, writer);
        await work.FollowAsync(discussion, writer.PersonId);
        await work.ReadOwnAsync(discussion, post, writer);
        var told = await work.MentionAsync(discussion, post, people, tells: !isHalfFinished, writer);
        if (!isHalfFinished) await work.TellFollowersAsync(discussion, post, writer, told);
        work.Ring(discussion);
        return post;
    }

    /// A discussion and its first post. Its writer follows it.
    public static async Task<(Discussion Discussion, Post Post)> BeginAsync(
        this HubWork work, long communityId, Theme? theme, DiscussionKind kind, string? title, string? text, Writer writer, bool isHalfFinished)
    {
        var at = work.TimeFor(writer);
        var discussion = Discussion.Start(communityId, theme, kind, title, writer.ShownAs, at);
        var (words, people) = await work.NamePeopleAsync(communityId, text);
        var post = discussion.Add(words, writer.ShownAs, isHalfFinished, at);
        work.Db.AddRange(discussion, post, Follow.Of(discussion, writer.PersonId, work.Now), ReadMark.Of(discussion, writer.PersonId, 1, work.Now));
        work.Sign(post, writer);
        await work.MentionAsync(discussion, post, people, tells: !isHalfFinished, writer);
        work.Announce(LiveTopic.Reading(writer.PersonId), LiveTopic.Forum(communityId));
        return (discussion, post);
    }

    /// What waited becomes a post, under the name that its writer chose to show or none, with its files and its poll.
    public static async Task<(Discussion Discussion, Post Post)> PutInAsync(this HubWork work, HeldPost held)
    {
        var db = work.Db;
        var writer = held.IsUnnamed ? await work.UnnamedAsync(held.PersonId) : Writer.Named(held.PersonId, await work.NameOfAsync(held.PersonId));
        Discussion discussion;
        Post post;
        if (held.DiscussionId is { } id)
        {
            discussion = await db.Discussions.SingleAsync(d => d.Id == id);
            post = await work.AddPostAsync(discussion, held.Text, writer, held.IsHalfFinished);
        }
        else
        {
            var theme = await db.Set<Theme>().SingleOrDefaultAsync(t => t.Id == held.ThemeId);
            (discussion, post) = await work.BeginAsync(held.CommunityId, theme, held.Kind!.Value, held.Title, held.Text, writer, held.IsHalfFinished);
            if (!writer.IsUnnamed) await work.PromiseAsync(discussion);
        }
        foreach (var file in await db.Attachments.Where(a => a.HeldPostId == held.Id).ToListAsync()) file.BelongTo(post, writer.ShownAs);
        await work.ReleasePollAsync(held, post);
        return (discussion, post);
    }

    // One without a name says the minute only.
    static DateTime TimeFor(this HubWork work, Writer writer) => writer.IsUnnamed ? UnnamedMoment.MinuteOf(work.Now) : work.Now;

    /// Others see a placeholder. Of somebody else's post it is an act of power: it needs a reason, stands in the log, and is told.
    public static async Task RemoveAsync(this HubWork work, Actor actor, Discussion discussion, Post post, long me, string? why)
    {
        var isOwn = await work.Db.HasWrittenAsync(post, me);
        post.Remove(isOwn ? post.PersonId : me, isOwn ? null : Wording.Require(why, Post.LongestReason, "Say why, in a sentence or two. Whoever wrote it reads it."), work.Now);
        if (discussion.MarkedAnswer == post.Number) discussion.Unmark();
        if (!isOwn)
        {
            work.Record(actor, DiscussionVerbs.Removed, discussion.CommunityId, post.PersonId, discussion.Title, post.RemovedWhy);
            await work.TellWriterAsync(post, DiscussionNews.Removed(discussion, post));
        }
        work.Ring(discussion);
    }

    /// Of what became of their post; nobody, when they have left.
    public static async Task TellWriterAsync(this HubWork work, Post post, News news)
    {
        if (await work.Db.WriterToTellAsync(post) is { } writer) await work.TellAsync(writer, news);
    }

    /// Whoever started it, unless it was this person.
    public static async Task TellStarterAsync(this HubWork work, Discussion discussion, long me, News news)
    {
        if (await work.Db.StarterToTellAsync(discussion) is { } starter && starter != me) await work.TellAsync(starter, news);
    }

    /// What has to wait: for a facilitator, or, without a name, for a moment that chance chooses. Null: it comes at once.
    public static HeldPost? HoldOrNull(this HubWork work, HoldReason? why, bool isUnnamed, Func<HoldReason, HeldPost> make)
    {
        if (!isUnnamed) return why is { } reason ? make(reason) : null;
        return make(why ?? HoldReason.Unnamed).WithoutName(why is null ? UnnamedMoment.ALittleLater(work.Now) : null);
    }

    /// Until a facilitator has looked at it.
    public static void Hold(this HubWork work, HeldPost held)
    {
        work.Db.Add(held);
        work.Announce(LiveTopic.Reading(held.PersonId)); // its writer's alone
        if (held.AppearsAt is null) work.Announce(LiveTopic.Moderation(held.CommunityId));
    }

    /// That it was given back, with the words.
    public static async Task TellBackAsync(this HubWork work, HeldPost held)
    {
        var place = await work.Db.Discussions.Where(d => d.Id == held.DiscussionId).Select(d => new { d.Title, d.PublicId }).SingleOrDefaultAsync();
        var slug = await work.SlugOfAsync(held.CommunityId);
        work.Announce(LiveTopic.Reading(held.PersonId));
        await work.TellAsync(held.PersonId, ModerationNews.GivenBack(
            held, place?.Title ?? held.Title!, place is null ? $"/communities/{slug}/discussions" : $"/discussions/{place.PublicId}#held"));
    }
}
