using CommunityHub.Accounts;
using CommunityHub.Data;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.Live;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Personal links of guests. Looking at one changes nothing: mail scanners open links before people do.
public sealed class GuestLinks(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    const string Dead = "This link does not work any more. Ask whoever invited you for a new one.";

    /// What the link is for; null where it is good for nothing.
    public async Task<GuestLink?> FindAsync(string? key, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var hash = SecretKey.Hash(key);
        var found = await db.Answerers
            .Where(a => a.LinkHash == hash && a.RevokedAt == null)
            .Select(a => new { a.PersonId, a.Person.Name, a.HotseatId })
            .SingleOrDefaultAsync(cancel);
        if (found is null) return null;
        var hotseat = await db.Hotseats.Where(h => h.Id == found.HotseatId).AsNoTracking().SingleAsync(cancel);
        return new GuestLink(found.PersonId, found.Name, hotseat.PublicId, hotseat.Title, hotseat.WhenIn(hotseat.Zone, clock.GetUtcNow().UtcDateTime), hotseat.IsOver, await LeadsNowhereAsync(db, hotseat, found.PersonId, cancel));
    }

    /// Begins a sign-in that is good for this one desk. The name is the guest's own to choose. Refuses a link that was withdrawn or sent
    /// anew, and a hotseat that is over and left nothing to them.
    public Task<(Ticket Ticket, string HotseatId)> OpenAsync(string? key, string? name, string device, string? timeZone = null) => writes.DoAsync(async work =>
    {
        var hash = SecretKey.Hash(key);
        var seat = await work.Db.Answerers.Include(a => a.Person).SingleOrDefaultAsync(a => a.LinkHash == hash && a.RevokedAt == null) ?? throw new RefusedException(Dead);
        var hotseat = await work.Db.Hotseats.SingleAsync(h => h.Id == seat.HotseatId);
        if (await LeadsNowhereAsync(work.Db, hotseat, seat.PersonId)) throw new RefusedException("This hotseat is over. Thank you for coming.");

        seat.Person.Rename(name);
        if (timeZone is not null) seat.Person.LiveIn(timeZone);
        seat.Open(work.Now);
        work.Announce(LiveTopic.Hotseat(hotseat.Id), LiveTopic.Mine(hotseat.Id, seat.PersonId), LiveTopic.PersonRights(seat.PersonId));
        return (await SignIns.StartAsync(work, seat.PersonId, device, proved: false), hotseat.PublicId);
    });

    static async Task<bool> LeadsNowhereAsync(HubDb db, Hotseat hotseat, long personId, CancellationToken cancel = default) =>
        hotseat.IsOver && !await db.HasFollowUpAsync(personId, cancel);
}

/// What a guest's link says before it is opened. HasEnded: the hotseat. IsOver: it left nothing to them either, and the link leads nowhere any more.
public sealed record GuestLink(long PersonId, string Name, string HotseatId, string Title, string When, bool HasEnded, bool IsOver);
