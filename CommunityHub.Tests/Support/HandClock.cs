namespace CommunityHub.Tests.Support;

/// A clock whose timers, too, go off only when a test moves it.
sealed class HandClock : TimeProvider
{
    readonly Lock gate = new();
    readonly List<HandTimer> waiting = [];
    DateTimeOffset now = new(2026, 3, 5, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Pass(TimeSpan time)
    {
        List<HandTimer> due;
        lock (gate)
        {
            now += time;
            due = waiting.FindAll(timer => timer.DueAt <= now);
            waiting.RemoveAll(due.Contains);
        }
        foreach (var timer in due) timer.GoOff();
    }

    /// Until exactly so many timers wait to go off.
    public async Task WaitsAsync(int timers)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (Count() != timers)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    int Count()
    {
        lock (gate) return waiting.Count;
    }

    sealed class HandTimer(HandClock clock, Action goOff) : ITimer
    {
        public DateTimeOffset DueAt { get; private set; }

        public void GoOff() => goOff();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.waiting.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                DueAt = clock.now + dueTime;
                clock.waiting.Add(this);
            }
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate) clock.waiting.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
