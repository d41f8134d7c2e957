using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// A question that waits for a facilitator to ask it.
public sealed record AskRequestRow(string Id, string Text, string By, DateTime SentAt);

/// Asking through a facilitator: the room then sees the facilitator's name, "for a member", and never the member's.
public sealed class AskRequests(HubWrites writes, IDbContextFactory<HubDb> databases, HotseatRooms rooms, Limits limits)
{
    /// For the facilitators of the hotseat. Null: not for this actor.
    public async Task<IReadOnlyList<AskRequestRow>?> ListAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        if (await rooms.ReadAsync(actor, hotseatId, cancel) is not { Standing.IsFacilitator: true } room) return null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.AskRequests
            .Where(r => r.HotseatId == room.HotseatId && r.SettledAt == null)
            .OrderBy(r => r.Id)
            .Take(100)
            .Select(r => new AskRequestRow(r.PublicId, r.Text, r.Person.Name, r.SentAt))
            .ToListAsync(cancel);
    }

    /// By a member. The facilitators are told. Refuses what asking itself refuses.
    public Task<string> SendAsync(Actor actor, string hotseatId, string? text, string? key = null) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
        var me = standing.RequireMember();
        return await work.OnceAsync(me, key, async () =>
        {
            hotseat.RequireQuestions();
            var request = AskRequest.From(me, hotseat.Id, text, work.Now);
            if (!standing.IsFacilitator) await work.CountAsync(() => limits.RequirePostAsync(standing.Reader));
            work.Db.Add(request);
            await work.ForgetDraftAsync(me, Places.AskForMe(hotseatId));
            var now = work.Now;
            var facilitators = await work.Db.Roles
                .Where(r => r.CommunityId == hotseat.CommunityId && r.From <= now && (r.Until == null || r.Until > now) && r.PersonId != me)
                .Select(r => r.PersonId)
                .Distinct()
                .ToListAsync();
            await work.TellAllAsync(facilitators.Select(facilitator => (facilitator, HotseatNews.Requested(hotseat))));
            work.Announce(LiveTopic.Requests(hotseat.Id), LiveTopic.Mine(hotseat.Id, me));
            return request.PublicId;
        }, text);
    });

    /// By a facilitator, who may put it more clearly. Gives the question's public id. Two at once: the second is refused.
    public Task<string> AskAsync(Actor actor, string requestId, string? text) => writes.DoAsync(async work =>
    {
        var (request, hotseat, me) = await InRequestAsync(work, actor, requestId);
        hotseat.RequireQuestions();
        request.Ask(me, work.Now);
        await ForgetDraftsAsync(work, me, hotseat, request);
        var question = Question.AskFor(text, hotseat.Id, me, work.Now);
        work.Db.Add(question);
        work.Db.AddAsker(question, request.PersonId, Naming.ToFacilitators);
        work.Db.Add(Vote.For(question, request.PersonId, work.Now));
        if (request.PersonId != me) await work.TellAsync(request.PersonId, HotseatNews.AskedForYou(hotseat, question));
        work.Announce(LiveTopic.Hotseat(hotseat.Id), LiveTopic.Requests(hotseat.Id), LiveTopic.Mine(hotseat.Id, request.PersonId));
        return question.PublicId;
    });

    /// Given back, kindly: only the member reads why.
    public Task DeclineAsync(Actor actor, string requestId, string? why) => writes.DoAsync(async work =>
    {
        var (request, hotseat, me) = await InRequestAsync(work, actor, requestId);
        request.Decline(why, me, work.Now);
        await ForgetDraftsAsync(work, me, hotseat, request);
        work.Db.Add(Act.Of(actor, "did not ask a question for a member", work.Now, hotseat.CommunityId, onWhat: request.PublicId, why: request.DeclinedWhy));
        await work.TellAsync(request.PersonId, HotseatNews.NotAskedForYou(hotseat, request));
        work.Announce(LiveTopic.Requests(hotseat.Id), LiveTopic.Mine(hotseat.Id, request.PersonId));
    });

    /// By a facilitator, for somebody who told them otherwise: by telephone, say. Nobody's name but the facilitator's is kept.
    public Task<string> EnterAsync(Actor actor, string hotseatId, string? text, string? key = null) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
        var me = standing.RequireFacilitator();
        return await work.OnceAsync(me, key, async () =>
        {
            hotseat.RequireQuestions();
            var question = Question.AskFor(text, hotseat.Id, me, work.Now);
            work.Db.Add(question);
            work.Db.AddAsker(question, me, Naming.Named);
            work.Db.Add(Vote.For(question, me, work.Now));
            await work.ForgetDraftAsync(me, Places.AskForThem(hotseatId));
            work.Announce(LiveTopic.Hotseat(hotseat.Id), LiveTopic.Mine(hotseat.Id, me));
            return question.PublicId;
        }, text);
    });

    static Task ForgetDraftsAsync(HubWork work, long me, Hotseat hotseat, AskRequest request) =>
        work.ForgetDraftsAsync(me, [Places.AskOf(hotseat.PublicId, request.PublicId), Places.ReturnAsk(hotseat.PublicId, request.PublicId)]);

    static async Task<(AskRequest, Hotseat, long Me)> InRequestAsync(HubWork work, Actor actor, string requestId)
    {
        var reader = await work.ReadAsync(actor);
        if (!PublicId.IsWellFormed(requestId)) requestId = "";
        var request = await work.Db.AskRequests.SingleOrDefaultAsync(r => r.PublicId == requestId);
        var hotseat = request is null ? null : await work.Db.HotseatsFor(reader).SingleOrDefaultAsync(h => h.Id == request.HotseatId);
        if (request is null || hotseat is null)
        {
            reader.RequirePerson();
            throw new RefusedException(Entrance.NotThere);
        }
        return (request, hotseat, (await work.Db.StandingAsync(reader, hotseat.CommunityId)).RequireFacilitator());
    }
}
