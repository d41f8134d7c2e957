using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Communities;

/// An administrator goes into a closed community: recorded, for a reason, for an hour, and its facilitators are told.
public sealed class AdministratorEntry(HubWrites writes)
{
    /// Refuses communities that the actor reads anyhow. Gives the slug.
    public Task<string> EnterAsync(Actor actor, string? communityPublicId, string? why) => writes.DoAsync(async work =>
    {
        var reader = await work.ReadAsync(actor);
        reader.RequireAdministrator();
        var me = reader.RequirePerson();
        var community = await work.Db.Communities.SingleOrDefaultAsync(c => c.PublicId == communityPublicId && c.OpenedAt != null) ?? throw CommunityWork.NotThere();
        var entry = RecordedEntry.Begin(community.Id, me, why, work.Now);
        await work.RefuseSuspendedAsync(community.Id, me);
        if (await work.Db.CommunitiesReadBy(reader).AnyAsync(c => c.Id == community.Id)) throw new RefusedException("You can read this community already.");

        work.Db.Add(entry);
        await work.ForgetDraftAsync(me, CommunityPlaces.Enter(community.PublicId));
        work.Record(actor, ActVerbs.Entered, community.Id, why: entry.Why);
        await work.TellFacilitatorsAsync(community, $"{reader.Name}, an administrator, went into {community.Name}: {entry.Why}", "/log");
        work.RightsChanged(community.Id, me);
        return community.Slug;
    });

    /// Before the hour is over.
    public Task LeaveAsync(Actor actor, long communityId) => writes.DoAsync(async work =>
    {
        var (me, now) = ((await work.ReadAsync(actor)).RequirePerson(), work.Now);
        var entries = await work.Db.RecordedEntries.Where(e => e.CommunityId == communityId && e.PersonId == me && e.Until > now).ToListAsync();
        if (entries.Count == 0) return;
        foreach (var entry in entries) entry.Leave(now);
        work.Record(actor, ActVerbs.LeftEntry, communityId);
        work.RightsChanged(communityId, me);
    });
}
