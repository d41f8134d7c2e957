using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CommunityHub.Hotseats;

/// Moves hotseats on by their schedule, and sends what is due before them. Called by the site's own clock; what was missed while
/// the server was down is made up at the next call.
public sealed partial class HotseatClock(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock, ILogger<HotseatClock> log)
{
    static readonly HotseatState[] Moving = [HotseatState.Announced, HotseatState.Collecting, HotseatState.Live, HotseatState.WrappingUp];

    /// A reminder that comes later than this after its time helps nobody, and is left out.
    static readonly TimeSpan Latest = TimeSpan.FromHours(12);

    /// So long after the start it still begins "now".
    static readonly TimeSpan Now = TimeSpan.FromMinutes(5);

    /// How many hotseats moved. One that fails is logged and tried again at the next call; it holds up no other, nor the caller.
    public async Task<int> TickAsync(CancellationToken cancel = default)
    {
        var moved = 0;
        foreach (var id in await DueAsync(clock.GetUtcNow().UtcDateTime, cancel))
        {
            // Two writes: a reminder that fails must not keep the doors shut.
            if (await TryAsync(id, () => MoveAsync(id, cancel), cancel)) moved++;
            await TryAsync(id, () => RemindAsync(id, cancel), cancel);
        }
        foreach (var id in await ThanksDueAsync(cancel)) await TryAsync(id, () => ThankAsync(id, cancel), cancel);
        return moved;
    }

    /// When a hotseat moves next by itself; null: none will, as things stand.
    public async Task<DateTime?> NextMoveAtAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var moving = await db.Hotseats.AsNoTracking().Where(h => Moving.Contains(h.State) && h.RehearsalOf == null).ToListAsync(cancel);
        return moving.Min(h => h.NextMoveAt());
    }

    Task<bool> MoveAsync(long id, CancellationToken cancel) => writes.DoAsync(async work =>
    {
        var hotseat = await work.Db.Hotseats.SingleAsync(h => h.Id == id);
        if (!hotseat.CatchUp(work.Now)) return false;
        if (hotseat.State is HotseatState.Archived) await FollowUps.GiveRestAsync(work, hotseat);
        work.Announce(LiveTopic.Hotseat(id), LiveTopic.Programme);
        return true;
    }, cancel);

    Task<bool> RemindAsync(long id, CancellationToken cancel) => writes.DoAsync(async work =>
    {
        await RemindAsync(work, await work.Db.Hotseats.SingleAsync(h => h.Id == id));
        return true;
    }, cancel);

    Task<bool> ThankAsync(long id, CancellationToken cancel) => writes.DoAsync(async work =>
    {
        await work.ThankAsync(id);
        return true;
    }, cancel);

    async Task<List<long>> ThanksDueAsync(CancellationToken cancel)
    {
        List<long> due = [];
        await TryAsync(0, async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            due = await db.Kits.Where(k => k.ThankedAt == null && k.ThankYou != "" && k.Hotseat.State == HotseatState.Archived).Select(k => k.HotseatId).ToListAsync(cancel);
            return true;
        }, cancel);
        return due;
    }

    // Few are under way at any time, so they are read whole and asked.
    async Task<List<long>> DueAsync(DateTime now, CancellationToken cancel)
    {
        List<long> all = [];
        var isListed = await TryAsync(0, async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            all = await db.Hotseats.Where(h => Moving.Contains(h.State) && h.RehearsalOf == null).OrderBy(h => h.StartsAt).Select(h => h.Id).ToListAsync(cancel);
            return true;
        }, cancel);
        if (!isListed) return [];

        List<long> due = [];
        if (await TryAsync(0, () => AddDueAsync(due, all, now, cancel), cancel, quietly: true)) return due;

        // A row among them cannot be read: each by itself, then, and only that one is left out.
        due.Clear();
        foreach (var id in all) await TryAsync(id, () => AddDueAsync(due, [id], now, cancel), cancel);
        return due;
    }

    async Task<bool> AddDueAsync(List<long> due, List<long> ids, DateTime now, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var moving = await db.Hotseats.AsNoTracking().Where(h => ids.Contains(h.Id)).OrderBy(h => h.StartsAt).ToListAsync(cancel);
        var sent = (await db.Reminders.Where(r => ids.Contains(r.HotseatId)).Select(r => new { r.HotseatId, r.Kind, r.StartsAt }).ToListAsync(cancel))
            .Select(r => (r.HotseatId, r.Kind, r.StartsAt))
            .ToHashSet();
        due.AddRange(moving
            .Where(h => h.NextMoveAt() <= now || DueReminders(h, now).Any(kind => !sent.Contains((h.Id, kind, h.StartsAt))))
            .Select(h => h.Id));
        return true;
    }

    async Task<bool> TryAsync(long id, Func<Task<bool>> act, CancellationToken cancel, bool quietly = false)
    {
        try
        {
            return await act();
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            if (!quietly) LogFault(fault, id);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The clock of hotseat {Id} failed (0: of all of them)")]
    partial void LogFault(Exception fault, long id);

    /// What was due before a hotseat was moved has been said by the news of the move.
    internal static async Task LeaveOutPastRemindersAsync(HubWork work, Hotseat hotseat)
    {
        var sent = await SentAsync(work, hotseat);
        foreach (var kind in DueReminders(hotseat, work.Now).Except(sent)) work.Db.Add(Reminder.Of(hotseat, kind, work.Now));
    }

    /// Letters that remind of a time which is not so any more, and wait for the post: they are not sent.
    internal static async Task DropRemindersOnTheWayAsync(HubWork work, Hotseat hotseat)
    {
        var path = $"/hotseats/{hotseat.PublicId}";
        foreach (var letter in await work.Db.Mails.Where(m => m.NextTryAt != null && m.GoodUntil != null && m.Path == path).ToListAsync()) letter.Drop(work.Now);
    }

    static Task<List<ReminderKind>> SentAsync(HubWork work, Hotseat hotseat) => work.Db.Reminders
        .Where(r => r.HotseatId == hotseat.Id && r.StartsAt == hotseat.StartsAt)
        .Select(r => r.Kind)
        .ToListAsync();

    static async Task RemindAsync(HubWork work, Hotseat hotseat)
    {
        var due = DueReminders(hotseat, work.Now).Except(await SentAsync(work, hotseat)).ToList();
        if (due.Count == 0) return;

        foreach (var kind in due) work.Db.Add(Reminder.Of(hotseat, kind, work.Now));

        // After a long silence several are due at once: only the last of them still says something.
        var last = due.Max();
        var dueAt = TimeOf(hotseat, last);
        if (work.Now - dueAt > Latest) return;
        // Who signed up after it was due has just read when it is. That it begins is news to them, too.
        var people = await work.Db.People
            .Where(p => work.Db.SignUps.Any(s => s.HotseatId == hotseat.Id && s.PersonId == p.Id && (s.At <= dueAt || last == ReminderKind.Start))
                || work.Db.Answerers.Any(a => a.HotseatId == hotseat.Id && a.PersonId == p.Id && a.RevokedAt == null))
            .Select(p => new { p.Id, p.TimeZone })
            .ToListAsync();
        var hasBegun = work.Now - hotseat.WentLiveAt > Now;
        await work.TellAllAsync(people.Select(person => (person.Id, HotseatNews.Reminder(hotseat, last, hotseat.WhenIn(person.TimeZone, work.Now), hasBegun))));
    }

    // Only before or at the start: nobody is reminded of what has been.
    static IEnumerable<ReminderKind> DueReminders(Hotseat hotseat, DateTime now) =>
        hotseat.State is HotseatState.Announced or HotseatState.Collecting or HotseatState.Live && hotseat.AnnouncedAt is { } announced
            ? Enum.GetValues<ReminderKind>().Where(kind => (kind is not ReminderKind.Start || hotseat.HeldAt is null) && TimeOf(hotseat, kind) is var at && at <= now && at >= announced)
            : [];

    /// When a reminder is due: seven days before, the same morning at 10:30 in the session's zone, at the start.
    internal static DateTime TimeOf(Hotseat hotseat, ReminderKind kind)
    {
        if (kind is ReminderKind.Week) return ReminderTimes.Week(hotseat.StartsAt);
        if (kind is ReminderKind.Start) return hotseat.WentLiveAt < hotseat.StartsAt ? hotseat.WentLiveAt.Value : hotseat.StartsAt;
        return ReminderTimes.Morning(hotseat.StartsAt, hotseat.StartsLocal, hotseat.Zone);
    }
}
