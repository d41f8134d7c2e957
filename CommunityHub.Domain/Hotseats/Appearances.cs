using CommunityHub.Data;
using CommunityHub.Live;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Rings when questions that were asked without a name become visible, and when one that was taken back goes: by their own time, whoever does or does not do anything then.
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
        due = [.. due.Union(await Leaving(db, now).Where(q => q.WithdrawnAt > from && q.WithdrawnAt <= now).Select(q => q.HotseatId).ToListAsync(cancel))];
        foreach (var hotseat in due) live.Announce(LiveTopic.Hotseat(hotseat), LiveTopic.Backstage(hotseat));
        rungUntil = now;
        return due.Count;
    }

    /// When the next one appears or goes; null: none is on its way.
    public async Task<DateTime?> NextAtAsync(CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var appears = await db.Questions.Where(q => q.AppearsAt > now).MinAsync(q => q.AppearsAt, cancel);
        var goes = await Leaving(db, now).Where(q => q.WithdrawnAt > now).MinAsync(q => q.WithdrawnAt, cancel);
        return appears is null || goes < appears ? goes : appears;
    }

    // Of hotseats that go on, or ended a moment ago: there are few, and no index is needed for them.
    static IQueryable<Question> Leaving(HubDb db, DateTime now)
    {
        var lately = now.AddMinutes(-1);
        return db.Hotseats
            .Where(h => h.State != HotseatState.Draft && h.State != HotseatState.Cancelled && (h.ArchivedAt == null || h.ArchivedAt > lately))
            .Join(db.Questions, h => h.Id, q => q.HotseatId, (_, q) => q)
            .Where(q => q.AppearsAt != null);
    }
}
