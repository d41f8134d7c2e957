using CommunityHub.Accounts;
using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Communities;

/// Who runs a community: up to eight facilitators, one of them the lead.
public sealed class Facilitators(HubWrites writes)
{
    public static readonly TimeSpan LongestCover = TimeSpan.FromDays(180);

    /// A member becomes a facilitator. Refuses a ninth.
    public Task AddAsync(Actor actor, long communityId, string? personPublicId) => writes.DoAsync(async work =>
    {
        var (community, person) = await RequireRoomAsync(work, actor, communityId, personPublicId);
        foreach (var cover in await work.RolesLeft(communityId).Where(r => r.PersonId == person.Id).ToListAsync()) cover.End(work.Now);
        work.Db.Add(Role.Give(communityId, person.Id, isLead: false, work.Now));
        await work.FollowRoleAsync(person.Id, holdsOne: true);
        work.Record(actor, ActVerbs.GaveRole, communityId, person.Id);
        await work.TellAsync(person.Id, $"You are now a facilitator of {community.Name}.", $"/communities/{community.Slug}", communityId);
        work.RightsChanged(communityId, person.Id);
    });

    /// A member stands in from then until then. Refuses an end before the start, in the past, or more than 180 days after it.
    public Task CoverAsync(Actor actor, long communityId, string? personPublicId, DateTime from, DateTime until) => writes.DoAsync(async work =>
    {
        var (community, person) = await RequireRoomAsync(work, actor, communityId, personPublicId);
        if (until <= from || until <= work.Now) throw new RefusedException("Choose an end after the start, and still to come.");
        if (until - from > LongestCover || from > work.Now.AddYears(1)) throw new RefusedException("Cover lasts 180 days at most, and begins within a year.");
        if (await work.RolesLeft(communityId).AnyAsync(r => r.PersonId == person.Id)) throw new RefusedException("They have cover already. End that first.");
        work.Db.Add(Role.Give(communityId, person.Id, isLead: false, from, until));
        if (from <= work.Now) await work.FollowRoleAsync(person.Id, holdsOne: true);
        work.Record(actor, ActVerbs.GaveCover, communityId, person.Id, $"{from:d MMMM yyyy} to {until:d MMMM yyyy}");
        await work.TellAsync(person.Id, $"You stand in as a facilitator of {community.Name} until {until:d MMMM}.", $"/communities/{community.Slug}", communityId);
        work.RightsChanged(communityId, person.Id);
    });

    /// Refuses the lead and the last one: they hand over first.
    public Task StepDownAsync(Actor actor, long communityId) => writes.DoAsync(async work =>
    {
        var (_, standing) = await work.RunAsync(actor, communityId, evenArchived: true);
        var me = standing.Reader.RequirePerson();
        await work.EndRolesAsync(communityId, me, await work.RolesLeft(communityId).Where(r => r.PersonId == me).ToListAsync(), "step down");
        work.Record(actor, ActVerbs.SteppedDown, communityId);
        work.RightsChanged(communityId, me);
    });

    /// The lead takes the role from another; cover, any facilitator may end.
    public Task TakeAsync(Actor actor, long communityId, string? personPublicId, string? why) => writes.DoAsync(async work =>
    {
        var (community, standing) = await work.RunAsync(actor, communityId);
        var person = await work.MemberAsync(communityId, personPublicId);
        if (person.Id == standing.Reader.PersonId) throw new RefusedException("To end your own role, step down.");
        var roles = await work.RolesLeft(communityId).Where(r => r.PersonId == person.Id).ToListAsync();
        if (roles.Count == 0) throw new RefusedException("This person is not a facilitator.");
        if (!standing.IsLead && roles.Exists(r => r.Until is null)) throw new RefusedException("Only the lead can take a facilitator’s role.");
        var reason = Wording.Require(why, 600, "Say why. They will read it.");

        await work.EndRolesAsync(communityId, person.Id, roles, "be removed");
        work.Record(actor, ActVerbs.TookRole, communityId, person.Id, why: reason);
        await work.ForgetDraftAsync(standing.Reader.RequirePerson(), CommunityPlaces.EndRole(community.Slug, person.PublicId));
        await work.TellAsync(person.Id, $"You are no longer a facilitator of {community.Name}: {reason}", $"/communities/{community.Slug}", communityId);
        work.RightsChanged(communityId, person.Id);
    });

    /// From the lead to another facilitator, who must hold the role without an end.
    public Task HandOverAsync(Actor actor, long communityId, string? personPublicId) => writes.DoAsync(async work =>
    {
        var (community, standing) = await work.RunAsync(actor, communityId, evenArchived: true);
        if (!standing.IsLead) throw new RefusedException("Only the lead can hand over the lead.");
        var person = await work.MemberAsync(communityId, personPublicId);
        var now = work.Now;
        var next = await work.RolesLeft(communityId).SingleOrDefaultAsync(r => r.PersonId == person.Id && r.From <= now && r.Until == null)
            ?? throw new RefusedException("Make this person a facilitator first.");
        foreach (var role in await work.RolesLeft(communityId).Where(r => r.IsLead).ToListAsync()) role.StopLeading();
        next.Lead();
        work.Record(actor, ActVerbs.HandedLead, communityId, person.Id);
        await work.TellAsync(person.Id, $"You lead {community.Name} now.", $"/communities/{community.Slug}", communityId);
        work.RightsChanged(communityId, person.Id, standing.Reader.RequirePerson());
    });

    /// An administrator finds a new lead, by mail address, for a community whose lead has gone. They become a member by it.
    public Task AppointLeadAsync(Actor actor, string? communityPublicId, string? mail, string? why) => writes.DoAsync(async work =>
    {
        (await work.ReadAsync(actor)).RequireAdministrator();
        var community = await work.Db.Communities.SingleOrDefaultAsync(c => c.PublicId == communityPublicId && c.OpenedAt != null) ?? throw CommunityWork.NotThere();
        var address = MailAddressRule.Normal(MailAddressRule.Require(mail));
        var reason = Wording.Require(why, 600, "Say why. The facilitators will read it.");
        var personId = await work.Db.Set<Account>()
            .Where(a => a.NormalizedEmail == address && a.Person.ConfirmedAt != null && a.Person.Kind == PersonKind.Registered)
            .Select(a => (long?)a.PersonId)
            .SingleOrDefaultAsync() ?? throw new RefusedException("Nobody with a confirmed account has this address.");
        await work.RefuseSuspendedAsync(community.Id, personId, "This person is");

        var roles = await work.RolesLeft(community.Id).ToListAsync();
        foreach (var role in roles.Where(r => r.IsLead)) role.StopLeading();
        if (roles.Find(r => r.PersonId == personId && r.Until == null) is { } known) known.Lead();
        else
        {
            foreach (var cover in roles.Where(r => r.PersonId == personId)) cover.End(work.Now);
            work.Db.Add(Role.Give(community.Id, personId, isLead: true, work.Now));
        }
        await work.LetInAsync(community.Id, personId);
        await work.FollowRoleAsync(personId, holdsOne: true);
        await work.ForgetDraftAsync(actor.PersonId!.Value, CommunityPlaces.AppointLead(community.PublicId));
        work.Record(actor, ActVerbs.AppointedLead, community.Id, personId, why: reason);
        await work.TellAsync(personId, $"An administrator asks you to lead {community.Name}.", $"/communities/{community.Slug}", community.Id);
        await work.TellFacilitatorsAsync(community, $"An administrator appointed a new lead of {community.Name}: {reason}", "/log");
        work.RightsChanged(community.Id, [.. roles.Select(r => r.PersonId), personId]);
    });

    /// What begins or ends by its date since then: cover, suspensions, recorded entries. Open pages hear of it, and the facilitators'
    /// own community follows. Run by the site's clock.
    public Task CatchUpAsync(DateTime since) => writes.DoAsync(async work =>
    {
        var (db, now) = (work.Db, work.Now);
        var roles = await db.Roles
            .Where(r => (r.From > since && r.From <= now) || (r.Until > since && r.Until <= now))
            .OrderBy(r => r.Id)
            .Select(r => new { r.CommunityId, r.PersonId })
            .Take(1000).ToListAsync();
        foreach (var role in roles)
        {
            var holdsOne = await db.Roles.AnyAsync(r => r.PersonId == role.PersonId && r.From <= now && (r.Until == null || r.Until > now));
            await work.FollowRoleAsync(role.PersonId, holdsOne);
            work.Announce(LiveTopic.CommunityRights(role.CommunityId), LiveTopic.PersonRights(role.PersonId));
        }
        var suspensions = await db.Suspensions.Where(s => s.Until > since && s.Until <= now).OrderBy(s => s.Id).Select(s => new { s.CommunityId, s.PersonId }).Take(1000).ToListAsync();
        foreach (var suspension in suspensions)
        {
            if (suspension.CommunityId is { } community) work.Announce(LiveTopic.CommunityRights(community));
            work.Announce(LiveTopic.PersonRights(suspension.PersonId));
        }
        var entries = await db.RecordedEntries.Where(e => e.Until > since && e.Until <= now).OrderBy(e => e.Id).Select(e => new { e.CommunityId, e.PersonId }).Take(1000).ToListAsync();
        foreach (var entry in entries) work.Announce(LiveTopic.CommunityRights(entry.CommunityId), LiveTopic.PersonRights(entry.PersonId));
    });

    static async Task<(Community Community, Person Person)> RequireRoomAsync(HubWork work, Actor actor, long communityId, string? personPublicId)
    {
        var (community, _) = await work.RunAsync(actor, communityId);
        var person = await work.MemberAsync(communityId, personPublicId);
        var roles = await work.RolesLeft(communityId).Select(r => new { r.PersonId, r.Until }).ToListAsync();
        if (roles.Exists(r => r.PersonId == person.Id && r.Until is null)) throw new RefusedException("This person is a facilitator already.");
        if (roles.Select(r => r.PersonId).Distinct().Count(id => id != person.Id) >= Community.MostFacilitators)
        {
            throw new RefusedException("A community has eight facilitators at most. One must step down first.");
        }
        await work.RefuseSuspendedAsync(communityId, person.Id, "This person is");
        return (community, person);
    }
}

static class RoleEnds
{
    /// Refuses the lead, and the last who holds the role without an end.
    public static async Task EndRolesAsync(this HubWork work, long communityId, long personId, List<Role> roles, string verb)
    {
        if (roles.Count == 0) return;
        if (roles.Exists(r => r.IsLead))
        {
            throw new RefusedException($"The lead cannot {verb} without a successor. Hand over the lead first.");
        }
        if (roles.Exists(r => r.Until is null) && !await work.RolesLeft(communityId).AnyAsync(r => r.PersonId != personId && r.Until == null))
        {
            throw new RefusedException($"The last facilitator cannot {verb}. Make somebody else a facilitator first.");
        }
        foreach (var role in roles) role.End(work.Now);
        await work.FollowEndAsync(personId, roles);
    }
}
