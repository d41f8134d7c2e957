using CommunityHub.Attention;
using CommunityHub.Data;

namespace CommunityHub.Hotseats.Afterwards;

/// What whoever asked is told. Who that is, nobody learns here.
static class Askers
{
    /// All of them, where several asked the same. Except: whoever did it knows.
    public static async Task TellAskersAsync(this HubWork work, Question question, News news, long? except = null)
    {
        var askers = await work.AskersOfAsync(await work.SetOfAsync(question));
        await work.TellAllAsync(askers.Where(person => person != except).Select(person => (person, news)));
    }

    /// Their own questions of a hotseat that were answered.
    public static IQueryable<Question> AnsweredOf(this HubDb db, long hotseatId, long personId) =>
        db.QuestionsAskedBy(personId).Where(q => q.HotseatId == hotseatId && q.AnsweredAt != null && q.WithdrawnAt == null && q.DeclinedAt == null);
}
