using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Files;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Polls;
using CommunityHub.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// What a form says of a new discussion. ThemeId: a public id, or nothing. Trap: what came in the field that people do not see.
public sealed record DiscussionForm(DiscussionKind Kind, string? Title, string? Text, string? ThemeId = null, bool IsHalfFinished = false, string? Trap = null,
    IReadOnlyList<ReadyFile>? Files = null, PollForm? Poll = null, bool IsUnnamed = false);

/// What is done with a discussion as a whole: start it, name it, pin it, lock it, say what answers it.
public sealed class Discussions(HubWrites writes, Limits limits)
{
    /// By a member; they follow it from then on. Gives the discussion's public id; an empty one when it waits for a facilitator
    /// (<see cref="SpamChecks"/>).
    public Task<string> StartAsync(Actor actor, string communitySlug, DiscussionForm form, string? key = null) => writes.DoAsync(async work =>
    {
        var reader = await work.ReadAsync(actor);
        var communityId = await work.Db.CommunitiesReadBy(reader).Where(c => c.Slug == communitySlug).Select(c => (long?)c.Id).SingleOrDefaultAsync();
        if (communityId is not { } id)
        {
            reader.RequirePerson();
            throw new RefusedException(Entrance.NotThere);
        }
        var standing = await work.Db.StandingAsync(reader, id);
        var me = standing.RequireMember();
        return await work.OnceAsync(me, key, async () =>
        {
            var theme = await work.ThemeOfAsync(id, form.ThemeId);
            if (form.IsUnnamed) await work.RequireUnnamedAsync(id);
            var held = work.HoldOrNull(await work.WhyHoldAsync(standing, form.Text, form.Trap), form.IsUnnamed,
                reason => HeldPost.Beginning(id, form.Kind, form.Title, theme?.Id, form.Text, me, form.IsHalfFinished, reason, work.Now));
            var (discussion, post) = held is null
                ? await work.BeginAsync(id, theme, form.Kind, form.Title, form.Text, Writer.Named(me, reader.Name), form.IsHalfFinished)
                : default;
            await work.CountAsync(() => limits.RequirePostAsync(reader));
            if (held is not null) work.Hold(held);
            await work.AttachAsync(form.Files ?? [], me, post, held);
            await work.PutPollAsync(form.Poll, post, held);
            if (discussion is not null) await work.PromiseAsync(discussion);
            await work.ForgetDraftsAsync(me, [DiscussionPlaces.Title(communitySlug), DiscussionPlaces.First(communitySlug), .. DiscussionPlaces.NewPoll(communitySlug).All]);
            return discussion?.PublicId ?? "";
        }, $"{form.Title}\n{form.Text}{form.IsUnnamed}");
    });

    /// By a facilitator: it stands above the others.
    public Task PinAsync(Actor actor, string discussionId, bool isPinned) => RunAsync(actor, discussionId, isPinned ? DiscussionVerbs.Pinned : DiscussionVerbs.Unpinned, (discussion, me, now) =>
    {
        if (isPinned == discussion.PinnedAt is not null) return false;
        if (isPinned) discussion.Pin(me, now);
        else discussion.Unpin();
        return true;
    });

    /// By a facilitator: nothing new comes in, and nothing is edited.
    public Task LockAsync(Actor actor, string discussionId, bool isLocked) => RunAsync(actor, discussionId, isLocked ? DiscussionVerbs.LockedIt : DiscussionVerbs.Unlocked, (discussion, me, now) =>
    {
        if (isLocked == discussion.LockedAt is not null) return false;
        if (isLocked) discussion.Lock(me, now);
        else discussion.Unlock();
        return true;
    });

    /// A new title, another kind, another theme: by who started it while it is open, or by a facilitator.
    public Task ChangeAsync(Actor actor, string discussionId, string? title, DiscussionKind kind, string? themeId) => writes.DoAsync(async work =>
    {
        var (discussion, standing) = await work.InDiscussionAsync(actor, discussionId);
        var (_, isStarter) = await RequireItsOwnAsync(work, discussion, standing, "Only who started a discussion or a facilitator can change it.");
        if (!standing.IsFacilitator) discussion.RequireUnlocked();
        var theme = await work.ThemeOfAsync(discussion.CommunityId, themeId, discussion.ThemeId);
        discussion.Change(title, kind, theme?.Id);
        if (!isStarter) work.Record(actor, DiscussionVerbs.Changed, discussion.CommunityId, discussion.StarterId, discussion.Title);
        work.Ring(discussion);
    });

    /// This post answers the question, or none does: by who asked, or by a facilitator. Whoever wrote the answer is told.
    public Task MarkAnswerAsync(Actor actor, string discussionId, int? number) => writes.DoAsync(async work =>
    {
        var (discussion, standing) = await work.InDiscussionAsync(actor, discussionId);
        var (me, isStarter) = await RequireItsOwnAsync(work, discussion, standing, "Only who asked or a facilitator can say what answers the question.");
        if (!standing.IsFacilitator) discussion.RequireUnlocked();
        if (discussion.MarkedAnswer == number) return;
        if (number is { } chosen)
        {
            var post = await work.PostOfAsync(discussion, chosen);
            // Who asked without their name marks without it.
            discussion.Mark(post, isStarter ? discussion.StarterId : me, work.Now);
            if (!await work.Db.HasWrittenAsync(post, me)) await work.TellWriterAsync(post, DiscussionNews.Marked(discussion, post));
        }
        else
        {
            discussion.Unmark();
        }
        if (!isStarter) work.Record(actor, number is null ? DiscussionVerbs.Unmarked : DiscussionVerbs.Marked, discussion.CommunityId, discussion.StarterId, discussion.Title);
        work.Ring(discussion);
    });

    static async Task<(long Me, bool IsStarter)> RequireItsOwnAsync(HubWork work, Discussion discussion, Standing standing, string otherwise)
    {
        var me = standing.RequireMember();
        var isStarter = await work.Db.HasStartedAsync(discussion, me);
        return isStarter || standing.IsFacilitator ? (me, isStarter) : throw new RefusedException(otherwise);
    }

    // Done twice it is done, and recorded, once.
    Task RunAsync(Actor actor, string discussionId, string verb, Func<Discussion, long, DateTime, bool> act) => writes.DoAsync(async work =>
    {
        var (discussion, standing) = await work.InDiscussionAsync(actor, discussionId);
        var me = standing.RequireFacilitator();
        if (!act(discussion, me, work.Now)) return;
        work.Record(actor, verb, discussion.CommunityId, onWhat: discussion.Title);
        work.Ring(discussion);
    });
}

static class DiscussionChanges
{
    /// Its words, or its place in the lists.
    public static void Ring(this HubWork work, Discussion discussion) => work.Announce(LiveTopic.Discussion(discussion.Id), LiveTopic.Forum(discussion.CommunityId));
}
