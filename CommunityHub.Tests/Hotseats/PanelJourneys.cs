using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Hotseats;

public sealed class PanelJourneys(Browsers browsers)
{
    [Fact]
    public async Task Two_guests_on_two_desks_share_the_questions_with_one_facilitator()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live, title: "Ask Gus and Ama");
        var (ramp, rail) = (await town.AskAsync("bo", id, "Who pays for a ramp?"), await town.AskAsync("cy", id, "And for a rail?"));
        await town.AskAsync("cy", id, "And for a lift?");
        await using var ada = await browsers.SignedInAsync("ada");
        await using var bo = await browsers.SignedInAsync("bo");
        await using var gus = await browsers.SignedInAsync("gus");
        await using var ama = await GuestAsync(town, id, "Ama Serwaa");
        await ada.GoesToAsync($"/hotseats/{id}/console");
        await bo.GoesToAsync($"/hotseats/{id}");
        await gus.GoesToAsync($"/hotseats/{id}/desk");
        foreach (var who in new[] { ada, bo, gus, ama }) await who.IsConnectedAsync();

        await ama.PressesForAsync("Answer this one", "Who pays for a ramp?");
        await ama.SeesAsync("You are answering");
        await bo.SeesInAsync("queue", "Ama is answering");
        await gus.SeesInAsync("queue", "Ama is answering");
        await ada.SeesInAsync("panel", "Is answering: Who pays for a ramp?");

        await ada.FollowsForAsync("Hand out…", "And for a rail?");
        await ada.PressesAsync("Hand it to Gus");
        await gus.SeesInAsync("mine", "Handed to you by Ada.");
        await ama.OpensAsync("Choose from the");
        await ama.SeesInAsync("queue", "Gus is answering");
        await gus.FindsNoBarrierAsync();
        await gus.PressesForAsync("Answer this one", "And for a rail?");
        await gus.SeesAsync("You are answering");
        await gus.TypesAsync("Your answer", "You do, I fear.");
        await gus.PressesAsync("Send my answer");
        await gus.SeesAsync("Choose a question to begin.");

        await ama.TypesAsync("Your answer", "The council does.");
        await ama.PressesAsync("Send my answer");
        await ama.SeesAsync("Choose a question to begin.");
        await ama.FollowsForAsync("Amend", "Who pays for a ramp?");
        await ama.SeesTitleAsync("Amend your answer");
        await ama.FindsNoBarrierAsync();
        await ama.TypesAsync("Your answer", "The council does, mostly.");
        await ama.PressesAsync("Amend my answer");
        await ama.SeesAsync("Your answer is amended.");

        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.SeesInAsync("answers", "The council does, mostly.");
        await bo.OpensAsync("Read what it said before");
        await bo.SeesInAsync("answers", "The council does.");
        await bo.FindsNoBarrierAsync();
        var room = (await town.ReadAsync(id)).Room;
        Assert.Equal(("Ama Serwaa", "Gus Hallam"), (room.Find(ramp)!.Answer!.By, room.Find(rail)!.Answer!.By));
    }

    [Fact]
    public async Task A_guest_prepares_claims_answers_releases_and_gives_back_by_keyboard_alone()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live, title: "Ask Ben by keyboard");
        await town.AskAsync("bo", id, "Who pays for a ramp?");
        await using var ben = await GuestAsync(town, id, "Ben Okafor");
        await ben.IsConnectedAsync();

        await ben.TabsToAsync("Write a standby answer");
        await ben.PressesKeyAsync("Enter");
        await ben.SeesTitleAsync("Write a standby answer");
        await ben.TabsToAsync("What it is about");
        await ben.WritesAsync("Ramps");
        await ben.TabsToAsync("Your answer");
        await ben.WritesAsync("The council pays.");
        await ben.FindsNoBarrierAsync();
        await PressesByKeyAsync(ben, "Keep it ready");
        await ben.SeesInAsync("standby", "Ramps");
        await ben.IsConnectedAsync();

        await PressesByKeyAsync(ben, "Keep it for me");
        await ben.SeesInAsync("mine", "You keep it for later.");
        await PressesByKeyAsync(ben, "Give it back");
        await ben.SeesInAsync("mine", "0");
        await PressesByKeyAsync(ben, "Answer this one");
        await ben.SeesAsync("You are answering");
        await ben.IsConnectedAsync();
        await ben.FindsNoBarrierAsync();
        await PressesByKeyAsync(ben, "Release");
        await ben.SeesAsync("Released: it is the answer now.");
        Assert.Equal("The council pays.", (await town.ReadAsync(id)).Room.Answered[0].Answer!.Text);
    }

    [Fact]
    public async Task The_desk_fits_from_a_phone_to_a_wide_screen_without_a_script_too()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live, title: "Ask Cora");
        foreach (var words in new[] { "Who pays for a ramp?", "And for a rail?", "And for a lift?" }) await town.AskAsync("bo", id, words);
        await using var cora = await GuestAsync(town, id, "Cora Lind", javaScript: false);
        await cora.PressesForAsync("Keep it for me", "And for a rail?");
        await cora.SeesInAsync("mine", "You keep it for later.");
        await cora.FollowsAsync("Write a standby answer");
        await cora.TypesAsync("What it is about", "Lifts");
        await cora.TypesAsync("Your answer", "The landlord does.");
        await cora.ChoosesAsync("The question it answers", "And for a lift?");
        await cora.PressesAsync("Keep it ready");
        await cora.PressesForAsync("Answer this one", "Who pays for a ramp?");
        await cora.SeesAsync("You are answering");
        foreach (var width in new[] { 320, 390, 1280, 1920 })
        {
            await cora.IsAsWideAsync(width);
            await cora.FitsAsync();
        }
        await cora.PressesForAsync("Release", "Lifts");
        await cora.SeesAsync("Released: it is the answer now.");
    }

    async Task<Visitor> GuestAsync(Town town, string id, string name, bool javaScript = true)
    {
        var panel = await browsers.SetAsync(all => Task.FromResult(all.GetRequiredService<HotseatPanel>()));
        var key = await panel.InviteAsync(await town.FindAsync("ada"), id, name, $"{Guid.NewGuid():N}@guests.test", "Payroll clerk for twenty years");
        var guest = await browsers.OpenAsync(HotseatPanel.GuestPath + key, javaScript);
        await guest.PressesAsync("Open my desk");
        await guest.SeesAsync("Choose a question to begin.");
        return guest;
    }

    static async Task PressesByKeyAsync(Visitor who, string button)
    {
        await who.TabsToAsync(button);
        await who.PressesKeyAsync("Enter");
    }

    async Task<Town> TownAsync() => new(await browsers.ServicesAsync());
}
