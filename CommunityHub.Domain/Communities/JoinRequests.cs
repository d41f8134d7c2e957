using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.People;
using CommunityHub.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Communities;

/// Asking to join a community that is by request, and the answer.
public sealed class JoinRequests(IDbContextFactory<HubDb> databases, HubWrites writes, Limits limits, TimeProvider clock)
{
    public const int PageLength = 50;

    /// Refuses members, a second request while one waits, and more than <see cref="Limit.JoinRequest"/>: taken back and sent again, each
    /// would tell the facilitators.
    public Task AskAsync(Actor actor, long communityId, string? reason) => writes.DoAsync(async work =>
    {
        var (community, me) = await work.ApproachAsync(actor, communityId);
        if (await work.Db.Memberships.AnyAsync(m => m.CommunityId == communityId && m.PersonId == me && m.Until == null)) throw new RefusedException("You are a member already.");
        community.RefuseArchived();
        if (community.Kind is CommunityKind.Open) throw new RefusedException("This community is open. You can join at once.");
        if (community.Kind is CommunityKind.Private) throw new RefusedException("People come into this community by invitation.");
        var request = JoinRequest.From(me, communityId, reason, work.Now);
        if (await work.Db.JoinRequests.AnyAsync(r => r.CommunityId == communityId && r.PersonId == me && r.DecidedAt == null && r.WithdrawnAt == null))
        {
            throw new RefusedException("You have asked already. A facilitator will answer you.");
        }
        await work.CountAsync(() => limits.RequireAsync(Limit.JoinRequest, me));
        work.Db.Add(request);
        await work.ForgetDraftAsync(me, CommunityPlaces.Join(community.Slug));
        await work.TellFacilitatorsAsync(community, $"{await work.NameOfAsync(me)} asks to join {community.Name}", "/requests");
        work.RightsChanged(communityId, me);
    });

    /// Does nothing where nothing waits.
    public Task WithdrawAsync(Actor actor, long communityId) => writes.DoAsync(async work =>
    {
        var me = (await work.ReadAsync(actor)).RequirePerson();
        var waiting = await work.Db.JoinRequests
            .SingleOrDefaultAsync(r => r.CommunityId == communityId && r.PersonId == me && r.DecidedAt == null && r.WithdrawnAt == null);
        if (waiting is null) return;
        waiting.Withdraw(work.Now);
        work.RightsChanged(communityId, me);
    });

    /// With words, which may be empty.
    public Task AcceptAsync(Actor actor, long communityId, string? requestPublicId, string? words) => DecideAsync(actor, communityId, requestPublicId, accept: true, words);

    /// Refuses empty words.
    public Task DeclineAsync(Actor actor, long communityId, string? requestPublicId, string? words) => DecideAsync(actor, communityId, requestPublicId, accept: false, words);

    /// Those that wait, oldest first; for facilitators. Null: not for this actor.
    public async Task<IReadOnlyList<RequestRow>?> ListAsync(Actor actor, long communityId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var standing = await db.StandingAsync(await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel), communityId, cancel);
        if (!standing.IsFacilitator) return null;
        return await db.JoinRequests
            .Where(r => r.CommunityId == communityId && r.DecidedAt == null && r.WithdrawnAt == null)
            .OrderBy(r => r.Id)
            .Take(PageLength)
            .Select(r => new RequestRow(r.PublicId, r.Person.Name, r.Person.PublicId, r.Person.Organisation, r.Reason, r.At))
            .ToListAsync(cancel);
    }

    Task DecideAsync(Actor actor, long communityId, string? requestPublicId, bool accept, string? words) => writes.DoAsync(async work =>
    {
        var (community, standing) = await work.RunAsync(actor, communityId);
        var request = await work.Db.JoinRequests.SingleOrDefaultAsync(r => r.PublicId == requestPublicId && r.CommunityId == communityId)
            ?? throw new RefusedException("This request is not there any more.");
        if (request.WithdrawnAt is not null) throw new RefusedException("This request was withdrawn.");
        if (accept) await work.RefuseSuspendedAsync(communityId, request.PersonId, "This person is");
        var me = standing.Reader.RequirePerson();
        request.Decide(accept, words, me, work.Now);
        await work.ForgetDraftsAsync(me, [CommunityPlaces.Accept(community.Slug, request.PublicId), CommunityPlaces.Decline(community.Slug, request.PublicId)]);
        if (accept) await work.LetInAsync(communityId, request.PersonId);
        work.Record(actor, accept ? ActVerbs.AcceptedRequest : ActVerbs.DeclinedRequest, communityId, request.PersonId, why: request.Words);

        var said = request.Words is { } kind ? $" {kind}" : "";
        if (accept) await work.TellAsync(request.PersonId, $"You are in: {community.Name}.{said}", $"/communities/{community.Slug}", communityId);
        // Where it went private meanwhile, who is outside must not hear of it again.
        else if (community.Kind is not CommunityKind.Private) await work.TellAsync(request.PersonId, $"About your request to join {community.Name}:{said}", $"/communities/{community.Slug}");
        work.RightsChanged(communityId, request.PersonId);
    });
}

public sealed record RequestRow(string PublicId, string Name, string PersonPublicId, string? Organisation, string Reason, DateTime At);
