using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// Keeps the no-silence promise: a newcomer's first discussion that nobody replies to goes to two volunteers, then to the facilitators,
/// then to the facilitators' own community.
public sealed class FirstReplies(IDbContextFactory<HubDb> databases, HubWrites writes)
{
    public const int MostHours = 14 * 24;
    const int VolunteersAsked = 2, MostAtOnce = 200;

    /// To greet newcomers, or not any more. By a member.
    public Task VolunteerAsync(Actor actor, long communityId, bool isOne) => writes.DoAsync(async work =>
    {
        var me = (await work.Db.StandingAsync(await work.ReadAsync(actor), communityId)).RequireMember();
        var volunteer = await work.Db.Volunteers.SingleOrDefaultAsync(v => v.CommunityId == communityId && v.PersonId == me);
        if (isOne && volunteer is null) work.Db.Add(Volunteer.Of(communityId, me, work.Now));
        if (!isOne && volunteer is not null) work.Db.Remove(volunteer);
    });

    /// Whether this person greets newcomers there.
    public async Task<bool> IsVolunteerAsync(Actor actor, long communityId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Volunteers.AnyAsync(v => v.CommunityId == communityId && v.PersonId == actor.PersonId, cancel);
    }

    /// Asks whoever is due to be asked. Each once; what was due while no server ran is done at the next call. Gives how many were asked for.
    public Task<int> CatchUpAsync(CancellationToken cancel = default) => writes.DoAsync(async work =>
    {
        var now = work.Now;
        var open = await work.Db.FirstReplies
            .Where(r => r.RepliedAt == null && r.StoppedAt == null && r.OwnAt == null)
            .OrderBy(r => r.DueAt)
            .Take(MostAtOnce)
            .Select(r => new
            {
                Reply = r,
                r.Discussion,
                Community = work.Db.Communities.First(c => c.Id == r.CommunityId),
                First = work.Db.Posts.Where(p => p.DiscussionId == r.DiscussionId && p.PersonId != r.Discussion.StarterId && p.RemovedAt == null).Min(p => (DateTime?)p.At),
                IsGone = r.Discussion.LockedAt != null || work.Db.Posts.Any(p => p.DiscussionId == r.DiscussionId && p.Number == 1 && p.RemovedAt != null),
            })
            .ToListAsync(cancel);
        var asked = 0;
        foreach (var one in open)
        {
            var (reply, community) = (one.Reply, one.Community);
            if (one.First is { } at) reply.Replied(at);
            else if (one.IsGone || community.ArchivedAt is not null) reply.Stop(now);
            else if (now >= reply.DueAt) { reply.AskOwn(now); asked++; await AskOwnAsync(work, community); }
            else if (reply.FacilitatorsAt is null && now >= reply.FacilitatorsDue) { reply.AskFacilitators(now); asked++; await AskFacilitatorsAsync(work, one.Discussion, community); }
            else if (reply.VolunteersAt is null && now >= reply.VolunteersDue) { reply.AskVolunteers(now); asked++; await AskVolunteersAsync(work, one.Discussion, community); }
        }
        return asked;
    }, cancel);

    static async Task AskVolunteersAsync(HubWork work, Discussion discussion, Community community)
    {
        var now = work.Now;
        var chosen = await work.Db.Volunteers
            .Where(v => v.CommunityId == community.Id && v.PersonId != discussion.StarterId)
            .Where(v => work.Db.MembersTakingPart(community.Id, now).Any(p => p.Id == v.PersonId))
            .OrderBy(v => v.AskedAt ?? DateTime.MinValue).ThenBy(v => v.PersonId)
            .Take(VolunteersAsked)
            .ToListAsync();
        var name = await work.NameOfAsync(discussion.StarterId);
        foreach (var volunteer in chosen) volunteer.Ask(now);
        await work.TellAllAsync(chosen.Select(volunteer => (volunteer.PersonId, new News(
            $"{name} is new in {community.Name}, and nobody has replied to “{discussion.Title}” yet. You said that you greet newcomers: a short hello is enough.",
            DiscussionNews.AddressOf(discussion, 1), community.Id))));
    }

    static async Task AskFacilitatorsAsync(HubWork work, Discussion discussion, Community community)
    {
        var name = await work.NameOfAsync(discussion.StarterId);
        var people = await work.FacilitatorsOfAsync(community.Id);
        await work.TellAllAsync(people.Select(person => (person, new News(
            $"{name} is new in {community.Name}, and nobody has replied to “{discussion.Title}” yet. The time that you promise is nearly over.",
            DiscussionNews.AddressOf(discussion, 1), community.Id))));
    }

    // They may know of the community, if it is not private; of what was asked there, nothing.
    static async Task AskOwnAsync(HubWork work, Community community)
    {
        var own = await work.Db.Communities.Where(c => c.IsFacilitatorsOwn).Select(c => new { c.Id, c.Slug }).FirstOrDefaultAsync();
        var facilitators = await work.FacilitatorsOfAsync(community.Id);
        List<long> people = own is null ? [] : await work.FacilitatorsOfAsync(own.Id);
        if (people.Count == 0) people = await work.Db.People.Where(p => p.AdministratorSince != null).Select(p => p.Id).ToListAsync();
        var isNamed = community.Kind is not CommunityKind.Private;
        var words = $"A newcomer’s first question in {(isNamed ? community.Name : "a private community")} has waited longer than promised there. Its facilitators could use a hand.";
        await work.TellAllAsync(people.Except(facilitators).Select(person => (person, new News(words, isNamed ? $"/communities/{community.Slug}" : own is null ? "/communities" : $"/communities/{own.Slug}"))));
    }
}

static class Promising
{
    /// Of a discussion that is somebody's first post in the community, where that promises a reply.
    public static async Task PromiseAsync(this HubWork work, Discussion discussion)
    {
        var hours = await work.Db.Communities.Where(c => c.Id == discussion.CommunityId).Select(c => c.Settings.FirstReplyHours).SingleAsync();
        if (hours is not { } within) return;
        var (community, starter) = (discussion.CommunityId, discussion.StarterId);
        if (await work.Db.Posts.AnyAsync(p => p.PersonId == starter && p.Discussion.CommunityId == community)) return;
        work.Db.Add(FirstReply.Promised(discussion, TimeSpan.FromHours(within), work.Now));
    }
}
