using System.Globalization;
using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Upkeep;

/// Writes a SQLite file anew and empties its log where somebody was erased since the last time: a page that was split may hold a stale
/// copy of words that are gone. PostgreSQL vacuums by itself.
public sealed class Scrubbing(HubWrites writes, ErasedList? erased = null)
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public Task<bool> ScrubAsync(CancellationToken cancel = default) => writes.WhileNobodyWritesAsync(db => ScrubAsync(db, cancel));

    async Task<bool> ScrubAsync(HubDb db, CancellationToken cancel)
    {
        var erasures = erased?.Read().Count ?? 0;
        // A number of the file's own, which SQLite leaves to its user: so many erasures are scrubbed out of it.
        if (!db.Database.IsSqlite() || await db.Database.SqlQueryRaw<int>("SELECT user_version AS Value FROM pragma_user_version").SingleAsync(cancel) == erasures) return false;

        db.Database.SetCommandTimeout(Longest);
        // While somebody reads, the log cannot be emptied: the next night tries again.
        if (!await HotseatWipe.ScrubAsync(db)) return false;
        var mark = string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {erasures}"); // which takes no parameter
        await db.Database.ExecuteSqlRawAsync(mark, cancel);
        return true;
    }
}
