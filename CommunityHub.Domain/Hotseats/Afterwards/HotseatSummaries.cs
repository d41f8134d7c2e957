using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats.Afterwards;

/// What facilitators write on top of an archive.
public sealed class HotseatSummaries(HubWrites writes)
{
    /// Takes the place of the one that was numbered so (0: there was none). Where somebody published meanwhile it is refused, and both
    /// texts are there. The key is the form's own: sent twice, it is published once.
    public Task PublishAsync(Actor actor, string hotseatId, string? text, int basedOn, string? key = null) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
        var me = standing.RequireFacilitator();
        await work.OnceAsync(me, key, async () =>
        {
            var latest = await work.Db.Set<Summary>().Where(s => s.HotseatId == hotseat.Id).OrderByDescending(s => s.Number).Select(s => new { s.Number, s.Person.Name }).FirstOrDefaultAsync();
            var summary = Summary.Publish(text, hotseat, (latest?.Number ?? 0) + 1, me, work.Now);
            if (latest is not null && latest.Number != basedOn) throw new RefusedException($"{latest.Name} published the summary while you wrote. Both texts are safe: theirs stands below, yours is in the box.");
            work.Db.Add(summary);
            await work.ForgetDraftAsync(me, Places.Summary(hotseatId));
            work.Db.Add(Act.Of(actor, latest is null ? "published the summary of a hotseat" : "edited the summary of a hotseat", work.Now, hotseat.CommunityId, onWhat: hotseat.PublicId));
            work.Announce(LiveTopic.Hotseat(hotseat.Id));
            return hotseat.PublicId;
        }, text);
    });
}
