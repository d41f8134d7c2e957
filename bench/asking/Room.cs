using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace Asking;

/// The open room whose community has the most members.
sealed record Room(string Id, IReadOnlyList<Actor> Members)
{
    public static async Task<Room> FindAsync(IDbContextFactory<HubDb> databases)
    {
        await using var db = await databases.CreateDbContextAsync();
        var found = await db.Hotseats.Where(h => (h.State == HotseatState.Live || h.State == HotseatState.Collecting) && h.RehearsalOf == null)
            .OrderByDescending(h => db.Memberships.Count(m => m.CommunityId == h.CommunityId && m.Until == null))
            .Select(h => new { h.PublicId, h.CommunityId }).FirstAsync();
        var members = await db.Memberships.Where(m => m.CommunityId == found.CommunityId && m.Until == null && !db.Suspensions.Any(s => s.PersonId == m.PersonId))
            .Select(m => m.PersonId).Take(100).ToListAsync();
        return new Room(found.PublicId, [.. members.Select(Actor.Of)]);
    }

    public async Task<int> CountAsync(IDbContextFactory<HubDb> databases)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Questions.CountAsync(q => db.Hotseats.Any(h => h.Id == q.HotseatId && h.PublicId == Id));
    }

    /// As they stand in the table.
    public static async Task<IReadOnlyList<string>> WordsAsync(IDbContextFactory<HubDb> databases, string run)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Questions.Where(q => q.Text.StartsWith(run)).Select(q => q.Text).ToListAsync();
    }
}
