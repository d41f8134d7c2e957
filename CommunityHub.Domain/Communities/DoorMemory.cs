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
        var version = VersionFor(actor, communityId);
        if (answers.TryGetValue((actor, communityId), out Remembered? known) && known!.Version == version && clock.GetUtcNow().UtcDateTime < known.Until)
        {
            return known.Standing;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var standing = await db.StandingAsync(await Reader.ReadAsync(db, actor, now, cancel), communityId, cancel);
        answers.Set((actor, communityId), new Remembered(version, now + Longest, standing), new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(5) });
        return standing;
    }

    /// What a page must listen to, to be emptied when its right is lost.
    public static LiveTopic[] TopicsOf(Actor actor, long communityId) => actor.PersonId is { } me
        ? [LiveTopic.SiteRights, LiveTopic.CommunityRights(communityId), LiveTopic.PersonRights(me)]
        : [LiveTopic.SiteRights, LiveTopic.CommunityRights(communityId)];

    public void Dispose() => answers.Dispose();

    // Each only ever grows, so the sum changes whenever one of them does.
    long VersionFor(Actor actor, long communityId) => TopicsOf(actor, communityId).Sum(live.VersionOf);

    sealed record Remembered(long Version, DateTime Until, Standing Standing);
}
