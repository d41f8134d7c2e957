namespace CommunityHub.Tests.Support;

/// A circuit that has no time: what is posted to it never runs.
sealed class Stuck : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) { }

    /// Begins something there, and comes back.
    public static Task In(Func<Task> begin)
    {
        var before = Current;
        SetSynchronizationContext(new Stuck());
        try { return begin(); }
        finally { SetSynchronizationContext(before); }
    }
}
