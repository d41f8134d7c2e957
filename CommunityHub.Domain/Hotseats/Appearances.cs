using CommunityHub.Data;
using CommunityHub.Live;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Rings when questions that were asked without a name become visible: by their own time, whoever does or does not do anything then.
/// The rows decide what is shown; this only wakes those who look. Called by the site's clock.
public sealed class Appearances(IDbContextFactory<HubDb> databases, LiveFeed live, TimeProvider clock)
{
    // A little before the first call, since a page may have been read meanwhile. One ring too many does no harm.
    DateTime rungUntil = clock.GetUtcNow().UtcDateTime.AddMinutes(-1);

    /// How many hotseats were rung for.
    public async Task<int> RingAsync(CancellationToken cancel = default)
    {
        var (from, now) = (rungUntil, clock.GetUtcNow().UtcDateTime);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var due = await db.Questions.Where(q => q.AppearsAt > from && q.AppearsAt <= now).Select(q => q.HotseatId).Distinct().ToListAsync(cancel);
        foreach (var hotseat in due) live.Announce(LiveTopic.Hotseat(hotseat), LiveTopic.Votes(hotseat));
        rungUntil = now;
        return due.Count;
    }

    /// When the next one appears; null: none is on its way.
    public async Task<DateTime?> NextAtAsync(CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Questions.Where(q => q.AppearsAt > now).MinAsync(q => q.AppearsAt, cancel);
    }
}
