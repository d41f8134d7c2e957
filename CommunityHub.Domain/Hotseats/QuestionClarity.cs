using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Moderation;
using CommunityHub.People;

namespace CommunityHub.Hotseats;

/// Editing a question for clarity. By facilitators.
public sealed class QuestionClarity(HubWrites writes)
{
    /// The room reads the new words and that a facilitator edited them; the asker is told, and the asker's own words are kept. Seen is the
    /// version that was before the facilitator: refused when somebody has changed the question since.
    public Task ClarifyAsync(Actor actor, string questionId, string? text, int? seen = null) => writes.DoAsync(async work =>
    {
        var (question, hotseat, standing) = await work.InQuestionAsync(actor, questionId, evenGone: true);
        var me = standing.RequireFacilitator();
        if (hotseat.IsOver) throw new RefusedException("This hotseat is over. It stays as it is.");
        await work.RequireUnchangedAsync(question, questionId, seen);

        work.Db.Add(question.Clarify(text, me, work.Now));
        work.Db.Add(Act.Of(actor, "edited a question for clarity", work.Now, hotseat.CommunityId, onWhat: question.PublicId));
        var askers = await work.AskersOfAsync(QuestionSet.Of(question, [])); // whose words they were
        await work.TellAllAsync(askers.Where(asker => asker != me).Select(asker => (asker, HotseatNews.Clarified(hotseat, question))));
        await work.ForgetDraftAsync(me, Places.Clarify(questionId));
        work.AnnounceQuestions(hotseat, askers);
    });
}
