using CommunityHub.Forums;
using CommunityHub.Hotseats;
using CommunityHub.Tests.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.App;

/// Pages kept as bytes for visitors.
public sealed class SharedPagesTests(TestSite site) : IClassFixture<TestSite>
{
    Town Town { get { site.StartServer(); return new Town(site.Services); } }

    [Theory]
    [InlineData("/")]
    [InlineData("/communities")]
    [InlineData("/communities/housing-repairs/discussions")]
    public async Task A_page_without_a_form_gives_a_visitor_no_cookie_and_no_token(string address)
    {
        using var visitor = new HttpVisitor(site);

        using var answer = await visitor.GetAsync(address);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.True(answer.Headers.CacheControl!.NoCache);
        Assert.DoesNotContain("Component-State", page, StringComparison.Ordinal);
        Assert.EndsWith("</html>", page.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_with_a_form_stays_its_readers_own()
    {
        using var visitor = new HttpVisitor(site);

        using var answer = await visitor.GetAsync("/account/login");

        Assert.True(answer.Headers.Contains("Set-Cookie"));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_live_room_is_never_kept()
    {
        var id = await Town.HotseatAsync(HotseatState.Live, Hotseats.Town.Open);
        using var visitor = new HttpVisitor(site);

        using var answer = await visitor.GetAsync($"/hotseats/{id}");

        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Contains("<!--Blazor:", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changes_is_on_the_next_page_and_a_chosen_zone_has_a_page_of_its_own()
    {
        using var visitor = new HttpVisitor(site);
        var before = await visitor.ReadAsync("/");
        Assert.Equal(before, await visitor.ReadAsync("/"));

        await Town.HotseatAsync(HotseatState.Live, Hotseats.Town.Open, title: "Mould after the retrofit");
        var after = await visitor.ReadAsync("/");
        Assert.Contains("Mould after the retrofit", after, StringComparison.Ordinal);

        using var elsewhere = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", "zone=Asia/Tokyo" } } });
        Assert.NotEqual(after, await elsewhere.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_discussion_is_kept_for_visitors_until_somebody_writes_in_it()
    {
        var bo = await Town.FindAsync("bo");
        var id = await site.Services.GetRequiredService<Discussions>().StartAsync(bo, Hotseats.Town.Open, new DiscussionForm(DiscussionKind.Talk, "Bell pushes", "Ours break."));
        using var visitor = new HttpVisitor(site);
        using var answer = await visitor.GetAsync($"/discussions/{id}");
        Assert.True(answer.Headers.CacheControl!.NoCache);
        Assert.False(answer.Headers.Contains("Set-Cookie"));

        await site.Services.GetRequiredService<DiscussionPosts>().PostAsync(bo, id, "The blue ones hold.");
        Assert.Contains("The blue ones hold.", await visitor.ReadAsync($"/discussions/{id}"), StringComparison.Ordinal);
    }
}
