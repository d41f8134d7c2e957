using CommunityHub.Data;
using CommunityHub.People;
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
    /// In one query. A community that is not there gives a standing that reads nothing.
    public static async Task<Standing> StandingAsync(this HubDb db, Reader reader, long communityId, CancellationToken cancel = default)
    {
        var (me, now) = (reader.PersonId, reader.Now);
        var roles = db.Roles.Where(r => r.CommunityId == communityId && r.PersonId == me && r.From <= now && (r.Until == null || r.Until > now));
        var suspensions = db.Suspensions
            .Where(s => s.CommunityId == communityId && s.PersonId == me && s.From <= now && s.Until > now && s.LiftedAt == null)
            .OrderByDescending(s => s.Until);
        var found = await db.Communities
            .Where(c => c.Id == communityId)
            .Select(c => new
            {
                IsActive = c.OpenedAt != null && c.ArchivedAt == null,
                Reads = db.CommunitiesReadBy(reader).Any(read => read.Id == c.Id),
                IsMember = db.Memberships.Any(m => m.CommunityId == c.Id && m.PersonId == me && m.Until == null),
                IsFacilitator = roles.Any(),
                IsLead = roles.Any(r => r.IsLead),
                SuspendedWhy = suspensions.Select(s => s.Why).FirstOrDefault(),
                SuspendedUntil = suspensions.Select(s => (DateTime?)s.Until).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancel);

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
