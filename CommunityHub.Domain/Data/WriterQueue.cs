namespace CommunityHub.Data;

/// Who writes, one at a time, in the order in which they came. Who has the turn can see to it that the next goes on where they stopped.
sealed class WriterQueue
{
    readonly Lock guard = new();
    readonly Queue<Waiter> waiting = new();
    bool isTaken;

    /// Until it is one's turn. One that is alone is never passed the turn by <see cref="TryPass"/>.
    public Task EnterAsync(bool isAlone, CancellationToken cancel = default)
    {
        Waiter mine;
        lock (guard)
        {
            if (!isTaken)
            {
                isTaken = true;
                return Task.CompletedTask;
            }
            waiting.Enqueue(mine = new Waiter(isAlone));
        }
        return mine.WaitAsync(cancel);
    }

    /// Gives the turn to the next, if there is one and they need not be alone. False: one still has it.
    public bool TryPass()
    {
        lock (guard)
        {
            DropGone();
            if (!waiting.TryPeek(out var next) || next.IsAlone) return false;
            waiting.Dequeue();
            return next.TryBegin() || TryPass();
        }
    }

    /// Whoever comes next begins anew.
    public void Leave()
    {
        lock (guard)
        {
            while (waiting.TryDequeue(out var next))
            {
                if (next.TryBegin()) return;
            }
            isTaken = false;
        }
    }

    void DropGone()
    {
        while (waiting.TryPeek(out var next) && next.IsGone) waiting.Dequeue();
    }

    sealed class Waiter(bool isAlone)
    {
        readonly TaskCompletionSource turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsAlone => isAlone;
        public bool IsGone => turn.Task.IsCompleted;

        public bool TryBegin() => turn.TrySetResult();

        public async Task WaitAsync(CancellationToken cancel)
        {
            await using var gone = cancel.Register(() => turn.TrySetCanceled(cancel));
            await turn.Task;
        }
    }
}
