using System.Data;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Search;
using CommunityHub.Servers;
using CommunityHub.Vitals;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Data;

/// How everything is written: one after the other, in one transaction, and after the commit the bell.
public sealed class HubWrites(IDbContextFactory<HubDb> databases, LiveFeed live, TimeProvider clock)
{
    // Of two that collide one always gets through, so this many only where very many want the same.
    const int MostTries = 20;

    // As long as a database that restarts needs, and a person waits.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // SQLite takes one writer at a time: who waits here is next in line; who waits there sleeps 150 ms and tries again. On PostgreSQL those
    // of one server would only make each other begin anew (docs/decisions/0013-serializable-writes.md).
    readonly WriterQueue queue = new();

    // What the last in line left to the next. Nobody looks at it but whoever has the turn.
    SharedCommit? open;

    /// Nothing is saved and no bell rings when the act throws. When another server wrote the same at the same moment, or the line to the
    /// database broke, the act is done again from the start: it then finds what the other wrote, and answers as if it had come second. So
    /// an act changes nothing but its work. Those who stand in line share a commit (docs/decisions/0027-shared-commits.md).
    public Task<T> DoAsync<T>(Func<HubWork, Task<T>> act, CancellationToken cancel = default) => DoAsync(act, isLong: false, cancel);

    public Task DoAsync(Func<HubWork, Task> act, CancellationToken cancel = default) => DoAsync(Answering(act), isLong: false, cancel);

    /// An act that takes longer than a form: in a transaction of its own, so that nobody whose act is done waits for it.
    public Task<T> DoLongAsync<T>(Func<HubWork, Task<T>> act, CancellationToken cancel = default) => DoAsync(act, isLong: true, cancel);

    public Task DoLongAsync(Func<HubWork, Task> act, CancellationToken cancel = default) => DoAsync(Answering(act), isLong: true, cancel);

    static Func<HubWork, Task<bool>> Answering(Func<HubWork, Task> act) => async work =>
    {
        await act(work);
        return true;
    };

    async Task<T> DoAsync<T>(Func<HubWork, Task<T>> act, bool isLong, CancellationToken cancel)
    {
        var started = TimeProvider.System.GetTimestamp();
        var tally = new Tally();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await InLineAsync(act, tally, isLong || attempt > 1, cancel);
            }
            catch (Exception fault) when (attempt < MostTries && (fault is SharedCommitBrokenException || Collisions.IsOne(fault)))
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

    async Task<T> InLineAsync<T>(Func<HubWork, Task<T>> act, Tally tally, bool isAlone, CancellationToken cancel)
    {
        // Not on the circuit of whoever asks: one that has no time would keep everybody else waiting.
        var asked = Stopwatch.GetTimestamp();
        await queue.EnterAsync(isAlone, cancel).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        HubMeter.Waited(asked);
        var begun = Stopwatch.GetTimestamp();
        try
        {
            return await WithTurnAsync(act, tally, isAlone, cancel);
        }
        finally
        {
            HubMeter.Wrote(begun);
        }
    }

    async Task<T> WithTurnAsync<T>(Func<HubWork, Task<T>> act, Tally tally, bool isAlone, CancellationToken cancel)
    {
        var shared = open;
        open = null;
        T? result = default;
        ActRefusedException? refusal = null;
        try
        {
            shared ??= await BeginAsync(cancel);
            result = await shared.AddAsync(act, new HubWork(shared.Db, clock.GetUtcNow().UtcDateTime, tally));
        }
        catch (ActRefusedException undone)
        {
            refusal = undone;
        }
        catch (Exception fault)
        {
            await EndAsync(shared, fault);
            throw;
        }

        open = shared!;
        if (isAlone || !shared!.TakesMore || !queue.TryPass()) await CommitAsync(shared!);
        else await shared.DoneAsync();
        if (refusal is not null) ExceptionDispatchInfo.Throw(refusal.InnerException!);
        return result!;
    }

    async Task<SharedCommit> BeginAsync(CancellationToken cancel)
    {
        var db = await databases.CreateDbContextAsync(cancel);
        try
        {
            // As if there were one writer: who read what another changed meanwhile, begins anew.
            return new SharedCommit(db, await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancel));
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    // By the last of those who share it.
    async Task CommitAsync(SharedCommit shared)
    {
        open = null;
        Exception? broke = null;
        try
        {
            await SearchKeeping.CatchUpAsync(shared.Db, CancellationToken.None);
            var receipt = shared.Db.Database.IsNpgsql() ? await Bell.TellOthersAsync(shared.Db, live.Name, shared.Changed) : null;
            try
            {
                await shared.CommitAsync();
            }
            catch (Exception fault) when (LostLine.IsOne(fault))
            {
                // The word was sent, and no answer came: it may be done.
                if (!await LostLine.HasCommittedAsync(databases, receipt, Patience)) throw;
            }
            live.Announce([.. shared.Changed]);
        }
        catch (Exception fault)
        {
            broke = fault;
            throw;
        }
        finally
        {
            await EndAsync(shared, broke);
        }
    }

    // What is not committed is undone. Answers all, and gives the turn to the next.
    async Task EndAsync(SharedCommit? shared, Exception? fault)
    {
        try
        {
            if (shared is not null) await shared.DisposeAsync();
        }
        finally
        {
            shared?.End(fault);
            queue.Leave();
        }
    }

    /// Upkeep of the file itself, while nobody writes and outside of any transaction.
    public async Task<T> WhileNobodyWritesAsync<T>(Func<HubDb, Task<T>> upkeep)
    {
        await queue.EnterAsync(isAlone: true).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            return await upkeep(db);
        }
        finally
        {
            queue.Leave();
        }
    }
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
