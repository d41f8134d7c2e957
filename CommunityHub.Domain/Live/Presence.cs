using System.Collections.Concurrent;

namespace CommunityHub.Live;

/// Who is in a room right now, by open pages. In memory only: it ends with the page.
public sealed class Presence(LiveFeed live)
{
    readonly ConcurrentDictionary<long, Room> rooms = new();

    /// Somebody's page shows the hotseat, until what comes back is disposed. Two pages of one person count once; each visitor's page counts.
    public IDisposable Enter(long hotseatId, long? personId)
    {
        var room = rooms.GetOrAdd(hotseatId, _ => new Room());
        var key = personId ?? -Interlocked.Increment(ref room.Visitors);
        room.Pages.AddOrUpdate(key, 1, (_, pages) => pages + 1);
        var here = room.Pages.Count;
        InterlockedMax(ref room.Most, here);
        live.Announce(LiveTopic.Presence(hotseatId));
        return new Leaving(() => Leave(hotseatId, room, key));
    }

    public int CountHere(long hotseatId) => rooms.TryGetValue(hotseatId, out var room) ? room.Pages.Count : 0;

    /// The most that were here at once, since the server started.
    public int MostHere(long hotseatId) => rooms.TryGetValue(hotseatId, out var room) ? room.Most : 0;

    void Leave(long hotseatId, Room room, long key)
    {
        // Tried again when another page of the same person came or went between the read and the write.
        while (room.Pages.TryGetValue(key, out var pages))
        {
            if (pages == 1 ? room.Pages.TryRemove(KeyValuePair.Create(key, pages)) : room.Pages.TryUpdate(key, pages - 1, pages)) break;
        }
        live.Announce(LiveTopic.Presence(hotseatId));
    }

    static void InterlockedMax(ref int most, int now)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < now && Interlocked.CompareExchange(ref most, now, seen) != seen) { }
    }

    sealed class Room
    {
        public readonly ConcurrentDictionary<long, int> Pages = new();
        public long Visitors;
        public int Most;
    }

    sealed class Leaving(Action leave) : IDisposable
    {
        Action? once = leave;

        public void Dispose() => Interlocked.Exchange(ref once, null)?.Invoke();
    }
}
