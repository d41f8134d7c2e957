namespace CommunityHub.Live;

/// Rings that may not wait: words. While one is under way, the slow ones (votes, who is here) stand aside.
sealed class Hurry
{
    readonly Lock gate = new();
    int under;
    TaskCompletionSource? over;

    public bool IsOn => Volatile.Read(ref under) > 0;

    public void Enter()
    {
        lock (gate)
        {
            if (under++ == 0) over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Leave()
    {
        lock (gate)
        {
            if (--under == 0) over!.SetResult();
        }
    }

    /// When none is under way.
    public Task OverAsync()
    {
        lock (gate) return under == 0 ? Task.CompletedTask : over!.Task;
    }
}
