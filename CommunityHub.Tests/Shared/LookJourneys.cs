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
        await using var ada = await browsers.OpenAsync("/account/login", colours: colours);

        await ada.SeesIconAsync(".button .icon");
        await ada.ReadsOurTypefaceAsync();
        await ada.FindsNoBarrierAsync();
    }
}
