using System.Collections.Concurrent;
using System.Collections.Frozen;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// A room as one reader finds it: what all see, and what they may do there.
public sealed record HotseatRoom(long HotseatId, Standing Standing, CommunityFace Community, Snapshot<RoomSnapshot> Shared, Snapshot<VoteCounts> SharedVotes)
{
    /// Comments and thanks.
    public required Snapshot<AnswerTalks> SharedTalk { get; init; }

    public AnswerTalks Talk => SharedTalk.Value;
    public RoomSnapshot Room => Shared.Value;
    public HotseatFace Hotseat => Shared.Value.Hotseat;
    public VoteCounts Votes => SharedVotes.Value;

    /// Anybody signed in who can read it; a rehearsal leaves no trace, and so no report.
    public bool MayReport => Standing.Reader.PersonId is not null && !Hotseat.IsRehearsal;
}

/// How rooms are read: through the door, from the shared snapshots.
public sealed class HotseatRooms(IDbContextFactory<HubDb> databases, LiveFeed live, DoorMemory doors, CommunityFaces faces, TimeProvider clock)
{
    readonly Snapshots<RoomSnapshot> rooms = new(live, LiveTopic.Hotseat, (id, before) => RoomReading.ReadAsync(databases, id, before, clock.GetUtcNow().UtcDateTime));
    readonly Snapshots<VoteCounts> votes = new(live, LiveTopic.Votes, (id, _) => RoomReading.CountVotesAsync(databases, id, clock.GetUtcNow().UtcDateTime));
    readonly Snapshots<AnswerTalks> talks = new(live, LiveTopic.Talk, (id, before) => AnswerTalks.ReadAsync(databases, id, before));

    // One person may have a page open on several devices, and each page is made of parts.
    readonly Snapshots<(long HotseatId, long PersonId), MyPart> parts = new(
        live, key => LiveTopic.Mine(key.HotseatId, key.PersonId), (key, _) => MyPart.ReadAsync(databases, key.HotseatId, key.PersonId), most: 5_000);

    readonly Snapshots<(long HotseatId, long PersonId), FrozenSet<string>> wanted = new(
        live, key => LiveTopic.MyVotes(key.HotseatId, key.PersonId), (key, _) => MyPart.ReadWantedAsync(databases, key.HotseatId, key.PersonId), most: 5_000);

    // Which community a hotseat belongs to never changes, and says nothing to whoever may not see it.
    readonly ConcurrentDictionary<string, (long HotseatId, long CommunityId)> addresses = new();
    readonly ConcurrentDictionary<long, long> communities = new();

    /// How often rooms and votes were read from the database.
    public long Reads => rooms.Reads + votes.Reads + talks.Reads;

    /// Null: not there for this reader.
    public async Task<HotseatRoom?> ReadAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        if (await FindAsync(hotseatId, cancel) is not { } address) return null;
        var standing = await doors.StandingAsync(actor, address.CommunityId, cancel);
        if (!standing.Reads) return null;

        var shared = await rooms.GetAsync(address.HotseatId);
        if (shared.Value.Hotseat.State is HotseatState.Draft && !standing.IsFacilitator) return null;
        if (shared.Value.Hotseat.IsRehearsal && !standing.IsFacilitator && !(await ReadMineAsync(actor, address.HotseatId, cancel)).IsGuest) return null;
        return new HotseatRoom(address.HotseatId, standing, await faces.OfAsync(address.CommunityId), shared, await votes.GetAsync(address.HotseatId))
        {
            SharedTalk = await talks.GetAsync(address.HotseatId),
        };
    }

    /// Why somebody is kept out who was once let in: they are told so, and nothing of what is inside. Null: they are not.
    public async Task<SuspensionCard?> SuspensionAsync(Actor actor, string hotseatId, CancellationToken cancel = default) =>
        await FindAsync(hotseatId, cancel) is { } address ? (await doors.StandingAsync(actor, address.CommunityId, cancel)).Suspension : null;

    /// Where a hotseat stands, whether or not somebody may see it: to know what to listen to. Null: there is none.
    public async Task<(long HotseatId, long CommunityId)?> FindAsync(string hotseatId, CancellationToken cancel = default)
    {
        if (!PublicId.IsWellFormed(hotseatId)) return null;
        if (addresses.TryGetValue(hotseatId, out var known)) return known;

        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db.Hotseats.Where(h => h.PublicId == hotseatId).Select(h => new { h.Id, h.CommunityId, IsRehearsal = h.RehearsalOf != null }).SingleOrDefaultAsync(cancel);
        if (found is null) return null;
        if (found.IsRehearsal) return (found.Id, found.CommunityId); // looked for anew each time: it goes
        return addresses[hotseatId] = (found.Id, found.CommunityId);
    }

    /// A rehearsal that was wiped: nothing of it stays in memory.
    internal void Forget(long hotseatId)
    {
        rooms.Forget(key => key == hotseatId);
        votes.Forget(key => key == hotseatId);
        parts.Forget(key => key.HotseatId == hotseatId);
        wanted.Forget(key => key.HotseatId == hotseatId);
        communities.TryRemove(hotseatId, out _);
    }

    /// What is only this person's. None for a visitor, for one who was signed out meanwhile, and for who may not read the room.
    public async Task<MyPart> ReadMineAsync(Actor actor, long hotseatId, CancellationToken cancel = default)
    {
        if (actor.PersonId is null) return MyPart.None;
        var standing = await doors.StandingAsync(actor, await CommunityOfAsync(hotseatId, cancel), cancel);
        if (!standing.Reads || standing.Reader.PersonId is not { } me) return MyPart.None;

        var part = await ReadPartAsync(hotseatId, me);
        return part.IsGuest && !standing.IsMember ? part with { IsGuest = false } : part;
    }

    /// For the desk, whose own door has been passed.
    internal async Task<HotseatRoom> ReadSharedAsync(long hotseatId, Standing standing) =>
        new(hotseatId, standing, await faces.OfAsync(standing.CommunityId), await rooms.GetAsync(hotseatId), await votes.GetAsync(hotseatId)) { SharedTalk = await talks.GetAsync(hotseatId) };

    internal async Task<MyPart> ReadPartAsync(long hotseatId, long personId)
    {
        var part = (await parts.GetAsync((hotseatId, personId))).Value;
        return ReferenceEquals(part, MyPart.None) ? part : part with { Wanted = (await wanted.GetAsync((hotseatId, personId))).Value };
    }

    async Task<long> CommunityOfAsync(long hotseatId, CancellationToken cancel)
    {
        if (communities.TryGetValue(hotseatId, out var known)) return known;

        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db.Hotseats.Where(h => h.Id == hotseatId).Select(h => h.CommunityId).SingleOrDefaultAsync(cancel);
        return found is 0 ? 0 : communities[hotseatId] = found;
    }
}
