using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats.Afterwards;

/// What whoever asked is told, and their own questions. Who asked, nobody learns here.
static class Askers
{
    /// Except: whoever did it knows.
    public static async Task TellAskersAsync(this HubWork work, long questionId, News news, long? except = null)
    {
        var askers = await work.Db.QuestionAskers.Where(a => a.QuestionId == questionId && a.PersonId != except).Select(a => a.PersonId).ToListAsync();
        await work.TellAllAsync(askers.Select(asker => (asker, news)));
    }

    /// Their own questions of a hotseat that were answered.
    public static IQueryable<Question> AnsweredOf(this HubDb db, long hotseatId, long personId) =>
        db.Questions.Where(q => q.HotseatId == hotseatId && q.AnsweredAt != null && q.WithdrawnAt == null && q.DeclinedAt == null
            && db.QuestionAskers.Any(a => a.QuestionId == q.Id && a.PersonId == personId));

    /// Whoever asked a question of a hotseat that was answered: to be told something, one by one.
    public static IQueryable<Person> AskersOfAnswered(this HubDb db, long hotseatId) =>
        db.People.Where(p => db.QuestionAskers.Any(a => a.PersonId == p.Id && a.Question.HotseatId == hotseatId
            && a.Question.AnsweredAt != null && a.Question.WithdrawnAt == null && a.Question.DeclinedAt == null));
}
