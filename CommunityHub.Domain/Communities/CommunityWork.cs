using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Communities;

/// What the operations on communities have in common.
static class CommunityWork
{
    /// The same words for what is hidden and for what never was.
    public static RefusedException NotThere() => new("There is no community here. It may have moved.");

    /// For operations of those who run a community. It may be archived only where said.
    public static async Task<(Community Community, Standing Standing)> RunAsync(this HubWork work, Actor actor, long communityId, bool evenArchived = false)
    {
        var reader = await work.ReadAsync(actor);
        var standing = await work.Db.StandingAsync(reader, communityId);
        if (!(evenArchived && standing.IsFacilitator)) standing.RequireFacilitator();
        return (await work.Db.Communities.SingleAsync(c => c.Id == communityId), standing);
    }

    /// Its address, for what is kept or told under it.
    public static Task<string> SlugOfAsync(this HubWork work, long communityId) => work.Db.Communities.Where(c => c.Id == communityId).Select(c => c.Slug).SingleAsync();

    /// A community that the actor may know of, for coming in.
    public static async Task<(Community Community, long Me)> ApproachAsync(this HubWork work, Actor actor, long communityId)
    {
        var reader = await work.ReadAsync(actor);
        var me = reader.RequirePerson();
        var community = await work.Db.CommunitiesKnownTo(reader).SingleOrDefaultAsync(c => c.Id == communityId) ?? throw NotThere();
        await work.RefuseSuspendedAsync(communityId, me);
        return (community, me);
    }

    public static async Task RefuseSuspendedAsync(this HubWork work, long communityId, long personId, string who = "You are")
    {
        var now = work.Now;
        var until = await work.Db.Suspensions
            .Where(s => s.CommunityId == communityId && s.PersonId == personId && s.From <= now && s.Until > now && s.LiftedAt == null)
            .MaxAsync(s => (DateTime?)s.Until);
        if (until is { } end) throw new RefusedException($"{who} suspended from this community until {end:d MMMM yyyy}.");
    }

    public static void RefuseArchived(this Community community)
    {
        if (community.ArchivedAt is not null) throw new RefusedException("This community is archived. It can be read, but nobody new comes in.");
    }

    /// False when they were in already.
    public static async Task<bool> LetInAsync(this HubWork work, long communityId, long personId)
    {
        if (await work.Db.Memberships.AnyAsync(m => m.CommunityId == communityId && m.PersonId == personId && m.Until == null)) return false;
        work.Db.Add(Membership.Begin(communityId, personId, work.Now));
        // Who is in waits for nothing any more.
        var waiting = await work.Db.JoinRequests
            .SingleOrDefaultAsync(r => r.CommunityId == communityId && r.PersonId == personId && r.DecidedAt == null && r.WithdrawnAt == null);
        if (waiting is { IsOpen: true }) waiting.Withdraw(work.Now);
        work.RightsChanged(communityId, personId);
        return true;
    }

    /// A member, former or present, by the name in addresses.
    public static async Task<Person> MemberAsync(this HubWork work, long communityId, string? personPublicId, bool evenFormer = false) =>
        await work.Db.People
            .Where(p => p.PublicId == personPublicId)
            .Where(p => work.Db.Memberships.Any(m => m.CommunityId == communityId && m.PersonId == p.Id && (evenFormer || m.Until == null)))
            .SingleOrDefaultAsync()
        ?? throw new RefusedException("This person is not a member here.");

    /// Roles that have not ended: those of now, and those to come.
    public static IQueryable<Role> RolesLeft(this HubWork work, long communityId)
    {
        var now = work.Now;
        return work.Db.Roles.Where(r => r.CommunityId == communityId && (r.Until == null || r.Until > now));
    }

    public static void RightsChanged(this HubWork work, long communityId, params ReadOnlySpan<long> people)
    {
        work.Announce(LiveTopic.CommunityRights(communityId), LiveTopic.Directory);
        foreach (var person in people) work.Announce(LiveTopic.PersonRights(person));
    }

    public static void Record(this HubWork work, Actor actor, string verb, long? communityId = null, long? onPersonId = null, string? onWhat = null, string? why = null) =>
        work.Db.Add(Act.Of(actor, verb, work.Now, communityId, onPersonId, onWhat, why));

    /// For words that go to somebody who is outside now: a private community is not named there.
    public static string NameOutside(this Community community) => community.Kind is CommunityKind.Private ? "one of your communities" : community.Name;

    /// Those of now, covers too.
    public static Task<List<long>> FacilitatorsOfAsync(this HubWork work, long communityId)
    {
        var now = work.Now;
        return work.Db.Roles
            .Where(r => r.CommunityId == communityId && r.From <= now && (r.Until == null || r.Until > now))
            .Select(r => r.PersonId)
            .Distinct()
            .ToListAsync();
    }

    public static async Task TellFacilitatorsAsync(this HubWork work, Community community, string words, string page)
    {
        foreach (var person in await work.FacilitatorsOfAsync(community.Id)) await work.TellAsync(person, words, $"/communities/{community.Slug}{page}", community.Id);
    }

    public static async Task<string> NameOfAsync(this HubWork work, long personId) =>
        await work.Db.People.Where(p => p.Id == personId).Select(p => p.Name).SingleAsync();
}
