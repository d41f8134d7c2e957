using CommunityHub.Accounts;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
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

    /// In plain forms, QR code and all.
    [Fact]
    public async Task Somebody_without_scripts_sets_up_a_second_step_and_uses_a_code_on_paper()
    {
        await browsers.EnrolAsync("sue@demo.test", "Sue");
        await using var sue = await browsers.OpenAsync("/account/login", javaScript: false);
        await sue.SignsInAsync("sue@demo.test");
        await sue.GoesToAsync("/account");
        await sue.FollowsAsync("Two steps to sign in");
        await sue.PressesAsync("Set it up");
        await sue.SeesAsync("Type this key into the app");
        var key = await browsers.LookAsync(db => db.SecondSteps.Where(s => s.Person.Name == "Sue").Select(s => s.Key).SingleAsync());
        await sue.SeesAsync(Totp.InWords(key));
        await sue.TypesAsync("Code that the app shows now", "1");
        await sue.PressesAsync("Turn it on");
        await sue.SeesAsync("One thing to put right");
        await sue.TypesAsync("Code that the app shows now", Totp.CodeAt(key, DateTime.UtcNow));
        await sue.PressesAsync("Turn it on");
        await sue.SeesAsync("Here are your ten codes");
        var paper = await sue.ReadsFirstAsync("li code");
        await sue.FollowsAsync("I have kept them");
        await sue.SeesAsync("10 of 10");
        await sue.SignsOutAsync();

        await sue.GivesPasswordAsync("sue@demo.test");
        await sue.SeesTitleAsync("The second step");
        await sue.TypesAsync("Code", paper);
        await sue.PressesAsync("Sign in");
        await sue.GoesToAsync("/account/two-step");
        await sue.SeesAsync("9 of 10");
        await sue.PressesAsync("Turn the second step off");
        await sue.SeesAsync("The second step is off.");
        await sue.SignsOutAsync();
        await sue.SignsInAsync("sue@demo.test");
    }
}
