using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Moderation;
using CommunityHub.People;

namespace CommunityHub.Hotseats;

/// Thinking again after a decline. By facilitators.
public sealed class QuestionRefusals(HubWrites writes)
{
    /// The room sees it after all, and everybody who asked it is told. Done twice, it is done once.
    public Task ShowAfterAllAsync(Actor actor, string questionId) => writes.DoAsync(async work =>
    {
        var (question, hotseat, standing) = await work.InQuestionAsync(actor, questionId, evenGone: true);
        standing.RequireFacilitator();
        if (hotseat.IsOver) throw new RefusedException("This hotseat is over. It stays as it is.");
        if (question.WithdrawnAt is not null) throw new RefusedException("Its asker has taken this question back.");
        if (question.DeclinedAt is null) return;

        question.ShowAfterAll();
        work.Db.Add(Act.Of(actor, "showed a question after all", work.Now, hotseat.CommunityId, onWhat: question.PublicId));
        var askers = await work.AskersOfAsync(await work.SetOfAsync(question));
        await work.TellAllAsync(askers.Select(asker => (asker, HotseatNews.ShownAfterAll(hotseat, question))));
        work.AnnounceQuestions(hotseat, askers);
    });
}
