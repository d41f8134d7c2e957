using System.Diagnostics;
using CommunityHub.Hotseats;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Vitals;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Data;

/// How everything is written: one context, one SaveChanges, and after the commit the bell.
public sealed class HubWrites(IDbContextFactory<HubDb> databases, LiveFeed live, TimeProvider clock) : IDisposable
{
    const int MostTries = 3;

    // SQLite takes one writer at a time. Who waits here is next in line; who waits there sleeps 150 ms and tries again.
    readonly SemaphoreSlim oneAtATime = new(1);

    /// Nothing is saved and no bell rings when the act throws. When another server wrote the same at the same moment, the act is done
    /// again from the start: it then finds what the other wrote, and answers as if it had come second. So an act changes nothing but its work.
    public async Task<T> DoAsync<T>(Func<HubWork, Task<T>> act, CancellationToken cancel = default)
    {
        // Not on the circuit of whoever asks: one that has no time would keep everybody else waiting.
        var asked = Stopwatch.GetTimestamp();
        await oneAtATime.WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        HubMeter.Waited(asked);
        var begun = Stopwatch.GetTimestamp();
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    var (result, changed) = await TryAsync(act, cancel);
                    live.Announce([.. changed]);
                    return result;
                }
                catch (DbUpdateException fault) when (attempt < MostTries && Collisions.IsOne(fault)) { }
            }
        }
        finally
        {
            oneAtATime.Release();
            HubMeter.Wrote(begun);
        }
    }

    async Task<(T Result, IReadOnlyCollection<LiveTopic> Changed)> TryAsync<T>(Func<HubWork, Task<T>> act, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var work = new HubWork(db, clock.GetUtcNow().UtcDateTime);
        var result = await act(work);
        RehearsalSilence.Keep(db);
        await db.SaveChangesAsync(CancellationToken.None);
        return (result, work.Changed);
    }

    public void Dispose() => oneAtATime.Dispose();

    public Task DoAsync(Func<HubWork, Task> act, CancellationToken cancel = default) => DoAsync(async work =>
    {
        await act(work);
        return true;
    }, cancel);
}

/// One operation under way.
public sealed class HubWork(HubDb db, DateTime now)
{
    readonly HashSet<LiveTopic> changed = [];

    public HubDb Db => db;
    public DateTime Now => now;
    public IReadOnlyCollection<LiveTopic> Changed => changed;

    /// Rings after the commit.
    public void Announce(params ReadOnlySpan<LiveTopic> topics)
    {
        foreach (var topic in topics) changed.Add(topic);
    }

    public Task<Reader> ReadAsync(Actor actor) => Reader.ReadAsync(db, actor, now);
}
