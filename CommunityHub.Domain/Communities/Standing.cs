using CommunityHub.Data;
using CommunityHub.People;
using LinqKit;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Communities;

/// What one reader is in one community, at the moment of asking.
public sealed record Standing
{
    public required Reader Reader { get; init; }
    public required long CommunityId { get; init; }

    /// May read what is inside. Everything else here is false where this is.
    public bool Reads { get; init; }
    public bool IsMember { get; init; }
    public bool IsFacilitator { get; init; }
    public bool IsLead { get; init; }

    /// New things may come in: not archived.
    public bool IsActive { get; init; }

    /// Kept out of this community, and why.
    public SuspensionCard? Suspension { get; init; }

    /// An administrator inside by a recorded entry.
    public bool IsVisitingAdministrator => Reads && !IsMember && Reader.IsAdministrator;

    public bool TakesPart => Reads && IsMember && IsActive;

    /// Who may take part; refuses others with the words that tell them how.
    public long RequireMember()
    {
        var me = Reader.RequirePerson();
        if (Suspension is { } suspension) throw new RefusedException(suspension.InWords("this community"));
        if (!IsMember) throw new RefusedException("Join the community first. What you typed is kept.");
        if (!IsActive) throw new RefusedException("This community is archived. It can be read, but nothing new comes in.");
        return me;
    }

    public long RequireFacilitator()
    {
        var me = RequireMember();
        if (!IsFacilitator) throw new RefusedException("Only a facilitator of this community can do that.");
        return me;
    }
}

public static class StandingDoor
{
    sealed record Found(bool IsActive, bool Reads, bool IsMember, bool IsFacilitator, bool IsLead, string? SuspendedWhy, DateTime? SuspendedUntil);

    static readonly CompiledQuery<Func<HubDb, long, long?, DateTime, bool, bool, Task<Found?>>> Query = CompiledQuery.Of(
        (HubDb db, long communityId, long? me, DateTime now, bool readsOpen, bool isAdministrator) => db.Communities
            .Where(c => c.Id == communityId)
            .Select(c => new Found(
                c.OpenedAt != null && c.ArchivedAt == null,
                CommunityDoor.IsRead.Invoke(db, c, me, now, readsOpen, isAdministrator),
                db.Memberships.Any(m => m.CommunityId == c.Id && m.PersonId == me && m.Until == null),
                db.Roles.Any(r => r.CommunityId == c.Id && r.PersonId == me && Role.IsHeldAt.Invoke(r, now)),
                db.Roles.Any(r => r.CommunityId == c.Id && r.PersonId == me && Role.IsHeldAt.Invoke(r, now) && r.IsLead),
                db.Suspensions.Where(s => s.CommunityId == c.Id && s.PersonId == me && Suspension.IsInForceAt.Invoke(s, now))
                    .OrderByDescending(s => s.Until).Select(s => s.Why).FirstOrDefault(),
                db.Suspensions.Where(s => s.CommunityId == c.Id && s.PersonId == me && Suspension.IsInForceAt.Invoke(s, now))
                    .OrderByDescending(s => s.Until).Select(s => (DateTime?)s.Until).FirstOrDefault()))
            .SingleOrDefault());

    /// In one query. A community that is not there gives a standing that reads nothing.
    public static async Task<Standing> StandingAsync(this HubDb db, Reader reader, long communityId, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var found = await Query.In(db)(db, communityId, reader.PersonId, reader.Now, reader.ReadsOpen, reader.IsAdministrator);
        var standing = new Standing { Reader = reader, CommunityId = communityId };
        if (found is null) return standing;

        var isMember = found.Reads && found.IsMember;
        return standing with
        {
            Reads = found.Reads,
            IsActive = found.IsActive,
            IsMember = isMember,
            IsFacilitator = isMember && found.IsFacilitator,
            IsLead = isMember && found.IsLead,
            Suspension = found.SuspendedUntil is { } until ? new SuspensionCard(found.SuspendedWhy!, until) : null,
        };
    }
}
