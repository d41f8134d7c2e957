using CommunityHub.Tests.Support;
using Microsoft.Playwright;

namespace CommunityHub.Tests.Accounts;

public sealed class AccountJourneys(Browsers browsers)
{
    [Theory]
    [InlineData(true, ColorScheme.Light)]
    [InlineData(false, ColorScheme.Dark)]
    public async Task Somebody_joins_step_by_step_confirms_by_mail_and_changes_their_name(bool javaScript, ColorScheme colours)
    {
        var address = $"ira-{PublicId.New()}@demo.test";
        await using var ira = await browsers.OpenAsync("/account/join", javaScript, colours);
        await ira.TypesAsync("Your mail address", "not an address");
        await ira.PressesAsync("Continue");
        await ira.SeesAsync("One thing to put right");
        await FindsNoBarrierAsync(ira, javaScript);
        await ira.TypesAsync("Your mail address", address);
        await ira.PressesAsync("Continue");
        await ira.SeesAsync("What shall we call you?");
        await ira.TypesAsync("Your name", "Ira Novak");
        await ira.PressesAsync("Continue");
        await ira.SeesAsync("Where do you work?");
        await ira.PressesAsync("Back");
        await ira.SeesAsync("What shall we call you?");
        await ira.PressesAsync("Continue");
        await ira.PressesAsync("Continue");
        await ira.TypesAsync("Password", "short");
        await ira.PressesAsync("Join");
        await ira.SeesAsync("One thing to put right");
        await ira.TypesAsync("Password", "tea at half past four");
        await ira.PressesAsync("Join");
        await ira.SeesAsync("Look into your mail.");

        await ira.GoesToAsync("/dev/mail");
        await FindsNoBarrierAsync(ira, javaScript);
        await ira.FollowsAsync("Confirm your mail address");
        await ira.FollowsAsync("Open the link in this letter");
        await ira.SeesAsync("Hello Ira Novak.");
        await FindsNoBarrierAsync(ira, javaScript);
        await ira.PressesAsync("Yes, this is my address");
        await ira.SeesAsync("Thank you. Your mail address is confirmed.");

        await ira.SignsInAsync(address, "tea at half past four");
        await ira.GoesToAsync("/account");
        await FindsNoBarrierAsync(ira, javaScript);
        await ira.TypesAsync("Your name", "Ira Nowak");
        await ira.PressesAsync("Save");
        await ira.SeesAsync("Saved.");
        await ira.GoesToAsync("/account/devices");
        await ira.SeesAsync(", this one");
        await FindsNoBarrierAsync(ira, javaScript);
        await ira.GoesToAsync("/notices");
        await ira.SeesAsync("You have read everything.");
        await FindsNoBarrierAsync(ira, javaScript);
        await ira.SignsOutAsync();
    }

    // axe is a script.
    static Task FindsNoBarrierAsync(Visitor visitor, bool javaScript) => javaScript ? visitor.FindsNoBarrierAsync() : Task.CompletedTask;
}
