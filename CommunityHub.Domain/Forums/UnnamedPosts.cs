using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.Moderation;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// Posts without a name appear a little after they were sent, by chance, and say the minute only (<see cref="People.UnnamedMoment"/>). Until then they wait where held
/// posts do. Called by the site's clock.
public sealed class UnnamedPosts(HubWrites writes, IDbContextFactory<HubDb> databases, TimeProvider clock)
{
    const int MostAtOnce = 100;

    /// Lets appear what is due, each by itself. What cannot any more (the discussion was locked meanwhile) goes back to its writer. Gives how many.
    public async Task<int> AppearAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var due = await db.HeldPosts.Where(h => h.DecidedAt == null && h.AppearsAt <= now).OrderBy(h => h.AppearsAt).Take(MostAtOnce).Select(h => h.Id).ToListAsync(cancel);
        foreach (var id in due)
        {
            try
            {
                await writes.DoAsync(work => AppearAsync(work, id), cancel);
            }
            catch (RefusedException why)
            {
                await writes.DoAsync(work => GiveBackAsync(work, id, why.Message), cancel);
            }
        }
        return due.Count;
    }

    /// When the next one appears; null: none is on its way.
    public async Task<DateTime?> NextAtAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.HeldPosts.Where(h => h.DecidedAt == null && h.AppearsAt != null).MinAsync(h => h.AppearsAt, cancel);
    }

    static async Task AppearAsync(HubWork work, long heldId)
    {
        if (await work.Db.HeldPosts.SingleOrDefaultAsync(h => h.Id == heldId && h.DecidedAt == null) is not { } held) return;
        await work.PutInAsync(held);
        // Who wrote it stands behind the door of writers now, and nowhere else.
        work.Db.Remove(held);
        work.Announce(LiveTopic.Reading(held.PersonId));
    }

    static async Task GiveBackAsync(HubWork work, long heldId, string why)
    {
        if (await work.Db.HeldPosts.SingleOrDefaultAsync(h => h.Id == heldId && h.DecidedAt == null) is not { } held) return;
        held.GiveBack($"It could not appear. {why}", null, work.Now);
        await work.TellBackAsync(held);
    }
}
