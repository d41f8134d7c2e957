using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats.Afterwards;

/// How many asked with their name, and how many of them had not done so before in that community.
static class AskerCounts
{
    public static async Task<(int Askers, int FirstTimers)> CountAskersAsync(this HubDb db, long hotseatId, CancellationToken cancel)
    {
        var community = await db.Hotseats.Where(h => h.Id == hotseatId).Select(h => h.CommunityId).SingleAsync(cancel);
        var here = db.NamedAskings().Where(a => a.HotseatId == hotseatId);
        var first = await here.MinAsync(a => (long?)a.QuestionId, cancel);
        var askers = await here.Select(a => a.PersonId).Distinct().ToListAsync(cancel);
        var before = await db.NamedAskings()
            .Where(a => askers.Contains(a.PersonId) && a.QuestionId < first && a.HotseatId != hotseatId && db.Hotseats.Any(h => h.Id == a.HotseatId && h.CommunityId == community))
            .Select(a => a.PersonId)
            .Distinct()
            .CountAsync(cancel);
        return (askers.Count, askers.Count - before);
    }
}
