using CommunityHub.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommunityHub.Tests.Live;

public sealed class SharedPartsTests : IDisposable
{
    readonly ServiceProvider services = new ServiceCollection().AddLogging().BuildServiceProvider(validateScopes: true);
    readonly SharedParts parts;

    public SharedPartsTests() => parts = new SharedParts(services.GetRequiredService<IServiceScopeFactory>(), NullLoggerFactory.Instance);

    [Fact]
    public void What_shows_the_same_is_drawn_once_and_what_shows_something_else_is_not_taken_for_it()
    {
        var (room, other) = (new object(), new object());

        var first = Draw(room, sort: 1, "One room");
        var again = Draw(room, sort: 1, "never asked");

        Assert.Equal("<p>One room</p>", first.Value);
        Assert.Same(first.Value, again.Value);
        Assert.Equal("<p>Sorted</p>", Draw(room, sort: 2, "Sorted").Value);
        Assert.Equal("<p>Other</p>", Draw(other, sort: 1, "Other").Value);
    }

    [Fact]
    public void Words_of_members_are_written_as_words() =>
        Assert.Equal("<p>&lt;b&gt;</p>", Draw(new object(), 1, "<b>").Value);

    public void Dispose() => services.Dispose();

    MarkupString Draw(object of, int sort, string words) =>
        parts.Of<Part>(of, sort, ResourceAssetCollection.Empty, () => new() { [nameof(Part.Words)] = words });

    sealed class Part : ComponentBase
    {
        [Parameter] public string Words { get; set; } = "";

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "p");
            builder.AddContent(1, Words);
            builder.CloseElement();
        }
    }
}
