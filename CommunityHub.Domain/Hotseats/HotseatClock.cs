using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Live;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Moves hotseats on by their schedule, and sends what is due before them. Called by the site's own clock; what was missed while
/// the server was down is made up at the next call.
public sealed class HotseatClock(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    static readonly HotseatState[] Moving = [HotseatState.Announced, HotseatState.Collecting, HotseatState.Live, HotseatState.WrappingUp];

    /// A reminder that comes later than this after its time helps nobody, and is left out.
    static readonly TimeSpan Latest = TimeSpan.FromHours(12);

    /// How many hotseats moved.
    public async Task<int> TickAsync(CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var moved = 0;
        foreach (var id in await DueAsync(now, cancel))
        {
            moved += await writes.DoAsync(async work =>
            {
                var hotseat = await work.Db.Hotseats.SingleAsync(h => h.Id == id);
                await RemindAsync(work, hotseat);
                if (!hotseat.CatchUp(work.Now)) return 0;
                work.Announce(LiveTopic.Hotseat(id), LiveTopic.Programme);
                return 1;
            }, cancel);
        }
        return moved;
    }

    /// When a hotseat moves next by itself; null: none will, as things stand.
    public async Task<DateTime?> NextMoveAtAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var moving = await db.Hotseats.AsNoTracking().Where(h => Moving.Contains(h.State)).ToListAsync(cancel);
        return moving.Min(h => h.NextMoveAt());
    }

    // Few are under way at any time, so they are read whole and asked.
    async Task<List<long>> DueAsync(DateTime now, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var moving = await db.Hotseats.AsNoTracking().Where(h => Moving.Contains(h.State)).ToListAsync(cancel);
        var ids = moving.ConvertAll(h => h.Id);
        var sent = (await db.Reminders.Where(r => ids.Contains(r.HotseatId)).Select(r => new { r.HotseatId, r.Kind, r.StartsAt }).ToListAsync(cancel))
            .Select(r => (r.HotseatId, r.Kind, r.StartsAt))
            .ToHashSet();
        return [.. moving
            .Where(h => h.NextMoveAt() <= now || DueReminders(h, now).Any(kind => !sent.Contains((h.Id, kind, h.StartsAt))))
            .OrderBy(h => h.StartsAt)
            .Select(h => h.Id)];
    }

    static async Task RemindAsync(HubWork work, Hotseat hotseat)
    {
        var sent = await work.Db.Reminders.Where(r => r.HotseatId == hotseat.Id && r.StartsAt == hotseat.StartsAt).Select(r => r.Kind).ToListAsync();
        var due = DueReminders(hotseat, work.Now).Except(sent).ToList();
        if (due.Count == 0) return;

        foreach (var kind in due) work.Db.Add(Reminder.Of(hotseat, kind, work.Now));

        // After a long silence several are due at once: only the last of them still says something.
        var last = due.Max();
        if (work.Now - TimeOf(hotseat, last) > Latest) return;
        var people = await work.Db.SignUps
            .Where(s => s.HotseatId == hotseat.Id)
            .Join(work.Db.People, s => s.PersonId, p => p.Id, (s, p) => new { s.At, p.Id, p.TimeZone })
            .Where(p => p.At <= work.Now)
            .ToListAsync();
        foreach (var person in people) await work.TellAsync(person.Id, HotseatNews.Reminder(hotseat, last, hotseat.WhenIn(person.TimeZone, work.Now)));
    }

    // Only before or at the start: nobody is reminded of what has been.
    static IEnumerable<ReminderKind> DueReminders(Hotseat hotseat, DateTime now) =>
        hotseat.State is HotseatState.Announced or HotseatState.Collecting or HotseatState.Live && hotseat.AnnouncedAt is { } announced
            ? Enum.GetValues<ReminderKind>().Where(kind => (kind is not ReminderKind.Start || hotseat.HeldAt is null) && TimeOf(hotseat, kind) is var at && at <= now && at >= announced)
            : [];

    /// When a reminder is due: seven days before, the same morning at 10:30 in the session's zone, at the start.
    internal static DateTime TimeOf(Hotseat hotseat, ReminderKind kind)
    {
        if (kind is ReminderKind.Week) return hotseat.StartsAt.AddDays(-7);
        if (kind is ReminderKind.Start) return hotseat.StartsAt;

        var zone = HotseatTimes.Zone(hotseat.Zone);
        var morning = hotseat.StartsLocal.Date.AddHours(10.5);
        // Half past ten exists on every day in every zone so far; if a zone ever skips it, an hour later is near enough.
        var at = TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(morning) ? morning.AddHours(1) : morning, zone);
        // A session before half past ten has had its reminder at the start.
        return at < hotseat.StartsAt ? at : hotseat.StartsAt;
    }
}
