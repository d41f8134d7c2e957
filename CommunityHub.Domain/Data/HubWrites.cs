using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Data;

/// How everything is written: one context, one SaveChanges, and after the commit the bell.
public sealed class HubWrites(IDbContextFactory<HubDb> databases, LiveFeed live, TimeProvider clock) : IDisposable
{
    // SQLite takes one writer at a time. Who waits here is next in line; who waits there sleeps 150 ms and tries again.
    readonly SemaphoreSlim oneAtATime = new(1);

    /// Nothing is saved and no bell rings when the act throws.
    public async Task<T> DoAsync<T>(Func<HubWork, Task<T>> act, CancellationToken cancel = default)
    {
        await oneAtATime.WaitAsync(cancel);
        HubWork work;
        T result;
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            work = new HubWork(db, clock.GetUtcNow().UtcDateTime);
            result = await act(work);
            await db.SaveChangesAsync(CancellationToken.None);
        }
        finally
        {
            oneAtATime.Release();
        }
        live.Announce([.. work.Changed]);
        return result;
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
