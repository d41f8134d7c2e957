using LiveCost.Live;
using LiveCost.Room;
using Microsoft.AspNetCore.Components;

namespace LiveCost.Shapes;

/// The one part of the page that listens; what is in it gets immutable records.
public abstract class LiveIsland : ComponentBase, IDisposable
{
    IDisposable[] listening = [];

    [Inject] internal HotRoom Room { get; set; } = default!;

    protected Words Words { get; private set; } = default!;
    protected Votes Votes { get; private set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            listening = [Room.WordsTopic.Listen(() => RefreshAsync(ReadWordsAsync)), Room.VotesTopic.Listen(() => RefreshAsync(ReadVotesAsync))];
        }
        await ReadWordsAsync();
        await ReadVotesAsync();
    }

    Task RefreshAsync(Func<Task> read) => InvokeAsync(async () =>
    {
        await read();
        StateHasChanged();
    });

    async Task ReadWordsAsync() => Words = await Room.WordsSnapshot.GetAsync();
    async Task ReadVotesAsync() => Votes = await Room.VotesSnapshot.GetAsync();

    public void Dispose()
    {
        foreach (var one in listening) one.Dispose();
        GC.SuppressFinalize(this);
    }
}
