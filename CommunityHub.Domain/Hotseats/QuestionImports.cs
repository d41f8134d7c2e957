using System.Globalization;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Moderation;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Questions that facilitators bring in from a table. Looked at first; nothing is written before it is confirmed.
public sealed class QuestionImports(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    /// What would come in, and which lines not. Refuses what <see cref="QuestionTable.Read"/> refuses.
    public async Task<QuestionTable> LookAsync(Actor actor, string hotseatId, string? text, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var hotseat = await db.RoomsFor(reader).Where(h => h.PublicId == hotseatId).Select(h => new { h.Id, h.CommunityId }).SingleOrDefaultAsync(cancel)
            ?? throw new RefusedException(Entrance.NotThere);
        (await Communities.StandingDoor.StandingAsync(db, reader, hotseat.CommunityId, cancel)).RequireFacilitator();
        return QuestionTable.Read(text, await db.PlacedIn(hotseat.Id).ToListAsync(cancel));
    }

    /// The good lines, as questions that nobody asked here. Confirmed twice, they come in once. Gives how many.
    public async Task<int> BringInAsync(Actor actor, string hotseatId, string? text, PlacedKind kind, string? key = null)
    {
        var count = await writes.DoAsync(async work =>
        {
            var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
            var me = standing.RequireFacilitator();
            return await work.OnceAsync(me, key, async () =>
            {
                var good = QuestionTable.Read(text, await work.Db.PlacedIn(hotseat.Id).ToListAsync()).Good;
                if (good.Count == 0) throw new RefusedException("No line of it can come in.");
                await work.ForgetDraftAsync(me, Places.Import(hotseatId));
                var placed = await work.PlaceAsync(hotseat, [.. good.Select(line => line.Text)], kind, me);
                work.Db.Add(Act.Of(actor, "brought questions into a hotseat from a table", work.Now, hotseat.CommunityId, onWhat: hotseat.PublicId));
                return placed.ToString(CultureInfo.InvariantCulture);
            });
        });
        return int.Parse(count, CultureInfo.InvariantCulture);
    }
}
