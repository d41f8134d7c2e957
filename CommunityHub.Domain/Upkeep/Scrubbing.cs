using System.Globalization;
using CommunityHub.Data;
using CommunityHub.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Upkeep;

/// Writes a SQLite file anew and empties its log where somebody was erased since the last time: a page that was split may hold a stale
/// copy of words that are gone. PostgreSQL vacuums by itself.
public sealed class Scrubbing(IDbContextFactory<HubDb> databases, ErasedList? erased = null)
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public async Task<bool> ScrubAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var erasures = erased?.Read().Count ?? 0;
        // A number of the file's own, which SQLite leaves to its user: so many erasures are scrubbed out of it.
        if (!db.Database.IsSqlite() || await db.Database.SqlQueryRaw<int>("SELECT user_version AS Value FROM pragma_user_version").SingleAsync(cancel) == erasures) return false;

        db.Database.SetCommandTimeout(Longest);
        await db.Database.ExecuteSqlRawAsync("VACUUM", cancel);
        var mark = string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {erasures}"); // which takes no parameter
        await db.Database.ExecuteSqlRawAsync(mark, cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancel);
        return true;
    }
}
