using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// How desks are read: the shared room, for those who sit in the hotseat and for its facilitators.
public sealed class HotseatDesks(IDbContextFactory<HubDb> databases, HotseatRooms rooms, DoorMemory doors, TimeProvider clock)
{
    /// Null: not there for this reader, or not any more.
    public async Task<HotseatRoom?> ReadAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        if (await rooms.FindAsync(hotseatId, cancel) is not { } address) return null;
        var standing = await doors.StandingAsync(actor, address.CommunityId, cancel);
        if (standing.Reader.IsGuest) return await SitsByLinkAsync(standing, address.HotseatId) ? await rooms.ReadSharedAsync(address.HotseatId, standing) : null;

        var room = await rooms.ReadAsync(actor, hotseatId, cancel);
        return room is not null && (standing.IsFacilitator || (await ReadMineAsync(actor, room, cancel)).IsGuest) ? room : null;
    }

    /// What is only this person's.
    public async Task<MyPart> ReadMineAsync(Actor actor, HotseatRoom room, CancellationToken cancel = default) =>
        room.Standing.Reader is { IsGuest: true, KnownId: { } guest }
            ? await rooms.ReadPartAsync(room.HotseatId, guest)
            : await rooms.ReadMineAsync(actor, room.HotseatId, cancel);

    /// Whether the actor came by a personal link that has been withdrawn: they are told so, and that is all.
    public async Task<bool> IsWithdrawnAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.PersonId is null) return false;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        return reader.IsGuest && !await db.DesksByLink(reader).AnyAsync(cancel);
    }

    async Task<bool> SitsByLinkAsync(Standing standing, long hotseatId) =>
        standing.Reader is { KnownId: { } guest, Suspension: null } && (await rooms.ReadPartAsync(hotseatId, guest)).IsGuest;
}
