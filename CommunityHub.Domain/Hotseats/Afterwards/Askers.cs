using CommunityHub.Attention;
using CommunityHub.Data;

namespace CommunityHub.Hotseats.Afterwards;

/// What whoever asked is told. Who that is, nobody learns here.
static class Askers
{
    /// Except: whoever did it knows.
    public static async Task TellAskersAsync(this HubWork work, long questionId, News news, long? except = null)
    {
        long? asker = await work.Db.AskerOfAsync(questionId);
        if (asker is { } person && person != except) await work.TellAsync(person, news);
    }

    /// Their own questions of a hotseat that were answered.
    public static IQueryable<Question> AnsweredOf(this HubDb db, long hotseatId, long personId) =>
        db.QuestionsAskedBy(personId).Where(q => q.HotseatId == hotseatId && q.AnsweredAt != null && q.WithdrawnAt == null && q.DeclinedAt == null);
}
