using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace CommunityHub.Live;

/// The listeners of one topic, and its pace.
sealed class LiveBell(LiveTopic topic, TimeProvider clock, ILogger log)
{
    readonly Lock gate = new();
    ImmutableHashSet<LiveListener> listeners = [];
    bool resting, rungWhileResting;

    public LiveTopic Topic => topic;
    public bool IsClosed { get; private set; }
    public int Count => listeners.Count;

    /// Null when the bell was closed because its last listener left.
    public LiveListener? TryAdd(Func<Task> onChange, Action<LiveBell> forget)
    {
        lock (gate)
        {
            if (IsClosed) return null;
            var listener = new LiveListener(topic, onChange, log, left => Remove(left, forget));
            listeners = listeners.Add(listener);
            return listener;
        }
    }

    public void Ring()
    {
        lock (gate)
        {
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
            foreach (var listener in listeners) listener.Ring();

            await Task.Delay(topic.Pace, clock).ConfigureAwait(false);
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

    void Remove(LiveListener listener, Action<LiveBell> forget)
    {
        lock (gate)
        {
            listeners = listeners.Remove(listener);
            IsClosed = listeners.IsEmpty;
        }
        forget(this);
    }
}
