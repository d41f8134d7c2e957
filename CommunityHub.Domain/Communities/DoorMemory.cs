using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace CommunityHub.Communities;

/// The door's answer for (person, community), kept in memory as long as nothing that bears on it was announced, and a minute at
/// most: so that a change that a thousand circuits watch does not ask the database a thousand times. For seeing only; whoever
/// acts is asked afresh.
public sealed class DoorMemory(IDbContextFactory<HubDb> databases, LiveFeed live, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    readonly MemoryCache answers = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    public async Task<Standing> StandingAsync(Actor actor, long communityId, CancellationToken cancel = default)
    {
        var version = live.VersionOf(TopicsOf(actor, communityId));
        if (answers.TryGetValue((actor, communityId), out Remembered? known) && known!.Version == version && clock.GetUtcNow().UtcDateTime < known.Until)
        {
            return known.Standing;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var standing = await db.StandingAsync(await Reader.ReadAsync(db, actor, now, cancel), communityId, cancel);
        var until = await Turns(db, actor, communityId, now).MinAsync(at => (DateTime?)at, cancel) is { } turn && turn < now + Longest ? turn : now + Longest;
        answers.Set((actor, communityId), new Remembered(version, until, standing), new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(5) });
        return standing;
    }

    /// What a page must listen to, to be emptied when its right is lost.
    public static LiveTopic[] TopicsOf(Actor actor, long communityId) => actor.PersonId is { } me
        ? [LiveTopic.SiteRights, LiveTopic.CommunityRights(communityId), LiveTopic.PersonRights(me)]
        : [LiveTopic.SiteRights, LiveTopic.CommunityRights(communityId)];

    public void Dispose() => answers.Dispose();

    // When a role, a suspension or a recorded entry begins or ends by its own date: nobody rings a bell then.
    static IQueryable<DateTime> Turns(HubDb db, Actor actor, long communityId, DateTime now)
    {
        var me = actor.PersonId;
        return db.Suspensions
            .Where(s => s.PersonId == me && (s.CommunityId == null || s.CommunityId == communityId) && s.LiftedAt == null && s.Until > now)
            .Select(s => s.From > now ? s.From : s.Until)
            .Concat(db.Roles
                .Where(r => r.PersonId == me && r.CommunityId == communityId && (r.From > now || r.Until > now))
                .Select(r => r.From > now ? r.From : r.Until!.Value))
            .Concat(db.RecordedEntries
                .Where(e => e.PersonId == me && e.CommunityId == communityId && e.Until > now)
                .Select(e => e.From > now ? e.From : e.Until));
    }

    sealed record Remembered(long Version, DateTime Until, Standing Standing);
}
