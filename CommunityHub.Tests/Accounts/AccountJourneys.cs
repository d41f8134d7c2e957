using CommunityHub.Accounts;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CommunityHub.Tests.Accounts;

public sealed class AccountJourneys(Browsers browsers)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_agreed_to_an_older_privacy_text_is_told_until_they_have_read_the_new_one(bool phone)
    {
        const string Told = "How we treat what you tell us has changed.";
        var address = $"reader-{phone}@demo.test";
        var reader = await browsers.EnrolAsync(address, "Rae Reader");
        await browsers.LookAsync(db => db.PrivacyAcceptances.Where(a => a.PersonId == reader.PersonId)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Version, PrivacyText.Version - 1)));
        await using var rae = await browsers.SignedInAsync(address, phone: phone);
        await rae.GoesToAsync("/communities");
        await rae.SeesAsync(Told);
        await rae.FindsNoBarrierAsync();
        await rae.FitsAsync();
        await rae.TabsToAsync("I have read it");
        await rae.PressesKeyAsync("Enter");
        await rae.DoesNotSeeAsync(Told);
        await rae.SeesTitleAsync("Communities");
        await rae.GoesToAsync("/");
        await rae.DoesNotSeeAsync(Told);
    }

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
