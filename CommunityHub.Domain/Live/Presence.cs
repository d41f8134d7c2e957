using System.Collections.Concurrent;

namespace CommunityHub.Live;

/// Who is in a room right now, by open pages, here and on other servers. In memory only: it ends with the page.
public sealed class Presence(LiveFeed live)
{
    readonly ConcurrentDictionary<long, Room> rooms = new();

    /// Somebody's page shows the hotseat, until what comes back is disposed. Two pages of one person count once; each visitor's page counts.
    public IDisposable Enter(long hotseatId, long? personId)
    {
        var room = RoomOf(hotseatId);
        var key = personId ?? -Interlocked.Increment(ref room.Visitors);
        room.Pages.AddOrUpdate(key, 1, (_, pages) => pages + 1);
        room.CountElsewhere();
        Count(room);
        if (personId is { } person) room.Lately[person] = true;
        live.Announce(LiveTopic.Presence(hotseatId));
        return new Leaving(() => Leave(hotseatId, room, key));
    }

    public int CountHere(long hotseatId) => rooms.TryGetValue(hotseatId, out var room) ? room.Here : 0;

    /// The most that were here at once, since the server started.
    public int MostHere(long hotseatId) => rooms.TryGetValue(hotseatId, out var room) ? room.Most : 0;

    /// Somebody read the room on a page without a circuit: they came, though nobody sees them there.
    public void LookIn(long hotseatId, long? personId)
    {
        if (personId is { } person) RoomOf(hotseatId).Lately[person] = true;
    }

    /// Who came since the last call, or is still here, and the most at once since then; room by room. For who counts them. Whom other servers
    /// have is counted by them.
    public IReadOnlyList<PresenceStock> TakeStock()
    {
        var all = new List<PresenceStock>();
        foreach (var (id, room) in rooms)
        {
            var people = room.Pages.Keys.Where(key => key > 0).ToHashSet();
            foreach (var person in room.Lately.Keys)
            {
                if (room.Lately.TryRemove(person, out _)) people.Add(person);
            }
            var most = Math.Max(Interlocked.Exchange(ref room.MostLately, 0), room.Here);
            if (people.Count > 0 || most > 0) all.Add(new PresenceStock(id, people, most));
        }
        return all;
    }

    /// Who is in which room, here and on other servers, and how many with the visitors.
    public IReadOnlyList<PresenceStock> Everybody() => [.. rooms.Select(room => new PresenceStock(room.Key, room.Value.People, room.Value.Here))];

    /// What other servers are told.
    public IReadOnlyList<PresenceShare> Say()
    {
        var all = new List<PresenceShare>();
        foreach (var (id, room) in rooms.OrderBy(one => one.Key))
        {
            var pages = room.Pages.Keys;
            if (pages.Count > 0) all.Add(new PresenceShare(id, [.. pages.Where(key => key > 0).Order()], pages.Count(key => key < 0)));
        }
        return all;
    }

    /// All that other servers say now. What they said before counts no more.
    public void Hear(IEnumerable<PresenceShare> others)
    {
        var said = others.ToLookup(share => share.HotseatId);
        foreach (var id in said.Select(share => share.Key).Union(rooms.Keys))
        {
            if (said.Contains(id) ? RoomOf(id) is var room && room.Hear(said[id]) : rooms.TryGetValue(id, out room) && room.Hear([]))
            {
                Count(room);
                live.Announce(LiveTopic.Presence(id));
            }
        }
    }

    Room RoomOf(long hotseatId) => rooms.GetOrAdd(hotseatId, _ => new Room());

    static void Count(Room room)
    {
        var here = room.Here;
        InterlockedMax(ref room.Most, here);
        InterlockedMax(ref room.MostLately, here);
    }

    void Leave(long hotseatId, Room room, long key)
    {
        // Tried again when another page of the same person came or went between the read and the write.
        while (room.Pages.TryGetValue(key, out var pages))
        {
            if (pages == 1 ? room.Pages.TryRemove(KeyValuePair.Create(key, pages)) : room.Pages.TryUpdate(key, pages - 1, pages)) break;
        }
        room.CountElsewhere();
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
        public int Most, MostLately;

        // Until somebody counts them: who came, also if they have left again.
        public readonly ConcurrentDictionary<long, bool> Lately = new();

        volatile Others elsewhere = Others.None;

        int onlyElsewhere;

        public IReadOnlySet<long> People => Pages.Keys.Where(key => key > 0).Concat(elsewhere.People).ToHashSet();

        public int Here => Pages.Count + Volatile.Read(ref onlyElsewhere);

        // Who has pages on two servers counts once. Not at each look: every page looks.
        public void CountElsewhere()
        {
            var others = elsewhere;
            Volatile.Write(ref onlyElsewhere, others == Others.None ? 0 : others.Visitors + others.People.Count(person => !Pages.ContainsKey(person)));
        }

        /// Whether it is news.
        public bool Hear(IEnumerable<PresenceShare> shares)
        {
            var all = shares.ToList();
            var now = all.Count == 0 ? Others.None : new Others([.. all.SelectMany(share => share.People)], all.Sum(share => share.Visitors));
            var isNews = now.Visitors != elsewhere.Visitors || !now.People.SetEquals(elsewhere.People);
            if (isNews) elsewhere = now;
            CountElsewhere();
            return isNews;
        }

        sealed record Others(HashSet<long> People, int Visitors)
        {
            public static readonly Others None = new([], 0);
        }
    }

    sealed class Leaving(Action leave) : IDisposable
    {
        Action? once = leave;

        public void Dispose() => Interlocked.Exchange(ref once, null)?.Invoke();
    }
}

/// People of one room, and how many were there at once.
public sealed record PresenceStock(long HotseatId, IReadOnlySet<long> People, int Most);

/// Who has a page of one room open on one server: people by their row numbers, visitors as a number.
public sealed record PresenceShare(long HotseatId, long[] People, int Visitors);
