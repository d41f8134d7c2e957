using CommunityHub.Forums;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using CommunityHub.Text;
using CommunityHub.Web.Forums;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommunityHub.Tests.Forums;

/// Posts drawn once for many: each reader finds the very page that is drawn for them alone.
public sealed class PostMarkupTests() : ForumTest(new SqliteTestDatabase())
{
    readonly PostMarkup markup = new(NullLoggerFactory.Instance);

    [Fact]
    public async Task Whoever_reads_finds_what_would_be_drawn_for_them_alone_also_after_all_the_others()
    {
        var id = await BusyAsync();
        foreach (var turn in new[] { 1, 2 })
        {
            foreach (var who in new[] { "ada", "bo", "cy", "dot", "gus", "fay", "ada" })
            {
                await AssertSameAsync(id, Cast.Named(who), $"{who}, turn {turn}");
            }
        }
    }

    [Fact]
    public async Task A_change_is_there_at_once_for_all()
    {
        var id = await BusyAsync();
        await AssertSameAsync(id, Cast.Gus, "before");
        foreach (var change in new Func<Task>[]
        {
            () => Posts.ThankAsync(Cast.Ada, id, 1, true),
            () => Hub.Get<PostReactions>().ReactAsync(Cast.Ada, id, 1, ReactionKind.Helpful, isOn: true),
            () => Discussions.MarkAnswerAsync(Cast.Bo, id, 3),
            () => Posts.RemoveAsync(Cast.Ada, id, 2, "Not kind."),
            () => Posts.RestoreAsync(Cast.Ada, id, 2),
            () => Discussions.LockAsync(Cast.Ada, id, true),
            () => Discussions.LockAsync(Cast.Ada, id, false),
        })
        {
            await change();
            await AssertSameAsync(id, Cast.Gus, "a member");
            await AssertSameAsync(id, Cast.Ada, "a facilitator");
        }
    }

    [Fact]
    public async Task What_is_one_persons_own_is_drawn_for_them_alone()
    {
        var id = await BusyAsync();
        Assert.Equal([2, 4], (await SharedAsync(id, Cast.Bo)).Keys.Order()); // theirs: 1 and 3
        await Posts.ThankAsync(Cast.Bo, id, 2, true);
        Assert.Equal([4], (await SharedAsync(id, Cast.Bo)).Keys);
        Assert.Equal([1, 2, 3], (await SharedAsync(id, Cast.Ada)).Keys.Order());
        Assert.Empty(await SharedAsync(await StartAsync(Cast.Open), Actor.Visitor));
    }

    [Fact]
    public async Task Each_reader_has_the_token_of_their_own_forms()
    {
        var id = await BusyAsync();
        foreach (var token in new[] { "the-token-of-one", "the-token-of-another" })
        {
            var drawn = string.Concat(await Task.WhenAll((await SharedAsync(id, Cast.Gus, token)).Values.Select(post => DrawAsync(post, token))));
            Assert.Contains($"value=\"{token}\"", drawn, StringComparison.Ordinal);
            Assert.DoesNotContain(token is "the-token-of-one" ? "another" : "token-of-one", drawn, StringComparison.Ordinal);
        }
    }

    async Task<string> BusyAsync()
    {
        var id = await StartAsync();
        await Posts.PostAsync(Cast.Gus, id, "We did, for a **year**.");
        await Posts.PostAsync(Cast.Bo, id, "How long was each call?");
        await Posts.PostAsync(Cast.Ada, id, "Twenty minutes.");
        await Posts.EditAsync(Cast.Ada, id, 4, "Twenty minutes, or thirty.", (await ViewAsync(Cast.Ada, id)).Posts[3].Version);
        await Posts.ThankAsync(Cast.Cy, id, 2, true);
        return id;
    }

    async Task AssertSameAsync(string id, Actor reader, string who)
    {
        if (await Reading.ReadAsync(reader, id, 1, TestContext.Current.CancellationToken) is not { } view) return;
        var mine = await Reading.ReadMineAsync(reader, view, TestContext.Current.CancellationToken);
        foreach (var (number, post) in await SharedAsync(id, reader))
        {
            var alone = await DrawAsync<WholePost>(new()
            {
                ["View"] = view,
                ["Mine"] = mine,
                ["Row"] = view.Posts.Single(row => row.Number == number),
                ["Zone"] = TimeZoneInfo.Utc,
                ["Now"] = Hub.Clock.GetUtcNow().UtcDateTime,
            });
            Assert.True(alone == await DrawAsync(post), $"Post {number} for {who}");
        }
    }

    async Task<IReadOnlyDictionary<int, RenderFragment>> SharedAsync(string id, Actor reader, string token = "a-token")
    {
        var view = await ViewAsync(reader, id);
        var mine = await Reading.ReadMineAsync(reader, view, TestContext.Current.CancellationToken);
        await using var request = Request(token);
        return await markup.ReadAsync(view, mine, new Dictionary<string, LinkCard>(), TimeZoneInfo.Utc, Hub.Clock.GetUtcNow().UtcDateTime, ResourceAssetCollection.Empty, request);
    }

    static Task<string> DrawAsync(RenderFragment part, string token = "a-token") => DrawAsync<CascadingValue<int>>(new() { ["ChildContent"] = part, ["Value"] = 1 }, token);

    static async Task<string> DrawAsync<T>(Dictionary<string, object?> with, string token = "a-token") where T : IComponent
    {
        await using var request = Request(token);
        await using var page = new HtmlRenderer(request, NullLoggerFactory.Instance);
        return await page.Dispatcher.InvokeAsync(async () => (await page.RenderComponentAsync<T>(ParameterView.FromDictionary(with))).ToHtmlString());
    }

    static ServiceProvider Request(string token) => new ServiceCollection().AddLogging().AddSingleton<AntiforgeryStateProvider>(new OneToken(token)).BuildServiceProvider();

    sealed class OneToken(string token) : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken GetAntiforgeryToken() => new(token, "__RequestVerificationToken");
    }
}
