using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Polls;

/// What is done in a poll: vote, take the vote back, close it.
public sealed class PollVoting(HubWrites writes, Limits limits)
{
    /// By a member, until it closes: the last choice counts. Options by their numbers, from 0.
    public Task VoteAsync(Actor actor, string discussionId, int number, IReadOnlyCollection<int> options) => writes.DoAsync(async work =>
    {
        var (poll, _, discussion, standing) = await InPollAsync(work, actor, discussionId, number);
        var me = standing.RequireMember();
        discussion.RequireUnlocked();
        var choices = poll.Choose(options, work.Now);
        var before = await work.Db.PollVotes.SingleOrDefaultAsync(v => v.PollId == poll.Id && v.PersonId == me);
        if (before?.Choices == choices) return;
        await work.CountAsync(() => limits.RequireAsync(Limit.Vote, me, standing.Reader.TimeZone));
        if (before is null) work.Db.Add(PollVote.In(poll, me, choices, work.Now));
        else before.Change(choices, work.Now);
        work.Announce(LiveTopic.PollVotes(discussion.Id));
    });

    /// As if one had not voted, until it closes.
    public Task RetractAsync(Actor actor, string discussionId, int number) => writes.DoAsync(async work =>
    {
        var (poll, _, discussion, standing) = await InPollAsync(work, actor, discussionId, number);
        var me = standing.RequireMember();
        discussion.RequireUnlocked();
        if (!poll.IsOpenAt(work.Now)) throw new RefusedException("This poll is closed.");
        if (await work.Db.PollVotes.SingleOrDefaultAsync(v => v.PollId == poll.Id && v.PersonId == me) is not { } vote) return;
        work.Db.Remove(vote);
        work.Announce(LiveTopic.PollVotes(discussion.Id));
    });

    /// Now, rather than when it would: by who asked, or by a facilitator, which stands in the log.
    public Task CloseAsync(Actor actor, string discussionId, int number) => writes.DoAsync(async work =>
    {
        var (poll, post, discussion, standing) = await InPollAsync(work, actor, discussionId, number);
        var me = standing.RequireMember();
        var isOwn = await work.Db.HasWrittenAsync(post, me);
        if (!isOwn && !standing.IsFacilitator) throw new RefusedException("Only who asked or a facilitator can close a poll.");
        if (!poll.IsOpenAt(work.Now)) return;
        poll.Close(work.Now);
        if (!isOwn) work.Record(actor, DiscussionVerbs.ClosedPoll, discussion.CommunityId, post.PersonId, discussion.Title);
        work.Ring(discussion);
    });

    static async Task<(Poll Poll, Post Post, Discussion Discussion, Standing Standing)> InPollAsync(HubWork work, Actor actor, string discussionId, int number)
    {
        var (post, discussion, standing) = await work.InPostAsync(actor, discussionId, number);
        if (post.RemovedAt is not null) throw new RefusedException("This post has been taken away.");
        var poll = await work.Db.Polls.SingleOrDefaultAsync(p => p.PostId == post.Id) ?? throw new RefusedException(Entrance.NotThere);
        return (poll, post, discussion, standing);
    }
}

static class PollWork
{
    /// A post's poll as the form has it. Refuses to change one in which somebody has voted. True: something changed.
    public static async Task<bool> PutPollAsync(this HubWork work, PollForm? form, Post? post, HeldPost? held)
    {
        var before = post is { Id: > 0 } ? await work.Db.Polls.SingleOrDefaultAsync(p => p.PostId == post.Id) : null;
        if (form is null || (before is null && form.IsEmpty)) return false;
        if (before is null)
        {
            work.Db.Add(Poll.Of(form, post, held, work.Now));
            return true;
        }
        if (form.IsEmpty) work.Db.Remove(before);
        else if (!before.Change(form, work.Now)) return false;
        return await work.Db.PollVotes.AnyAsync(v => v.PollId == before.Id) ? throw new RefusedException(Poll.Fixed) : true;
    }

    /// What waited for a facilitator goes with its post.
    public static async Task ReleasePollAsync(this HubWork work, HeldPost held, Post post) =>
        (await work.Db.Polls.SingleOrDefaultAsync(p => p.HeldPostId == held.Id))?.Release(post);
}
