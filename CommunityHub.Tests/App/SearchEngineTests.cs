using CommunityHub.Communities;
using CommunityHub.Tests.Architecture;

namespace CommunityHub.Tests.App;

/// S13, P12.
public sealed class SearchEngineTests(CanarySite fixture) : IClassFixture<CanarySite>
{
    [Fact]
    public async Task Only_pages_that_anybody_may_read_are_for_search_engines()
    {
        var (open, closed) = (fixture.Places[CommunityKind.Open], fixture.Places[CommunityKind.ByRequest]);
        foreach (var address in new[] { "/", "/communities", "/help", "/accessibility", "/privacy", $"/communities/{open.Slug}", $"/hotseats/{open.Over}", $"/hotseats/{open.Live}" })
        {
            Assert.False(await IsKeptFromSearchAsync("anonymous", address), address);
            Assert.False(await IsKeptFromSearchAsync("anonymous", address), address + ", kept as bytes");
            Assert.True(await IsKeptFromSearchAsync("member", address), address + ", signed in");
        }
        foreach (var address in new[] { "/account/login", "/account/join", "/nothing-here", $"/communities/{closed.Slug}", $"/hotseats/{closed.Live}", $"/hotseats/{open.Over}/export.md", "/invitations/never-was", "/robots.txt", "/healthz", "/error" })
        {
            Assert.True(await IsKeptFromSearchAsync("anonymous", address), address);
        }
    }

    [Fact]
    public async Task Robots_are_told_what_to_leave_alone()
    {
        var robots = await fixture.As("anonymous").Http.ReadAsync("/robots.txt");

        Assert.StartsWith("User-agent: *\n", robots, StringComparison.Ordinal);
        Assert.Contains("Disallow: /invitations\n", robots, StringComparison.Ordinal);
        Assert.DoesNotContain("Disallow: /\n", robots, StringComparison.Ordinal);
        await fixture.ReadPubliclyAsync(false);
        Assert.Equal("User-agent: *\nDisallow: /\n", await fixture.As("anonymous").Http.ReadAsync("/robots.txt"));
        await fixture.ReadPubliclyAsync(true);
    }

    async Task<bool> IsKeptFromSearchAsync(string name, string address)
    {
        using var answer = await fixture.As(name).Http.GetAsync(address);
        return answer.Headers.TryGetValues("X-Robots-Tag", out var said) && said.Single().Contains("noindex", StringComparison.Ordinal);
    }
}
