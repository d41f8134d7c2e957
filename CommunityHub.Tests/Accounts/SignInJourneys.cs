using CommunityHub.Tests.Support;
using Microsoft.Playwright;

namespace CommunityHub.Tests.Accounts;

public sealed class SignInJourneys(Browsers browsers)
{
    [Theory]
    [InlineData(true, ColorScheme.Light)]
    [InlineData(false, ColorScheme.Dark)]
    public async Task Somebody_signs_in_with_a_password_and_out_again(bool javaScript, ColorScheme colours)
    {
        await browsers.EnrolAsync("bea@demo.test", "Bea Holt");
        await using var bea = await browsers.OpenAsync("/account/login", javaScript, colours);
        if (javaScript) await bea.FindsNoBarrierAsync();

        await bea.SignsInAsync("bea@demo.test");
        await bea.SignsOutAsync();
    }
}
