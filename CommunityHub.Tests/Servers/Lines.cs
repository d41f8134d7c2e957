using CommunityHub.Servers;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Servers;

/// A server's line to the others, for as long as it is not disposed.
sealed class Lines : IAsyncDisposable
{
    readonly CancellationTokenSource stop = new();
    readonly Task running;

    Lines(Task running, CancellationTokenSource stop) => (this.running, this.stop) = (running, stop);

    public static async Task<Lines> OpenAsync(TestHub hub)
    {
        var stop = new CancellationTokenSource();
        var line = hub.Get<ServerLine>();
        var lines = new Lines(line.RunAsync(stop.Token), stop);
        await line.FirstAsync.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        if (running.IsCompleted) return;
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }
}

static class Patience
{
    /// Until it is so.
    public static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await isSo())
        {
            Assert.False(patience.IsCancellationRequested, $"Not within 20 s: {what}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public static Task UntilAsync(Func<bool> isSo, string what) => UntilAsync(() => Task.FromResult(isSo()), what);
}
