using CommunityHub.Data;
using CommunityHub.Live;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats.Afterwards;

/// Keeps who came and how many were there at once, from what is in memory: one write for all newcomers of some seconds, and none while nobody new comes.
public sealed class AttendanceKeeping(IDbContextFactory<HubDb> databases, HubWrites writes, Presence presence)
{
    // Of rooms that are open now.
    readonly Dictionary<long, Room> rooms = [];

    /// Called by the site's clock, every few seconds, one call at a time. Gives how many came.
    public async Task<int> KeepAsync(CancellationToken cancel = default)
    {
        foreach (var stock in presence.TakeStock())
        {
            var room = rooms.TryGetValue(stock.HotseatId, out var known) ? known : rooms[stock.HotseatId] = new Room();
            room.Waiting.UnionWith(stock.People.Where(person => !room.Kept.Contains(person)));
            room.Most = Math.Max(room.Most, stock.Most);
        }
        if (rooms.Count == 0) return 0;

        var open = await OpenAsync([.. rooms.Keys], cancel);
        foreach (var over in rooms.Keys.Except(open).ToList()) rooms.Remove(over);
        var due = rooms.Where(room => room.Value.Waiting.Count > 0 || room.Value.Most > room.Value.KeptMost).ToList();
        if (due.Count == 0) return 0;

        // What fails is tried again at the next call: nothing is forgotten before it is kept.
        var came = await writes.DoAsync(async work =>
        {
            var all = 0;
            foreach (var (id, room) in due) all += await KeepAsync(work, id, room, cancel);
            return all;
        }, cancel);
        foreach (var (_, room) in due)
        {
            room.Kept.UnionWith(room.Waiting);
            room.Waiting.Clear();
            room.KeptMost = room.Most;
        }
        return came;
    }

    static async Task<int> KeepAsync(HubWork work, long id, Room room, CancellationToken cancel)
    {
        var waiting = room.Waiting.ToList();
        var known = await work.Db.Set<Attendance>().Where(a => a.HotseatId == id && waiting.Contains(a.PersonId)).Select(a => a.PersonId).ToListAsync(cancel);
        var news = await work.Db.People.Where(p => waiting.Contains(p.Id) && !known.Contains(p.Id)).Select(p => p.Id).ToListAsync(cancel);
        work.Db.AddRange(news.Select(person => Attendance.Of(id, person)));
        var peak = await work.Db.Set<HotseatPeak>().SingleOrDefaultAsync(p => p.HotseatId == id, cancel);
        if (peak is null) work.Db.Add(HotseatPeak.Of(id, room.Most));
        else peak.Reach(room.Most);
        return news.Count;
    }

    // Before the hour people look in; they count when they are still there as it begins.
    async Task<List<long>> OpenAsync(List<long> ids, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Hotseats.Where(h => ids.Contains(h.Id) && h.RehearsalOf == null && (h.State == HotseatState.Live || h.State == HotseatState.WrappingUp)).Select(h => h.Id).ToListAsync(cancel);
    }

    sealed class Room
    {
        public readonly HashSet<long> Kept = [];
        public readonly HashSet<long> Waiting = [];
        public int Most, KeptMost;
    }
}
