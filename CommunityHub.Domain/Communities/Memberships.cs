using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Communities;

/// Who is in a community.
public sealed class Memberships(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    public const int PageLength = 50;

    /// An open community only. Joining twice does nothing more.
    public Task JoinAsync(Actor actor, long communityId) => writes.DoAsync(async work =>
    {
        var (community, me) = await work.ApproachAsync(actor, communityId);
        if (await work.Db.Memberships.AnyAsync(m => m.CommunityId == communityId && m.PersonId == me && m.Until == null)) return;
        community.RefuseArchived();
        if (community.Kind is not CommunityKind.Open) throw new RefusedException("A facilitator lets people in here. Ask to join.");
        await work.LetInAsync(communityId, me);
    });

    /// Refuses the lead and the last facilitator: they hand over first.
    public Task LeaveAsync(Actor actor, long communityId) => writes.DoAsync(async work =>
    {
        var me = (await work.ReadAsync(actor)).RequirePerson();
        var membership = await work.Db.Memberships.SingleOrDefaultAsync(m => m.CommunityId == communityId && m.PersonId == me && m.Until == null);
        if (membership is null) return;
        if (await work.Db.Communities.AnyAsync(c => c.Id == communityId && c.IsFacilitatorsOwn))
        {
            throw new RefusedException("Being in this community follows your role. It ends when you step down.");
        }
        var roles = await work.RolesLeft(communityId).Where(r => r.PersonId == me).ToListAsync();
        await work.EndRolesAsync(communityId, me, roles, "leave");
        membership.End(work.Now);
        work.RightsChanged(communityId, me);
    });

    /// A facilitator ends it. A facilitator's role must be taken first.
    public Task RemoveAsync(Actor actor, long communityId, string? personPublicId, string? why) => writes.DoAsync(async work =>
    {
        var (community, standing) = await work.RunAsync(actor, communityId);
        var person = await work.MemberAsync(communityId, personPublicId);
        if (person.Id == standing.Reader.PersonId) throw new RefusedException("To go yourself, use “Leave this community”.");
        if (community.IsFacilitatorsOwn) throw new RefusedException("Being in this community follows the role.");
        if (await work.RolesLeft(communityId).AnyAsync(r => r.PersonId == person.Id)) throw new RefusedException("This person is a facilitator. Their role must end first.");
        var reason = Wording.Require(why, 600, "Say why. They will read it.");

        (await work.Db.Memberships.SingleAsync(m => m.CommunityId == communityId && m.PersonId == person.Id && m.Until == null)).End(work.Now);
        await work.ForgetDraftAsync(standing.Reader.RequirePerson(), CommunityPlaces.EndMembership(community.Slug, person.PublicId));
        work.Record(actor, ActVerbs.Removed, communityId, person.Id, why: reason);
        await work.TellAsync(person.Id, $"You are no longer a member of {community.NameOutside()}: {reason}", "/communities");
        work.RightsChanged(communityId, person.Id);
    });

    /// By name; for members. Null: not for this actor. After is the last person of the page before.
    public async Task<MemberList?> ListAsync(Actor actor, long communityId, string? text = null, string? after = null, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var standing = await db.StandingAsync(await Reader.ReadAsync(db, actor, now, cancel), communityId, cancel);
        if (!standing.IsMember && !standing.IsVisitingAdministrator) return null;

        var members = db.Memberships.Where(m => m.CommunityId == communityId && m.Until == null);
        var words = Wording.AllowLine(text, CommunityDirectory.LongestSearch);
        if (!Wording.IsBlank(words))
        {
            var key = NameKey.Of(words);
            members = members.Where(m => m.Person.NameKey.Contains(key));
        }
        var last = after is null ? null : await members.Where(m => m.Person.PublicId == after).Select(m => new { m.Person.Name, m.Person.Id }).SingleOrDefaultAsync(cancel);
        if (last is not null)
        {
            members = members.Where(m => m.Person.Name.CompareTo(last.Name) > 0 || (m.Person.Name == last.Name && m.PersonId > last.Id));
        }
        var rows = await Rows(db, standing, members.OrderBy(m => m.Person.Name).ThenBy(m => m.PersonId).Take(PageLength + 1)).ToListAsync(cancel);
        // Whom the facilitators keep out is between them and that person.
        if (!standing.IsFacilitator) rows = rows.ConvertAll(row => row with { SuspensionId = null, SuspendedUntil = null });
        return new MemberList(rows.Take(PageLength).ToList(), rows.Count > PageLength ? rows[PageLength - 1].PublicId : null);
    }

    /// One member, for the facilitators. Null: not for this actor, or nobody.
    public async Task<MemberRow?> FindAsync(Actor actor, long communityId, string? personPublicId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var standing = await db.StandingAsync(await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel), communityId, cancel);
        if (!standing.IsFacilitator) return null;
        var found = db.Memberships.Where(m => m.CommunityId == communityId && m.Until == null && m.Person.PublicId == personPublicId);
        return await Rows(db, standing, found).SingleOrDefaultAsync(cancel);
    }

    static IQueryable<MemberRow> Rows(HubDb db, Standing standing, IQueryable<Membership> members)
    {
        var (communityId, now, me) = (standing.CommunityId, standing.Reader.Now, standing.Reader.PersonId);
        var suspended = db.Suspensions.Where(s => s.CommunityId == communityId && s.From <= now && s.Until > now && s.LiftedAt == null);
        var roles = db.Roles.Where(r => r.CommunityId == communityId && (r.Until == null || r.Until > now));
        return members.Select(m => new MemberRow
        {
            PublicId = m.Person.PublicId,
            Name = m.Person.Name,
            Organisation = m.Person.Organisation,
            Since = m.From,
            IsMe = m.PersonId == me,
            IsFacilitator = roles.Any(r => r.PersonId == m.PersonId && r.From <= now),
            IsLead = roles.Any(r => r.PersonId == m.PersonId && r.From <= now && r.IsLead),
            CoversFrom = roles.Where(r => r.PersonId == m.PersonId && r.Until != null).Min(r => (DateTime?)r.From),
            CoversUntil = roles.Where(r => r.PersonId == m.PersonId && r.Until != null).Max(r => r.Until),
            SuspensionId = suspended.Where(s => s.PersonId == m.PersonId).Select(s => s.PublicId).FirstOrDefault(),
            SuspendedUntil = suspended.Where(s => s.PersonId == m.PersonId).Max(s => (DateTime?)s.Until),
        });
    }
}

public sealed record MemberList(IReadOnlyList<MemberRow> Members, string? Next);

public sealed record MemberRow
{
    public required string PublicId { get; init; }
    public required string Name { get; init; }
    public required string? Organisation { get; init; }
    public required DateTime Since { get; init; }
    public required bool IsMe { get; init; }
    public required bool IsFacilitator { get; init; }
    public required bool IsLead { get; init; }

    /// Holiday cover, now or to come.
    public required DateTime? CoversFrom { get; init; }
    public required DateTime? CoversUntil { get; init; }

    /// For facilitators only.
    public required string? SuspensionId { get; init; }
    public required DateTime? SuspendedUntil { get; init; }
}
