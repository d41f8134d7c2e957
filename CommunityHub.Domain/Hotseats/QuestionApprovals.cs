using CommunityHub.Data;
using CommunityHub.Moderation;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Where a hotseat's questions appear after approval: letting them in. By facilitators.
public sealed class QuestionApprovals(HubWrites writes)
{
    const string Verb = "approved a question";

    /// The room sees it. Done twice, it is done once. Refuses one that was declined, taken back or merged meanwhile.
    public Task ApproveAsync(Actor actor, string questionId) => writes.DoAsync(async work =>
    {
        var (question, hotseat, standing) = await work.InQuestionAsync(actor, questionId, evenGone: true);
        standing.RequireFacilitator();
        if (hotseat.IsOver) throw new RefusedException("This hotseat is over. It stays as it is.");
        await work.RequireUnchangedAsync(question, questionId, seen: null);
        await ApproveAsync(work, actor, hotseat, question);
    });

    /// Those that were before the facilitator, and no other that came meanwhile. What was declined, taken back or merged meanwhile stays so.
    /// Gives how many appeared.
    public Task<int> ApproveAllAsync(Actor actor, string hotseatId, IEnumerable<string> questionIds) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
        standing.RequireFacilitator();
        if (hotseat.IsOver) throw new RefusedException("This hotseat is over. It stays as it is.");
        var ids = questionIds.Where(PublicId.IsWellFormed).Distinct().ToList();
        var questions = await work.Db.Questions
            .Where(q => q.HotseatId == hotseat.Id && q.AwaitsSince != null && q.WithdrawnAt == null && q.DeclinedAt == null && q.MergedIntoId == null && ids.Contains(q.PublicId))
            .ToListAsync();
        foreach (var question in questions) await ApproveAsync(work, actor, hotseat, question);
        return questions.Count;
    });

    static async Task ApproveAsync(HubWork work, Actor actor, Hotseat hotseat, Question question)
    {
        if (question.AwaitsSince is null) return;
        question.Approve();
        work.Db.Add(Act.Of(actor, Verb, work.Now, hotseat.CommunityId, onWhat: question.PublicId));
        work.AnnounceQuestions(hotseat, await work.AskersOfAsync(await work.SetOfAsync(question)));
    }
}
