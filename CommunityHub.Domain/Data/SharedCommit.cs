using CommunityHub.Hotseats;
using CommunityHub.Live;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommunityHub.Data;

/// What several who stood in line write, in one transaction: one wait for the disk is for all of them ("group commit"). An act that throws
/// is undone to its savepoint and takes nothing of the others along; and none is answered before the commit.
sealed class SharedCommit : IAsyncDisposable
{
    const string Savepoint = "before_act";

    // So that who came first does not wait long for those who came last.
    const int MostActs = 8;

    readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly HashSet<LiveTopic> changed = [];
    readonly HubDb db;
    readonly IDbContextTransaction whole;
    int acts;

    public SharedCommit(HubDb db, IDbContextTransaction whole)
    {
        (this.db, this.whole) = (db, whole);
        db.Database.AutoSavepointsEnabled = false; // an act that cannot be saved is undone as a whole
    }

    public HubDb Db => db;

    /// What rings after the commit.
    public IReadOnlyCollection<LiveTopic> Changed => changed;

    public bool TakesMore => acts < MostActs;

    /// Another act after those that are in it already. What it throws comes out when it is undone.
    public async Task<T> AddAsync<T>(Func<HubWork, Task<T>> act, HubWork work)
    {
        // The first has the transaction to itself: where it throws, there is nothing to keep.
        if (acts > 0) await whole.CreateSavepointAsync(Savepoint);
        try
        {
            var result = await act(work);
            RehearsalSilence.Keep(db);
            await db.SaveChangesAsync(CancellationToken.None);
            changed.UnionWith(work.Changed);
            acts++;
            return result;
        }
        catch (Exception fault) when (acts > 0 && !Breaks(fault))
        {
            await whole.RollbackToSavepointAsync(Savepoint);
            throw new ActRefusedException(fault);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    // PostgreSQL takes nothing more in a transaction that met another; and on a broken line there is none.
    static bool Breaks(Exception fault) => Collisions.IsOne(fault) || LostLine.IsOne(fault);

    public Task CommitAsync() => whole.CommitAsync(CancellationToken.None);

    /// Answers all who share it.
    public void End(Exception? fault)
    {
        if (fault is null) done.SetResult();
        else done.SetException(new SharedCommitBrokenException(fault));
        _ = done.Task.Exception; // seen, also where nobody shares it
    }

    /// Until it is committed. Throws <see cref="SharedCommitBrokenException"/> where it was not: then nothing of any act is done.
    public Task DoneAsync() => done.Task;

    public async ValueTask DisposeAsync()
    {
        await whole.DisposeAsync();
        await db.DisposeAsync();
    }
}

/// An act threw and is undone; the others in its transaction stand.
sealed class ActRefusedException(Exception why) : Exception(why.Message, why);

/// Another's act, or the commit, took the whole transaction along.
sealed class SharedCommitBrokenException(Exception why) : Exception("What was shared with another's act was not written.", why);
