using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityHub.Tests.Architecture;

/// E2 in a browser: R1, R12. The whole page, its title too; what was typed stays.
public sealed class LostRightJourneys(Browsers browsers, CanarySite fixture) : IClassFixture<CanarySite>, IAsyncDisposable
{
    readonly List<IBrowserContext> profiles = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var profile in profiles) await profile.DisposeAsync();
    }

    [Fact]
    public async Task A_member_who_is_removed_while_typing_keeps_the_words_and_nothing_else()
    {
        var place = fixture.Places[CommunityKind.Private];
        var rosa = await JoinAsync("rosa", place);
        var page = await OpenAsync("rosa", $"/hotseats/{place.Live}");
        await page.GetByLabel("Your question").FillAsync("How did you begin?");

        await fixture.Get<Memberships>().RemoveAsync(fixture.Actor("facilitator"), place.Id, rosa, "It was time.");

        await IsEmptyAsync(page);
        await Expect(page.GetByLabel("Your question")).ToHaveValueAsync("How did you begin?");
    }

    [Fact]
    public async Task A_page_does_not_become_that_of_whoever_signs_in_next_in_the_same_browser()
    {
        var place = fixture.Places[CommunityKind.ByRequest];
        await JoinAsync("sara", place);
        await fixture.Site.EnrolAsync("tess@canary.test", "tess");
        var page = await OpenAsync("sara", $"/hotseats/{place.Live}");

        var second = new Visitor(await page.Context.NewPageAsync());
        await second.GoesToAsync("/");
        await second.SignsOutAsync();
        await second.SignsInAsync("tess@canary.test");

        await IsEmptyAsync(page);
        await Expect(page.Locator("body")).Not.ToContainTextAsync("tess");
    }

    // Not one word of any community in the whole document.
    async Task IsEmptyAsync(IPage page)
    {
        await Expect(page.GetByText("You cannot read this page any more")).ToBeVisibleAsync(new() { Timeout = 5000 });
        await Expect(page).Not.ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("[a-z]{20}"));
        var all = await page.ContentAsync();
        Assert.Empty(fixture.Canaries.Where(canary => all.Contains(canary.Word, StringComparison.OrdinalIgnoreCase)).Select(canary => canary.ToString()));
    }

    async Task<IPage> OpenAsync(string name, string address)
    {
        var profile = await browsers.NewProfileAsync(new() { BaseURL = fixture.Site.Address.ToString() });
        profiles.Add(profile);
        await Browsers.SignInAsync(profile, fixture.Site, $"{name}@canary.test");
        var page = await profile.NewPageAsync();
        await page.GotoAsync(address);
        await Expect(page.Locator("[data-live]").First).ToBeAttachedAsync();
        return page;
    }

    async Task<string> JoinAsync(string name, Place place)
    {
        var person = await fixture.Site.EnrolAsync($"{name}@canary.test", name);
        return await fixture.Get<HubWrites>().DoAsync(work =>
        {
            work.Db.Add(Membership.Begin(place.Id, person.PersonId!.Value, work.Now));
            work.Announce(LiveTopic.CommunityRights(place.Id));
            return work.Db.People.Where(p => p.Id == person.PersonId).Select(p => p.PublicId).SingleAsync();
        });
    }
}
