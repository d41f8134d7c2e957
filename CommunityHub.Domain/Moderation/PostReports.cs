using System.Globalization;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.People;
using CommunityHub.RateLimits;
using CommunityHub.Text;

namespace CommunityHub.Moderation;

/// Asking the facilitators to look at a post, and what they decide.
public sealed class PostReports(HubWrites writes, Limits limits)
{
    /// By anybody signed in who can read it. Refuses one's own post, one that was taken away, and a second report while the first waits.
    public Task ReportAsync(Actor actor, string discussionId, int number, ReportReason reason, string? words) => writes.DoAsync(async work =>
    {
        var (post, discussion, standing) = await work.InPostAsync(actor, discussionId, number);
        var me = standing.Reader.RequirePerson();
        if (await work.Db.HasWrittenAsync(post, me)) throw new RefusedException("This is your own post. You can edit it, or take it away.");
        if (post.RemovedAt is not null) throw new RefusedException("This post has been taken away.");
        var report = Report.Of(Reported.The(post), discussion.CommunityId, me, reason, words, work.Now);
        await work.ReportAsync(limits, standing, report, DiscussionPlaces.Report(discussionId, number));
    });

    /// By a facilitator, on all reports of the post at once. Whoever reported is told what came of it. To warn and to take away need words,
    /// which the writer reads. Nobody decides about their own post while there is another facilitator.
    public Task DecideAsync(Actor actor, string discussionId, int number, ReportOutcome outcome, string? words) => writes.DoAsync(async work =>
    {
        var (post, discussion, standing) = await work.InPostAsync(actor, discussionId, number);
        var isOwn = standing.Reader.PersonId is { } me && await work.Db.HasWrittenAsync(post, me);
        var card = ReportedItem.CardOf(ReportedKind.Post, discussionId, number.ToString(CultureInfo.InvariantCulture));
        await work.DecideAsync(Reported.The(post), card, standing, outcome, isOwn, async () =>
        {
            switch (outcome)
            {
                case ReportOutcome.Removed when post.RemovedAt is null:
                    await work.RemoveAsync(actor, discussion, post, standing.Reader.RequirePerson(), words);
                    break;
                case ReportOutcome.Warned:
                    var said = Wording.Require(words, Report.LongestWords, "Write a few words to whoever wrote the post.");
                    work.Record(actor, ModerationVerbs.Warned, discussion.CommunityId, post.PersonId, discussion.Title, said);
                    await work.TellWriterAsync(post, ModerationNews.Warned(discussion, number, said));
                    break;
                case ReportOutcome.Stays:
                    work.Record(actor, ModerationVerbs.LetStand, discussion.CommunityId, post.PersonId, discussion.Title);
                    break;
            }
        }, ModerationNews.Decided(discussion, number, outcome));
    });
}
