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
    public Task<string> AskAsync(Actor actor, string hotseatId, string? text, string? key = null, Naming naming = Naming.Named) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
        var me = standing.RequireMember();
        return await work.OnceAsync(me, key, async () =>
        {
            hotseat.RequireQuestions();
            var question = Question.Ask(text, hotseat.Id, work.Now, naming);
            if (!standing.IsFacilitator && !await work.IsAnswererAsync(hotseat, me)) await work.CountAsync(() => limits.RequirePostAsync(standing.Reader));
            if (hotseat.ApprovesFirst && !standing.IsFacilitator) question.AwaitApproval(question.AskedAt);
            work.Db.Add(question);
            work.Db.AddAsker(question, me, naming);
            work.Db.Add(Vote.For(question, me, question.AskedAt));
            await work.ForgetDraftAsync(me, Places.Ask(hotseatId));
            work.Announce(LiveTopic.Mine(hotseat.Id, me));
            // One without a name rings when it appears (Appearances): a ring now would tell the moment. One that waits for approval rings for
            // the facilitators only.
            if (!question.HasAppeared(work.Now)) return question.PublicId;
            if (question.AwaitsSince is null) work.Announce(LiveTopic.Hotseat(hotseat.Id));
            else work.Announce(LiveTopic.Backstage(hotseat.Id));
            return question.PublicId;
        }, $"{naming}\n{text}");
    });

    /// "Me too", or no more. The asker counts as one and stays one.
    public Task VoteAsync(Actor actor, string questionId, bool wanted) => writes.DoAsync(async work =>
    {
        // One that is about to go takes votes as before: a refusal would tell that it was taken back.
        var (question, hotseat, standing) = await work.InQuestionAsync(actor, questionId, evenLeaving: true);
        var me = standing.RequireMember();
        if (!question.IsWaiting && !question.IsLeaving(work.Now)) throw new RefusedException("This question is not waiting any more.");
        if (hotseat.IsOver) throw new RefusedException("This hotseat is over.");

        var set = await work.SetOfAsync(question);
        var votes = await work.VotesOfAsync(set, me);
        if (wanted == votes.Count > 0) return;
        await work.CountAsync(() => limits.RequireAsync(Limit.Vote, me, standing.Reader.TimeZone));
        if (wanted) work.Db.Add(Vote.For(question, me, work.Now));
        else if (await work.AskedByAsync(set, me) is not [])
        {
            throw new RefusedException("This is your own question, so you count as one who wants to know.");
        }
        else work.Db.RemoveRange(votes);
        work.Announce(LiveTopic.Votes(hotseat.Id), LiveTopic.MyVotes(hotseat.Id, me));
    });

    /// By its asker only, while nobody has answered.
    public Task WithdrawAsync(Actor actor, string questionId) => writes.DoAsync(async work =>
    {
        var (question, hotseat, standing) = await work.InQuestionAsync(actor, questionId);
        var me = standing.RequireMember();
        var set = await work.SetOfAsync(question);
        var own = await work.AskedByAsync(set, me);
        if (own is []) throw new RefusedException("Only the person who asked can take a question back.");

        var stands = question;
        foreach (var mine in own)
        {
            stands = set.Withdraw(mine, work.Now);
            set = await work.SetOfAsync(stands);
        }
        if (hotseat.AnsweringId == question.Id && stands.IsWaiting) hotseat.AnswerNow(stands);
        else if (hotseat.AnsweringId == question.Id && !question.IsLeaving(work.Now)) hotseat.StopAnswering();
        if (set.Members.Count == 1)
        {
            work.Announce(LiveTopic.Mine(hotseat.Id, me));
            // One that was asked without a name rings when it goes (Appearances).
            if (question.HasAppeared(work.Now) && !question.IsLeaving(work.Now)) work.Announce(question.AwaitsSince is null ? LiveTopic.Hotseat(hotseat.Id) : LiveTopic.Backstage(hotseat.Id));
            return;
        }
        // Where others asked the same, the question goes on without this one's vote.
        work.AnnounceQuestions(hotseat, await work.WantedByAsync(set));
        work.Db.RemoveRange((await work.VotesOfAsync(set, me)).Where(vote => own.Exists(q => q.Id == vote.QuestionId)));
    });

    /// By a facilitator, with a reason that only the asker reads. Seen is the version of the question that was before them: refused when
    /// somebody has changed it since.
    public Task DeclineAsync(Actor actor, string questionId, string? why, int? seen = null) => writes.DoAsync(async work =>
    {
        var (question, hotseat, standing) = await work.InQuestionAsync(actor, questionId);
        var me = standing.RequireFacilitator();
        await work.RequireUnchangedAsync(question, questionId, seen);
        await work.DeclineAsync(actor, hotseat, question, me, why);
        await work.ForgetDraftAsync(me, Places.Decline(questionId));
    });

    /// Pins it for everybody, by a facilitator or the guest.
    public Task AnswerNowAsync(Actor actor, string questionId) => writes.DoAsync(async work =>
    {
        var (question, hotseat, standing) = await work.AtQuestionAsync(actor, questionId);
        standing.RequireAnswererOrFacilitator();
        if (standing.AnswererId is { } seat) await work.BeginAnsweringAsync(question, hotseat, seat, standing.Me);
        else hotseat.AnswerNow(question);
        work.Announce(LiveTopic.Hotseat(hotseat.Id));
    });

    public Task StopAnsweringAsync(Actor actor, string hotseatId) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.AtDeskAsync(actor, hotseatId);
        standing.RequireAnswererOrFacilitator();
        await work.RestAsync(hotseat);
        hotseat.StopAnswering();
        work.Announce(LiveTopic.Hotseat(hotseat.Id));
    });

    /// Gives the answer's public id. By an answerer only; refused where a colleague has the question.
    public Task<string> AnswerAsync(Actor actor, string questionId, string? text, string? key = null) => writes.DoAsync(async work =>
    {
        var (question, hotseat, standing) = await work.AtQuestionAsync(actor, questionId);
        standing.RequireAnswerer();
        return await work.OnceAsync(standing.Me, key, async () =>
        {
            var answer = await AnswerAsync(work, question, hotseat, standing, text);
            await work.ForgetDraftAsync(standing.Me, Places.Answer(questionId));
            return answer;
        }, text);
    });

    /// Within another operation's transaction.
    internal static async Task<string> AnswerAsync(HubWork work, Question question, Hotseat hotseat, DeskStanding standing, string? text)
    {
        var me = standing.Me;
        if (!hotseat.TakesAnswers) throw new RefusedException("This hotseat does not take answers any more. Your answer is kept as a draft.");

        await work.EndClaimAsync(question, hotseat, standing.RequireAnswerer());
        var answer = Answer.To(question, text, me, work.Now);
        work.Db.Add(answer);
        if (hotseat.AnsweringId == question.Id) hotseat.StopAnswering();

        var askers = await work.AskersOfAsync(await work.SetOfAsync(question));
        await work.TellAllAsync(askers.Where(asker => asker != me).Select(asker => (asker, HotseatNews.Answered(hotseat, question, answer))));
        work.Announce([LiveTopic.Hotseat(hotseat.Id), LiveTopic.Mine(hotseat.Id, me), .. askers.Select(asker => LiveTopic.Mine(hotseat.Id, asker))]);
        return answer.PublicId;
    }

}
