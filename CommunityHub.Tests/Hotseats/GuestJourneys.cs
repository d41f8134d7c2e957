using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Hotseats;

public sealed class GuestJourneys(Browsers browsers)
{
    [Fact]
    public async Task A_guest_comes_by_a_link_on_a_phone_answers_and_is_gone_when_it_is_withdrawn()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live, title: "Ask Ama about payroll");
        await town.AskAsync("bo", id, "Who pays for a ramp?");
        await town.AskAsync("cy", id, "And for a rail?");
        await using var ada = await browsers.SignedInAsync("ada");
        await ada.GoesToAsync($"/hotseats/{id}/panel");
        await ada.TypesAsync("Name", "Ama Serwaa");
        await ada.TypesAsync("Mail address", "ama@guests.test");
        await ada.PressesAsync("Send the personal link");
        await ada.SeesAsync("The link is on its way to ama@guests.test.");
        await ada.FindsNoBarrierAsync();

        await using var ama = await browsers.OpenAsync(new Uri(await ada.ReadsBoxAsync("The personal link")).PathAndQuery, phone: true);
        await ama.SeesTitleAsync("Hello Ama. This is your desk.");
        await ama.FindsNoBarrierAsync();
        await ama.TypesAsync("The name the room sees", "Ama S.");
        await ama.TapsAsync("Open my desk");
        await ama.IsConnectedAsync();
        await ama.PressesForAsync("Answer this one", "Who pays for a ramp?");
        await ama.SeesAsync("You are answering");
        await ama.TypesAsync("Your answer", "The council does.");
        await ama.NeedsNoSidewaysScrollingAsync();
        await ama.FindsNoBarrierAsync();
        await ama.TapsAsync("Send my answer");
        await ama.SeesAsync("Choose a question to begin.");
        Assert.Equal("Ama S.", (await town.ReadAsync(id)).Room.Answered[0].Answer!.By);

        await ama.PressesForAsync("Answer this one", "And for a rail?");
        await ama.SeesAsync("You are answering");
        await ama.IsConnectedAsync();
        await ama.TypesAsync("Your answer", "You do, I fear");
        await ada.GoesToAsync($"/hotseats/{id}/panel");
        await ada.OpensAsync("Change the seat of Ama S.");
        await ada.PressesAsync("Withdraw the link of Ama S.");
        await ada.SeesAsync("Done.");

        await ama.SeesInAsync("gone", "You cannot read this page any more.");
        await ama.DoesNotSeeAsync("And for a rail?");
        await ama.KeepsAsync("You do, I fear");
        ama.MayNotKeepDrafts();

        await ada.OpensAsync("Erase this guest");
        await ada.TypesAsync("Why?", "They asked by mail.");
        await ada.PressesAsync("Erase what is kept of Ama S.");
        await ada.SeesAsync("Nothing has been erased.");
        await ada.HasTypedAsync("Why?", "They asked by mail.");
        await ada.FindsNoBarrierAsync();
        await ada.GoesToAsync($"/hotseats/{id}/panel");
        await ada.OpensAsync("Erase this guest");
        await ada.HasTypedAsync("Why?", "They asked by mail.");
        await ada.TypesAsync("Type the word “erase”, so that nobody does this by mistake", "erase");
        await ada.PressesAsync("Erase what is kept of Ama S.");
        await ada.SeesAsync("Erased. It cannot come back.");
        await ada.DoesNotSeeAsync("Ama S.");
    }

    [Fact]
    public async Task Without_JavaScript_a_guest_opens_the_link_and_answers_by_plain_forms()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live, title: "Ask Ben about payroll");
        var asked = await town.AskAsync("bo", id, "Who pays for a ramp?");
        var later = await town.AskAsync("bo", id, "And for a rail?");
        var panel = await browsers.SetAsync(all => Task.FromResult(all.GetRequiredService<HotseatPanel>()));
        var ada = await town.FindAsync("ada");
        var key = await panel.InviteAsync(ada, id, "Ben Okafor", "ben@guests.test", "Payroll clerk");

        await using var ben = await browsers.OpenAsync(HotseatPanel.GuestPath + key, javaScript: false);
        await ben.PressesAsync("Open my desk");
        await ben.PressesForAsync("Answer this one", "Who pays for a ramp?");
        await ben.SeesAsync("You are answering");
        await ben.TypesAsync("Your answer", "The council does.");
        await ben.PressesAsync("Send my answer");
        await ben.SeesAsync("Choose a question to begin.");
        Assert.NotNull((await town.ReadAsync(id)).Room.Find(asked)!.Answer);

        await ben.PressesForAsync("Answer this one", "And for a rail?");
        await ben.TypesAsync("Your answer", "You do, I fear.");
        await panel.RevokeAsync(ada, id, (await panel.ListAsync(ada, id, TestContext.Current.CancellationToken))!.Single(seat => seat.IsByLink).PersonId);
        await ben.PressesAsync("Send my answer");
        await ben.SeesTitleAsync("Your link has been withdrawn.");
        await ben.KeepsAsync("You do, I fear.");
        Assert.Null((await town.ReadAsync(id)).Room.Find(later)!.Answer);
        ben.Forgives("410");
    }

    [Fact]
    public async Task A_link_never_takes_the_place_of_somebodys_own_sign_in_without_a_word()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live, title: "Ask Cora about payroll");
        var panel = await browsers.SetAsync(all => Task.FromResult(all.GetRequiredService<HotseatPanel>()));
        var key = await panel.InviteAsync(await town.FindAsync("ada"), id, "Cora Lind", "cora@guests.test", null);

        await using var bo = await browsers.SignedInAsync("bo");
        await bo.GoesToAsync(HotseatPanel.GuestPath + key);
        await bo.SeesAsync("You are signed in as Bo Lindqvist in this browser.");
        await bo.GoesToAsync("/account");
        await bo.SeesTitleAsync("Your account");

        await bo.GoesToAsync(HotseatPanel.GuestPath + key);
        await bo.PressesAsync("Sign Bo out and open my desk");
        await bo.SeesAsync("Cora Lind");
        await bo.GoesToAsync("/account");
        await bo.SeesTitleAsync("There is no page here.");
        bo.Forgives("404");
    }

    async Task<Town> TownAsync() => new(await browsers.ServicesAsync());
}
