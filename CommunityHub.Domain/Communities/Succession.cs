using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Moderation;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Communities;

/// A community outlives its founder's account.
static class Succession
{
    /// For a person whose account goes: of each community they lead, whoever else has facilitated it longest leads on, and the others are told. Where
    /// there is nobody, the administrators are, who appoint a lead. Those who only stand in, or are suspended, are not asked to lead. Nobody is named
    /// as gone: the name is what goes.
    public static async Task LeaveLeadAsync(this HubWork work, long personId)
    {
        var now = work.Now;
        var led = await work.Db.Roles.Where(r => r.PersonId == personId && r.IsLead && r.From <= now && (r.Until == null || r.Until > now)).Select(r => r.CommunityId).Distinct().Order().ToListAsync();
        foreach (var id in led)
        {
            var community = await work.Db.Communities.SingleAsync(c => c.Id == id);
            var left = await work.RolesLeft(id).Include(r => r.Person).Where(r => r.PersonId != personId && r.From <= now).OrderBy(r => r.From).ThenBy(r => r.Id).ToListAsync();
            var suspended = await work.Db.Suspensions
                .Where(s => (s.CommunityId == null || s.CommunityId == id) && s.From <= now && s.Until > now && s.LiftedAt == null)
                .Select(s => s.PersonId).ToListAsync();
            if (left.Find(r => r.Until is null && !suspended.Contains(r.PersonId)) is { } next) await PassAsync(work, community, next, left);
            else await AskForOneAsync(work, community, left, personId);
        }
    }

    static async Task PassAsync(HubWork work, Community community, Role next, List<Role> left)
    {
        next.Lead();
        work.Record(Actor.Visitor, ActVerbs.PassedLead, community.Id, next.PersonId);
        var page = $"/communities/{community.Slug}";
        await work.TellAsync(next.PersonId, $"You lead {community.Name} now: its lead’s account was erased, and you have been a facilitator longest. You can hand over the lead on the page of another facilitator.", page, community.Id);
        await work.TellAllAsync(OthersOf(left, next.PersonId).Select(person => (person, new News($"{next.Person.Name} leads {community.Name} now: its lead’s account was erased.", page, community.Id))));
        work.RightsChanged(community.Id, next.PersonId);
    }

    static async Task AskForOneAsync(HubWork work, Community community, List<Role> left, long leaving)
    {
        work.Record(Actor.Visitor, ActVerbs.FoundNoLead, community.Id);
        await work.TellAllAsync(OthersOf(left, null).Select(person =>
            (person, new News($"Nobody leads {community.Name} now: its lead’s account was erased. The administrators are asked to appoint a lead.", $"/communities/{community.Slug}", community.Id))));
        // A letter goes astray easily: what is private is named in their list only, which the page is.
        var name = community.Kind is CommunityKind.Private ? "A private community" : community.Name;
        foreach (var administrator in await work.Db.People.Where(p => p.AdministratorSince != null && p.Id != leaving).Select(p => p.Id).ToListAsync())
        {
            await work.TellAsync(administrator, $"{name} has no lead any more: its lead’s account was erased. Please appoint one.", "/admin/communities");
        }
    }

    static IEnumerable<long> OthersOf(List<Role> left, long? but) => left.Select(r => r.PersonId).Where(person => person != but).Distinct();
}
