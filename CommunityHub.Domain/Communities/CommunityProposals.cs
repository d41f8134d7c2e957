using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Communities;

/// Anybody registered may propose a community; an administrator opens it.
public sealed class CommunityProposals(IDbContextFactory<HubDb> databases, HubWrites writes, Limits limits, TimeProvider clock)
{
    public const int MostWaiting = 3;

    /// Refuses a name that looks like that of a community the actor may know, and more than three proposals that wait.
    public Task ProposeAsync(Actor actor, string? name, string? purpose, CommunityKind kind) => writes.DoAsync(async work =>
    {
        var reader = await work.ReadAsync(actor);
        var me = reader.RequirePerson();
        if (!Enum.IsDefined(kind)) throw new RefusedException("Choose who can see and join it.");
        var community = Community.Propose(name, purpose, kind, me, work.Now);
        await work.Db.RefuseLookAlikeAsync(reader, community);
        var mine = work.Db.Communities.Where(c => c.ProposedById == me && c.OpenedAt == null && c.DeclinedAt == null);
        if (await mine.AnyAsync(c => c.NameKey == community.NameKey)) throw new RefusedException("You have proposed this already. An administrator looks at it.");
        if (await mine.CountAsync() >= MostWaiting) throw new RefusedException("Three of your proposals are waiting. Wait for an answer to those first.");
        await work.CountAsync(() => limits.RequireAsync(Limit.Proposal, me, reader.TimeZone));

        await work.Db.SettleSlugAsync(community);
        work.Db.Add(community);
        await work.ForgetDraftAsync(me, CommunityPlaces.Purpose());
        var administrators = await work.Db.People.Where(p => p.AdministratorSince != null).Select(p => p.Id).ToListAsync();
        foreach (var person in administrators) await work.TellAsync(person, $"{reader.Name} proposes a community: {community.Name}", "/admin/communities");
    });

    /// The actor becomes nothing by it: the proposer leads the new community.
    public Task OpenAsync(Actor actor, string? publicId) => writes.DoAsync(async work =>
    {
        var community = await RequireAsync(work, actor, publicId);
        var proposer = community.ProposedById;
        if (!await work.Db.People.AnyAsync(p => p.Id == proposer && p.Kind == PersonKind.Registered))
        {
            throw new RefusedException("The person who proposed it has left. Decline it, and propose it yourself.");
        }
        community.Open(work.Now);
        await work.LetInAsync(community.Id, proposer);
        work.Db.Add(Role.Give(community.Id, proposer, isLead: true, work.Now));
        await work.FollowRoleAsync(proposer, holdsOne: true);
        work.Record(actor, ActVerbs.Opened, community.Id, proposer, community.Name);
        await work.TellAsync(proposer, $"{community.Name} is open. You lead it.", $"/communities/{community.Slug}", community.Id);
        work.RightsChanged(community.Id, proposer);
    });

    public Task DeclineAsync(Actor actor, string? publicId, string? why) => writes.DoAsync(async work =>
    {
        var community = await RequireAsync(work, actor, publicId);
        community.Decline(why, work.Now);
        await work.ForgetDraftAsync(actor.PersonId!.Value, CommunityPlaces.DeclineProposal(community.PublicId));
        work.Record(actor, ActVerbs.DeclinedProposal, community.Id, community.ProposedById, community.Name, community.DeclinedWhy);
        await work.TellAsync(community.ProposedById, $"Your proposal “{community.Name}” was not opened: {community.DeclinedWhy}", "/communities/new");
        work.Announce(LiveTopic.Directory);
    });

    /// The actor's own, that are not open.
    public async Task<IReadOnlyList<ProposalRow>> MineAsync(Actor actor, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        if (reader.PersonId is not { } me) return [];
        return await Rows(db, db.Communities.Where(c => c.ProposedById == me && c.OpenedAt == null)).ToListAsync(cancel);
    }

    /// Those that wait for an answer, oldest first; for administrators.
    public async Task<IReadOnlyList<ProposalRow>> WaitingAsync(Actor actor, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        reader.RequireAdministrator();
        return await Rows(db, db.Communities.Where(c => c.OpenedAt == null && c.DeclinedAt == null)).ToListAsync(cancel);
    }

    static IQueryable<ProposalRow> Rows(HubDb db, IQueryable<Community> proposed) => proposed
        .OrderBy(c => c.Id)
        .Take(100)
        .Select(c => new ProposalRow(
            c.PublicId, c.Name, c.Purpose, c.Kind, c.ProposedAt, c.DeclinedWhy,
            db.People.Where(p => p.Id == c.ProposedById).Select(p => p.Name).First()));

    static async Task<Community> RequireAsync(HubWork work, Actor actor, string? publicId)
    {
        (await work.ReadAsync(actor)).RequireAdministrator();
        return await work.Db.Communities.SingleOrDefaultAsync(c => c.PublicId == publicId) ?? throw CommunityWork.NotThere();
    }
}

public sealed record ProposalRow(string PublicId, string Name, string Purpose, CommunityKind Kind, DateTime ProposedAt, string? DeclinedWhy, string ProposedBy);
