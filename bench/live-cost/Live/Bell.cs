using System.Threading.Channels;

namespace LiveCost.Live;

/// Rings at once, then holds its breath for the pace. Rings that come meanwhile fold into one.
sealed class Bell : IDisposable
{
    readonly Channel<byte> bell = Channel.CreateBounded<byte>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public Bell(TimeSpan pace, Func<Task> answer) => _ = Task.Run(() => AnswerAsync(pace, answer));

    public void Ring() => bell.Writer.TryWrite(0);

    public void Dispose() => bell.Writer.TryComplete();

    async Task AnswerAsync(TimeSpan pace, Func<Task> answer)
    {
        await foreach (var _ in bell.Reader.ReadAllAsync())
        {
            // The pace runs from the ring's beginning, however long it takes to reach everybody.
            var breath = Task.Delay(pace);
            await answer();
            await breath;
        }
    }
}
