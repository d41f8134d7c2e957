namespace CommunityHub.Accounts;

/// So that nobody learns from the time of an answer whether an address is known.
static class SameTime
{
    static readonly TimeSpan Least = TimeSpan.FromMilliseconds(250);

    public static async Task KeepAsync(Func<Task> act)
    {
        var enough = Task.Delay(Least);
        try { await act(); }
        finally { await enough; }
    }
}
