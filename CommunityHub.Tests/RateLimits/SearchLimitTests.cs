using CommunityHub.People;
using CommunityHub.Search;
using CommunityHub.Tests.Hotseats;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.RateLimits;

/// L5 for searching. The clock of the hub stands at Thursday 5 March 2026, 09:00 UTC.
public sealed class SearchLimitTests() : HotseatTest(new SqliteTestDatabase())
{
    private protected override bool IsLimited => true;

    Task<Findings> FindAsync(Actor actor, string? text, string? from = null) => Hub.Get<SiteSearch>().FindAsync(actor, new SearchAsk(text), from, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_sixty_first_search_in_a_minute_is_refused_and_the_page_without_words_is_not_counted()
    {
        for (var i = 0; i < 60; i++) await FindAsync(Cast.Bo, "cards");
        Assert.Equal("That was a lot at once. Try again at 09:01. Your text is kept.", await RefusedAsync(() => FindAsync(Cast.Bo, "cards")));
        Assert.True((await FindAsync(Cast.Bo, null)).IsBlank);
        await FindAsync(Cast.Cy, "cards");

        Hub.Clock.Pass(TimeSpan.FromMinutes(1));
        await FindAsync(Cast.Bo, "cards");
    }

    [Fact]
    public async Task Visitors_are_counted_by_their_address_of_the_network()
    {
        for (var i = 0; i < 120; i++) await FindAsync(Actor.Visitor, "cards", "198.51.100.7");
        Assert.Equal("That was a lot at once. Try again at 09:01. Your text is kept.", await RefusedAsync(() => FindAsync(Actor.Visitor, "cards", "198.51.100.7")));
        await FindAsync(Actor.Visitor, "cards", "198.51.100.8");
        await FindAsync(Cast.Bo, "cards", "198.51.100.7");
    }

    [Fact]
    public async Task The_page_says_when_to_try_again_and_keeps_what_was_typed()
    {
        await using var site = new TestSite();
        var visitor = new HttpVisitor(site);
        for (var i = 0; i < 120; i++) Assert.DoesNotContain("That was a lot at once.", await visitor.ReadAsync("/search?q=cards"), StringComparison.Ordinal);
        var page = await visitor.ReadAsync("/search?q=cards");
        Assert.Contains("That was a lot at once. Try again at ", page, StringComparison.Ordinal);
        Assert.Contains("value=\"cards\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Type a word or two.", page, StringComparison.Ordinal);
    }
}
