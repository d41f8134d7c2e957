using Bunit;
using CommunityHub.Live;
using CommunityHub.Web.Live;
using CommunityHub.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommunityHub.Tests.Live;

public sealed class PageEarsTests : IDisposable
{
    static readonly LiveTopic Topic = LiveTopic.Hotseat(7);

    readonly BunitContext page = new();
    readonly LiveFeed feed = new(NullLogger<LiveFeed>.Instance);

    public PageEarsTests()
    {
        page.Services.AddSingleton(feed);
        page.Services.AddScoped<PageEars>();
        page.Renderer.SetRendererInfo(new("Server", true));
    }

    [Fact]
    public async Task A_page_of_three_parts_listens_once_and_all_of_them_change()
    {
        var words = "As it was";
        var parts = Enumerable.Range(0, 3).Select(_ => Show(() => words)).ToList();
        Assert.Equal(1, feed.CountListeners(Topic));

        words = "As it is";
        feed.Announce(Topic);

        foreach (var part in parts) await part.WaitForAssertionAsync(() => Assert.Equal("As it is", part.Markup));
    }

    [Fact]
    public async Task What_changed_by_one_ring_is_drawn_in_one_drawing()
    {
        var words = "As it was";
        var (first, second) = (Show(() => words), Show(() => words));
        var sawTheOther = "";
        first.Instance.WhileDrawn = () => sawTheOther = second.Markup;
        second.Instance.WhileDrawn = () => sawTheOther = first.Markup;

        words = "As it is";
        feed.Announce(Topic);

        await second.WaitForAssertionAsync(() => Assert.Equal("As it is", second.Markup));
        Assert.Equal("As it was", sawTheOther); // the first of them was not out yet when the second was drawn
        Assert.Equal((2, 2), (first.RenderCount, second.RenderCount));
    }

    [Fact]
    public async Task A_part_that_takes_long_keeps_no_other_waiting()
    {
        var never = new TaskCompletionSource<string>();
        var words = "As it was";
        var slow = Show(() => words);
        var quick = Show(() => words);
        slow.Instance.Waits = never.Task;

        words = "As it is";
        feed.Announce(Topic);

        await quick.WaitForAssertionAsync(() => Assert.Equal("As it is", quick.Markup));
        Assert.Equal("As it was", slow.Markup);
        never.SetResult("At last");
        await slow.WaitForAssertionAsync(() => Assert.Equal("At last", slow.Markup));
    }

    [Fact]
    public async Task The_last_part_that_leaves_ends_the_listening()
    {
        Show(() => "Here");
        Show(() => "Here too");

        await page.DisposeComponentsAsync();

        Assert.Equal(0, feed.CountListeners(Topic));
    }

    public void Dispose() => page.Dispose();

    IRenderedComponent<Part> Show(Func<string> words) => page.Render<Part>(it => it.Add(part => part.Reads, () => Task.FromResult(words())));

    sealed class Part : LiveComponent
    {
        string words = "";

        [Parameter] public Func<Task<string>> Reads { get; set; } = default!;

        public Task<string>? Waits { get; set; }

        public Action? WhileDrawn { get; set; }

        protected override LiveTopic[] Topics => [Topic];

        protected override async Task<bool> LoadAsync(CancellationToken cancel)
        {
            var before = words;
            words = await (Waits ?? Reads());
            return words != before;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            DrawAlong();
            WhileDrawn?.Invoke();
            builder.AddContent(0, words);
        }
    }
}
