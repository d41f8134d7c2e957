using Bunit;
using CommunityHub.Live;
using CommunityHub.Web.Live;
using CommunityHub.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CommunityHub.Tests.Live;

public sealed class LiveComponentTests : IDisposable
{
    static readonly LiveTopic Topic = LiveTopic.Hotseat(7);

    readonly BunitContext circuit = new();
    readonly LiveFeed feed = new(NullLogger<LiveFeed>.Instance);

    public LiveComponentTests()
    {
        circuit.Services.AddSingleton(feed);
        circuit.Services.AddScoped<PageEars>();
        circuit.Renderer.SetRendererInfo(new("Server", true));
    }

    [Fact]
    public async Task What_takes_long_to_read_is_drawn_when_it_is_read_and_not_as_lost()
    {
        var words = new TaskCompletionSource<string?>();
        var part = circuit.Render<Part>(it => it.Add(p => p.Read, () => words.Task));
        Assert.Equal("", part.Markup);

        words.SetResult("Still there");

        await part.WaitForAssertionAsync(() => Assert.Equal("Still there", part.Markup));
        Assert.Equal(1, part.RenderCount);
    }

    [Fact]
    public async Task A_change_is_read_again_and_a_lost_right_empties_it()
    {
        var words = "As it was";
        var part = circuit.Render<Part>(it => it.Add(p => p.Read, () => Task.FromResult(words)!));
        words = "As it is";
        feed.Announce(Topic);
        await part.WaitForAssertionAsync(() => Assert.Equal("As it is", part.Markup));

        words = null;
        feed.Announce(Topic);

        await part.WaitForAssertionAsync(() => Assert.Equal("Gone", part.Markup));
    }

    /// F16.
    [Fact]
    public async Task While_the_database_is_away_it_shows_what_it_has_and_then_reads_again_by_itself()
    {
        var (words, isAway) = ("As it was", false);
        var tried = new TaskCompletionSource();
        var part = circuit.Render<Part>(it => it.Add(p => p.Read, () => isAway ? throw Away(tried) : Task.FromResult<string?>(words)));
        (words, isAway) = ("As it is", true);

        feed.Announce(Topic);

        await tried.Task.WaitAsync(TimeSpan.FromSeconds(10), Xunit.TestContext.Current.CancellationToken);
        Assert.Equal("As it was", part.Markup);
        isAway = false;
        await part.WaitForAssertionAsync(() => Assert.Equal("As it is", part.Markup), TimeSpan.FromSeconds(10));

        static NpgsqlException Away(TaskCompletionSource tried)
        {
            tried.TrySetResult();
            return new NpgsqlException("gone", new IOException());
        }
    }

    [Fact]
    public async Task Who_leaves_listens_no_more()
    {
        circuit.Render<Part>(it => it.Add(p => p.Read, () => Task.FromResult<string?>("Here")));
        Assert.Equal(1, feed.CountListeners(Topic));

        await circuit.DisposeComponentsAsync();

        Assert.Equal(0, feed.CountListeners(Topic));
    }

    public void Dispose() => circuit.Dispose();

    sealed class Part : LiveComponent
    {
        string? words;

        [Parameter] public Func<Task<string?>> Read { get; set; } = default!;

        protected override LiveTopic[] Topics => [Topic];

        protected override async Task<bool> LoadAsync(CancellationToken cancel)
        {
            words = await Read();
            return true;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, words ?? "Gone");
    }
}
