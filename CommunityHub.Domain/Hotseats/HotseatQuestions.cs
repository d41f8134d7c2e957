using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// What is done with questions: ask, want too, take back, decline, answer now.
public sealed class HotseatQuestions(HubWrites writes, Limits limits)
{
    /// Gives the question's public id. The key is the form's own: sent twice, it is asked once. Refuses who is not a member, a hotseat
    /// that takes no questions, what <see cref="Question.Ask"/> refuses, and more than <see cref="Limit.Post"/> of anybody but those who
    /// hold it: its guests and facilitators.
    public Task<string> AskAsync(Actor actor, string hotseatId, string? text, string? key = null, Naming naming = Naming.Named)
    {
        var isCounted = false; // once, though the act may be done again
        return writes.DoAsync(async work =>
        {
            var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
            var me = standing.RequireMember();
            return await work.OnceAsync(me, key, async () =>
            {
                if (!hotseat.TakesQuestions) throw new RefusedException(TooEarlyOrTooLate(hotseat));

                var question = Question.Ask(text, hotseat.Id, work.Now, naming);
                if (!isCounted && !standing.IsFacilitator && !await work.IsAnswererAsync(hotseat, me)) limits.RequirePost(standing.Reader);
                isCounted = true;
                work.Db.Add(question);
                work.Db.AddAsker(question, me, naming);
                work.Db.Add(Vote.For(question, me, question.AskedAt));
                await work.ForgetDraftAsync(me, Places.Ask(hotseatId));
                work.Announce(LiveTopic.Mine(hotseat.Id, me));
                // One without a name rings when it appears (Appearances): a ring now would tell the moment.
                if (question.HasAppeared(work.Now)) work.Announce(LiveTopic.Hotseat(hotseat.Id), LiveTopic.Votes(hotseat.Id));
                return question.PublicId;
            }, $"{naming}\n{text}");
        });
    }

    /// "Me too", or no more. The asker counts as one and stays one.
    public Task VoteAsync(Actor actor, string questionId, bool wanted) => writes.DoAsync(async work =>
    {
        var (question, hotseat, standing) = await work.InQuestionAsync(actor, questionId);
        var me = standing.RequireMember();
        if (!question.IsWaiting) throw new RefusedException("This question is not waiting any more.");
        if (hotseat.IsOver) throw new RefusedException("This hotseat is over.");

        var vote = await work.Db.Votes.SingleOrDefaultAsync(v => v.QuestionId == question.Id && v.PersonId == me);
        if (wanted == vote is not null) return;
        limits.Require(Limit.Vote, me, standing.Reader.TimeZone);
        if (wanted) work.Db.Add(Vote.For(question, me, work.Now));
        else if (await work.Db.HasAskedAsync(question.Id, me))
        {
            throw new RefusedException("This is your own question, so you count as one who wants to know.");
        }
        else work.Db.Remove(vote!);
        work.Announce(LiveTopic.Votes(hotseat.Id), LiveTopic.Mine(hotseat.Id, me));
    });

    /// By its asker only, while nobody has answered.
    public Task WithdrawAsync(Actor actor, string questionId) => writes.DoAsync(async work =>
    {
        var (question, hotseat, standing) = await work.InQuestionAsync(actor, questionId);
        var me = standing.RequireMember();
        if (!await work.Db.HasAskedAsync(question.Id, me))
        {
            throw new RefusedException("Only the person who asked can take a question back.");
        }
        question.Withdraw(work.Now);
        if (hotseat.AnsweringId == question.Id) hotseat.StopAnswering();
        work.Announce(LiveTopic.Mine(hotseat.Id, me));
        if (question.HasAppeared(work.Now)) work.Announce(LiveTopic.Hotseat(hotseat.Id));
    });

    /// By a facilitator, with a reason that only the asker reads.
    public Task DeclineAsync(Actor actor, string questionId, string? why) => writes.DoAsync(async work =>
    {
        var (question, hotseat, standing) = await work.InQuestionAsync(actor, questionId);
        var me = standing.RequireFacilitator();
        question.Decline(why, me, work.Now);
        if (hotseat.AnsweringId == question.Id) hotseat.StopAnswering();

        var asker = await work.Db.AskerOfAsync(question.Id);
        work.Db.Add(Act.Of(actor, "declined a question", work.Now, hotseat.CommunityId, await work.Db.NamedAskerOfAsync(question.Id), question.PublicId, question.DeclinedWhy));
        await work.TellAsync(asker, HotseatNews.Declined(hotseat, question));
        await work.ForgetDraftAsync(me, Places.Decline(questionId));
        work.Announce(LiveTopic.Hotseat(hotseat.Id), LiveTopic.Mine(hotseat.Id, asker));
    });

    /// Pins it for everybody, by a facilitator or the guest.
    public Task AnswerNowAsync(Actor actor, string questionId) => writes.DoAsync(async work =>
    {
        var (question, hotseat, standing) = await work.InQuestionAsync(actor, questionId);
        await work.RequireAnswererOrFacilitatorAsync(hotseat, standing);
        hotseat.AnswerNow(question);
        work.Announce(LiveTopic.Hotseat(hotseat.Id));
    });

    public Task StopAnsweringAsync(Actor actor, string hotseatId) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
        await work.RequireAnswererOrFacilitatorAsync(hotseat, standing);
        hotseat.StopAnswering();
        work.Announce(LiveTopic.Hotseat(hotseat.Id));
    });

    /// Gives the answer's public id. By the guest only.
    public Task<string> AnswerAsync(Actor actor, string questionId, string? text, string? key = null) => writes.DoAsync(async work =>
    {
        var (question, hotseat, standing) = await work.InQuestionAsync(actor, questionId);
        var me = await work.RequireAnswererAsync(hotseat, standing);
        return await work.OnceAsync(me, key, async () =>
        {
            if (!hotseat.TakesAnswers) throw new RefusedException("This hotseat does not take answers any more. Your answer is kept as a draft.");

            var answer = Answer.To(question, text, me, work.Now);
            work.Db.Add(answer);
            if (hotseat.AnsweringId == question.Id) hotseat.StopAnswering();
            await work.ForgetDraftAsync(me, Places.Answer(questionId));

            var asker = await work.Db.AskerOfAsync(question.Id);
            if (asker != me) await work.TellAsync(asker, HotseatNews.Answered(hotseat, question, answer));
            work.Announce(LiveTopic.Hotseat(hotseat.Id), LiveTopic.Mine(hotseat.Id, asker));
            return answer.PublicId;
        }, text);
    });

    static string TooEarlyOrTooLate(Hotseat hotseat) => hotseat.State is HotseatState.Draft or HotseatState.Announced
        ? "The room does not take questions yet. Yours is kept as a draft."
        : "The room has stopped taking questions. Yours is kept as a draft.";
}
