using System.Data;
using System.Diagnostics;
using CommunityHub.Hotseats;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Search;
using CommunityHub.Servers;
using CommunityHub.Vitals;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Data;

/// How everything is written: one context, one transaction, and after the commit the bell.
public sealed class HubWrites(IDbContextFactory<HubDb> databases, LiveFeed live, TimeProvider clock) : IDisposable
{
    // Of two that collide one always gets through, so this many only where very many want the same.
    const int MostTries = 20;

    // As long as a database that restarts needs, and a person waits.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // SQLite takes one writer at a time: who waits here is next in line; who waits there sleeps 150 ms and tries again. On PostgreSQL those
    // of one server would only make each other begin anew (docs/decisions/0013-serializable-writes.md).
    readonly SemaphoreSlim oneAtATime = new(1);

    /// Nothing is saved and no bell rings when the act throws. When another server wrote the same at the same moment, or the line to the
    /// database broke, the act is done again from the start: it then finds what the other wrote, and answers as if it had come second. So
    /// an act changes nothing but its work.
    public async Task<T> DoAsync<T>(Func<HubWork, Task<T>> act, CancellationToken cancel = default)
    {
        // Not on the circuit of whoever asks: one that has no time would keep everybody else waiting.
        var asked = Stopwatch.GetTimestamp();
        await oneAtATime.WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        HubMeter.Waited(asked);
        var begun = Stopwatch.GetTimestamp();
        try
        {
            var started = TimeProvider.System.GetTimestamp();
            var tally = new Tally();
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    var (result, changed) = await TryAsync(act, tally, cancel);
                    live.Announce([.. changed]);
                    return result;
                }
                catch (Exception fault) when (attempt < MostTries && Collisions.IsOne(fault))
                {
                    // Two that began together would meet again.
                    if (attempt > 2) await Task.Delay(Random.Shared.Next(5 * attempt), cancel);
                }
                catch (Exception fault) when (LostLine.IsOne(fault) && TimeProvider.System.GetElapsedTime(started) < Patience)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(250), cancel);
                }
            }
        }
        finally
        {
            oneAtATime.Release();
            HubMeter.Wrote(begun);
        }
    }

    async Task<(T Result, IReadOnlyCollection<LiveTopic> Changed)> TryAsync<T>(Func<HubWork, Task<T>> act, Tally tally, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        // As if there were one writer: who read what another changed meanwhile, begins anew.
        await using var whole = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancel);
        var work = new HubWork(db, clock.GetUtcNow().UtcDateTime, tally);
        var result = await act(work);
        RehearsalSilence.Keep(db);
        await db.SaveChangesAsync(CancellationToken.None);
        await SearchKeeping.CatchUpAsync(db, CancellationToken.None);
        var receipt = db.Database.IsNpgsql() ? await Bell.TellOthersAsync(db, live.Name, work.Changed) : null;
        try
        {
            await whole.CommitAsync(CancellationToken.None);
        }
        catch (Exception fault) when (LostLine.IsOne(fault))
        {
            // The word was sent, and no answer came: it may be done.
            if (!await LostLine.HasCommittedAsync(databases, receipt, Patience)) throw;
        }
        return (result, work.Changed);
    }

    /// Upkeep of the file itself, while nobody writes and outside of any transaction.
    public async Task<T> WhileNobodyWritesAsync<T>(Func<HubDb, Task<T>> upkeep)
    {
        await oneAtATime.WaitAsync().ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            return await upkeep(db);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    public Task DoAsync(Func<HubWork, Task> act, CancellationToken cancel = default) => DoAsync(async work =>
    {
        await act(work);
        return true;
    }, cancel);
}

/// One operation under way.
public sealed class HubWork
{
    readonly HashSet<LiveTopic> changed = [];
    readonly HubDb db;
    readonly DateTime now;
    readonly Tally tally;
    int counted;

    internal HubWork(HubDb db, DateTime now, Tally? tally = null) => (this.db, this.now, this.tally) = (db, now, tally ?? new Tally());

    public HubDb Db => db;
    public DateTime Now => now;
    public IReadOnlyCollection<LiveTopic> Changed => changed;

    /// Rings after the commit.
    public void Announce(params ReadOnlySpan<LiveTopic> topics)
    {
        foreach (var topic in topics) changed.Add(topic);
    }

    public Task<Reader> ReadAsync(Actor actor) => Reader.ReadAsync(db, actor, now);

    /// Counts something against a limit: once, though the act may be done again.
    public async Task CountAsync(Func<Task> count)
    {
        if (++counted <= tally.Counted) return;
        await count();
        tally.Counted++;
    }
}

/// What earlier tries of an act have counted.
sealed class Tally
{
    public int Counted { get; set; }
}
