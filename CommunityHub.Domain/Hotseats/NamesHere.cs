using System.Collections.Frozen;
using CommunityHub.Data;
using CommunityHub.Live;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Who is in a room, by name: those who don't mind, where at least <see cref="Fewest"/> people are, as it was at the last look, once a minute.
/// So a name that comes or goes tells nobody who asked without one (docs/decisions/0009-asking-without-a-name.md). In memory only.
public sealed class NamesHere(IDbContextFactory<HubDb> databases, Presence presence, LiveFeed live)
{
    public const int Fewest = 5;

    volatile FrozenDictionary<long, IReadOnlyList<string>> rooms = FrozenDictionary<long, IReadOnlyList<string>>.Empty;

    /// In the order of the alphabet. The same list until the next look finds others.
    public IReadOnlyList<string> In(long hotseatId) => rooms.GetValueOrDefault(hotseatId, []);

    /// Called by the site's clock once a minute: one query for all rooms.
    public async Task LookAsync(CancellationToken cancel = default)
    {
        var before = rooms;
        var full = presence.Everybody().Where(room => room.Most >= Fewest).ToList();
        var named = await ReadAsync([.. full.SelectMany(room => room.People).Distinct()], cancel);
        var now = full
            .Select(room => (room.HotseatId, Names: (IReadOnlyList<string>)[.. room.People.Where(named.ContainsKey).Select(person => named[person]).Order(StringComparer.OrdinalIgnoreCase)]))
            .Where(room => room.Names.Count > 0)
            .ToFrozenDictionary(room => room.HotseatId, room => before.GetValueOrDefault(room.HotseatId) is { } same && same.SequenceEqual(room.Names) ? same : room.Names);
        rooms = now;
        live.Announce([.. before.Keys.Union(now.Keys).Where(id => before.GetValueOrDefault(id) != now.GetValueOrDefault(id)).Select(LiveTopic.Presence)]);
    }

    async Task<Dictionary<long, string>> ReadAsync(List<long> people, CancellationToken cancel)
    {
        if (people.Count == 0) return [];
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.People.Where(p => p.IsNamedInRooms && people.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
    }
}
