using CommunityHub.Tests.Support;
using Microsoft.Playwright;

namespace CommunityHub.Tests.Shared;

// A visitor who leaves fails if the browser refused anything: so these prove the content policy too.
public sealed class LookJourneys(Browsers browsers)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_typeface_and_the_icons_arrive_under_the_content_policy(ColorScheme colours)
    {
        await using var ned = await browsers.OpenAsync("/not-found", colours: colours);

        await ned.SeesAsync("There is no page here.");
        await ned.SeesIconAsync(".tile svg");
        await ned.ReadsOurTypefaceAsync();
        await ned.FindsNoBarrierAsync();
    }

    [Fact]
    public async Task The_first_Tab_leads_past_the_masthead()
    {
        await using var ned = await browsers.OpenAsync("/not-found?asked=so");

        await ned.PressesKeyAsync("Tab");
        await ned.PressesKeyAsync("Enter");

        await ned.IsAtAsync("/not-found?asked=so#main");
    }
}
