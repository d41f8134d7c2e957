using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace CommunityHub.Live;

/// The listeners of one topic, and its pace.
sealed class LiveBell(LiveTopic topic, Hurry hurry, TimeProvider clock, ILogger log, Action<LiveBell> forget)
{
    const int FewInALane = 8;

    readonly Lock gate = new();
    ImmutableHashSet<LiveListener> listeners = [];
    bool resting, rungWhileResting;
    long rungAt; // by the first of what was not passed on yet

    public LiveTopic Topic => topic;
    public ILogger Log => log;
    public bool IsClosed { get; private set; }
    public int Count => listeners.Count;

    /// Null when the bell was closed because its last listener left.
    public LiveListener? TryAdd(Func<Task> onChange)
    {
        lock (gate)
        {
            if (IsClosed) return null;
            var listener = new LiveListener(this, onChange);
            listeners = listeners.Add(listener);
            return listener;
        }
    }

    public void Ring()
    {
        lock (gate)
        {
            if (rungAt == 0) rungAt = Stopwatch.GetTimestamp();
            if (resting)
            {
                rungWhileResting = true;
                return;
            }
            resting = true;
        }
        _ = RingAndRestAsync();
    }

    async Task RingAndRestAsync()
    {
        // The writer goes on; and nobody's ring waits for the writer's circuit to have time.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (true)
        {
            // The pace runs from the ring's beginning, however long it takes to reach everybody.
            var rest = Task.Delay(topic.Pace, clock);
            long since;
            lock (gate) (since, rungAt) = (rungAt, 0);
            if (topic.IsSlow) await RingInLanesAsync([.. listeners], since);
            else await RingInAHurryAsync([.. listeners], since);
            await rest;
            lock (gate)
            {
                if (!rungWhileResting)
                {
                    resting = false;
                    return;
                }
                rungWhileResting = false;
            }
        }
    }

    async Task RingInAHurryAsync(LiveListener[] all, long since)
    {
        hurry.Enter();
        try { await RingInLanesAsync(all, since); }
        finally { hurry.Leave(); }
    }

    // One lane for each processor, which steps back after a few: a thousand work items at once would stand in the thread pool's
    // queue before the first page is sent (docs/decisions/0002-live-cost.md).
    async Task RingInLanesAsync(LiveListener[] all, long since)
    {
        if (all.Length <= FewInALane)
        {
            foreach (var listener in all) listener.Ring(since);
            return;
        }
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < all.Length;)
            {
                if (topic.IsSlow && hurry.IsOn) await hurry.OverAsync();
                all[i].Ring(since);
                if (i % FewInALane == 0) await Task.Yield();
            }
        })));
    }

    public void Remove(LiveListener listener)
    {
        lock (gate)
        {
            listeners = listeners.Remove(listener);
            IsClosed = listeners.IsEmpty;
        }
        forget(this);
    }
}
