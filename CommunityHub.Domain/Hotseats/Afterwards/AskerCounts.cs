using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats.Afterwards;

/// How many asked. Only those whom the room sees are counted as people: with two questions, one of them unnamed, "one person asked" would tell who.
static class AskerCounts
{
    public static async Task<(int Askers, int FirstTimers, int Unnamed)> CountAskersAsync(this HubDb db, long hotseatId, CancellationToken cancel)
    {
        var shown = db.Questions.Where(q => q.HotseatId == hotseatId && q.WithdrawnAt == null && q.DeclinedAt == null);
        var askers = await db.QuestionAskers.Where(a => shown.Any(q => q.Id == a.QuestionId)).Select(a => a.PersonId).Distinct().ToListAsync(cancel);
        var community = await db.Hotseats.Where(h => h.Id == hotseatId).Select(h => h.CommunityId).SingleAsync(cancel);
        var first = await shown.MinAsync(q => (long?)q.Id, cancel);
        var before = await db.QuestionAskers
            .Where(a => askers.Contains(a.PersonId) && a.QuestionId < first && a.Question.HotseatId != hotseatId && a.Question.WithdrawnAt == null && a.Question.DeclinedAt == null)
            .Where(a => db.Hotseats.Any(h => h.Id == a.Question.HotseatId && h.CommunityId == community))
            .Select(a => a.PersonId)
            .Distinct()
            .CountAsync(cancel);
        return (askers.Count, askers.Count - before, 0);
    }
}
