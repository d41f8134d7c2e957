using System.Collections.Immutable;

namespace LiveCost.Live;

/// One thing that changes. Counts its versions and rings whoever listens, at once and then at most once in its pace.
sealed class Topic : IDisposable
{
    readonly Bell? own;
    readonly Pacing pacing;
    readonly TimeSpan pace;
    ImmutableHashSet<Listener> listeners = [];
    long version;

    public Topic(Pacing pacing, TimeSpan pace)
    {
        (this.pacing, this.pace) = (pacing, pace);
        if (pacing != Pacing.Listener) own = new Bell(pace, RingAllAsync);
    }

    public long Version => Volatile.Read(ref version);

    /// Read before anybody is rung, so that a thousand circuits find the snapshot there and none waits for it.
    public Func<Task> ReadFirst { get; set; } = () => Task.CompletedTask;

    /// How long to rest after each fifty listeners, so that a change that is waited for more overtakes this one.
    public TimeSpan Rest { get; set; }

    public IDisposable Listen(Func<Task> onChange)
    {
        var listener = new Listener(onChange, pacing == Pacing.Listener ? pace : null, Forget);
        ImmutableInterlocked.Update(ref listeners, (all, one) => all.Add(one), listener);
        return listener;
    }

    public void Announce()
    {
        Interlocked.Increment(ref version);
        if (own is not null) own.Ring();
        else foreach (var listener in listeners) listener.Ring();
    }

    async Task RingAllAsync()
    {
        await ReadFirst();
        if (pacing == Pacing.TopicLanes) await (Rest > TimeSpan.Zero ? RingGentlyAsync([.. listeners]) : RingInLanesAsync([.. listeners]));
        else foreach (var listener in listeners)
        {
            if (pacing == Pacing.TopicInline) listener.Call();
            else listener.Queue();
        }
    }

    // A thousand work items at once would stand in the thread pool's queue before the first render batch is sent.
    static Task RingInLanesAsync(Listener[] all)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < all.Length;)
            {
                all[i].Call();
                if (i % 8 == 0) await Task.Yield();
            }
        })));
    }

    async Task RingGentlyAsync(Listener[] all)
    {
        foreach (var some in all.Chunk(50))
        {
            foreach (var listener in some) listener.Call();
            await Task.Delay(Rest);
        }
    }

    void Forget(Listener listener) => ImmutableInterlocked.Update(ref listeners, (all, one) => all.Remove(one), listener);

    public void Dispose() => own?.Dispose();
}
