using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Communities;

/// Keeping somebody out for a time: of a community, by its facilitators; of the whole site, by an administrator.
public sealed class Suspensions(HubWrites writes)
{
    /// Refuses facilitators, oneself, and who is suspended already.
    public Task FromCommunityAsync(Actor actor, long communityId, string? personPublicId, string? why, DateTime until) => writes.DoAsync(async work =>
    {
        var (community, standing) = await work.RunAsync(actor, communityId);
        var person = await work.MemberAsync(communityId, personPublicId, evenFormer: true);
        if (person.Id == standing.Reader.PersonId) throw new RefusedException("You cannot suspend yourself.");
        if (await work.RolesLeft(communityId).AnyAsync(r => r.PersonId == person.Id)) throw new RefusedException("This person is a facilitator. Their role must end first.");
        await work.RefuseSuspendedAsync(communityId, person.Id, "This person is");
        var suspension = Suspension.Of(person.Id, communityId, why, standing.Reader.RequirePerson(), work.Now, until);
        work.Db.Add(suspension);
        await work.ForgetDraftAsync(standing.Reader.RequirePerson(), CommunityPlaces.Suspend(community.Slug, person.PublicId));
        work.Record(actor, ActVerbs.Suspended, communityId, person.Id, $"until {until:d MMMM yyyy}", suspension.Why);
        // The notice is theirs to read though the community is closed to them.
        await work.TellAsync(person.Id, $"You are suspended from {community.NameOutside()} until {until:d MMMM yyyy}: {suspension.Why}", $"/communities/{community.Slug}");
        work.RightsChanged(communityId, person.Id);
    });

    public Task LiftAsync(Actor actor, long communityId, string? publicId) => writes.DoAsync(async work =>
    {
        var (community, _) = await work.RunAsync(actor, communityId, evenArchived: true);
        var suspension = await work.Db.Suspensions.SingleOrDefaultAsync(s => s.PublicId == publicId && s.CommunityId == communityId)
            ?? throw new RefusedException("There is no such suspension.");
        if (suspension.LiftedAt is not null) return;
        suspension.Lift(work.Now);
        work.Record(actor, ActVerbs.LiftedSuspension, communityId, suspension.PersonId);
        await work.TellAsync(suspension.PersonId, $"Your suspension from {community.NameOutside()} is lifted.", $"/communities/{community.Slug}");
        work.RightsChanged(communityId, suspension.PersonId);
    });

    /// Refuses administrators, oneself, and who is suspended already.
    public Task FromSiteAsync(Actor actor, string? personPublicId, string? why, DateTime until) => writes.DoAsync(async work =>
    {
        var reader = await work.ReadAsync(actor);
        reader.RequireAdministrator();
        var person = await work.Db.People.SingleOrDefaultAsync(p => p.PublicId == personPublicId && p.Kind == PersonKind.Registered)
            ?? throw new RefusedException("There is no such person.");
        if (person.Id == reader.PersonId) throw new RefusedException("You cannot suspend yourself.");
        if (person.AdministratorSince is not null) throw new RefusedException("This person is an administrator. Take those rights first.");
        var now = work.Now;
        if (await work.Db.Suspensions.AnyAsync(s => s.PersonId == person.Id && s.CommunityId == null && s.Until > now && s.LiftedAt == null))
        {
            throw new RefusedException("This person is suspended already.");
        }
        var suspension = Suspension.Of(person.Id, null, why, reader.RequirePerson(), now, until);
        work.Db.Add(suspension);
        await work.ForgetDraftAsync(reader.RequirePerson(), CommunityPlaces.SuspendFromSite(person.PublicId));
        work.Record(actor, ActVerbs.SuspendedFromSite, null, person.Id, $"until {until:d MMMM yyyy}", suspension.Why);
        await AnnounceEverywhereAsync(work, person.Id);
    });

    public Task LiftFromSiteAsync(Actor actor, string? personPublicId) => writes.DoAsync(async work =>
    {
        (await work.ReadAsync(actor)).RequireAdministrator();
        var now = work.Now;
        var standing = await work.Db.Suspensions
            .Where(s => s.Person.PublicId == personPublicId && s.CommunityId == null && s.Until > now && s.LiftedAt == null)
            .ToListAsync();
        foreach (var suspension in standing)
        {
            suspension.Lift(now);
            work.Record(actor, ActVerbs.LiftedFromSite, null, suspension.PersonId);
            await work.TellAsync(suspension.PersonId, "Your suspension from this site is lifted.", "/");
            await AnnounceEverywhereAsync(work, suspension.PersonId);
        }
    });

    static async Task AnnounceEverywhereAsync(HubWork work, long personId)
    {
        work.Announce(LiveTopic.PersonRights(personId));
        var communities = await work.Db.Memberships.Where(m => m.PersonId == personId && m.Until == null).Select(m => m.CommunityId).ToListAsync();
        foreach (var community in communities) work.Announce(LiveTopic.CommunityRights(community));
    }
}
