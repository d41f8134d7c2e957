using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Hotseats;

/// A whole panel hotseat, from the announcement to the archive: the same steps with no more than a keyboard, and with a finger on a phone.
public sealed class WholeHotseatJourneys(Browsers browsers)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_panel_hotseat_is_held_by_keyboard_alone_and_on_phones(bool onPhones)
    {
        var town = new Town(await browsers.ServicesAsync());
        var id = await town.HotseatAsync(HotseatState.Draft, title: onPhones ? "Ask Gus and Ama on phones" : "Ask Gus and Ama by key");
        var panel = await browsers.SetAsync(all => Task.FromResult(all.GetRequiredService<HotseatPanel>()));
        var link = HotseatPanel.GuestPath + await panel.InviteAsync(await town.FindAsync("ada"), id, "Ama Serwaa", $"{Guid.NewGuid():N}@guests.test", "Payroll clerk for twenty years");
        await using var ada = await SignedInAsync("ada", onPhones);
        await using var bo = await SignedInAsync("bo", onPhones);
        await using var gus = await SignedInAsync("gus", onPhones);
        await using var ama = await browsers.OpenAsync(link, phone: onPhones);

        await GoesAsync(ada, $"/hotseats/{id}/console");
        await DoesAsync(ada, "Announce it");
        await ada.SeesAsync("Announced.");
        await DoesAsync(ama, "Open my desk");
        await ama.SeesAsync("Choose a question to begin.");
        await DoesAsync(ama, "Write a standby answer");
        await ama.SeesTitleAsync("Write a standby answer");
        await WritesAsync(ama, "What it is about", "Nights");
        await WritesAsync(ama, "Your answer", "Ring me, at any hour.");
        await DoesAsync(ama, "Keep it ready");
        await ama.SeesInAsync("standby", "Nights");

        // Two ask the same. Bo asks without a name, which appears for the others in a while, and wants a third one too.
        foreach (var (who, words) in new[] { ("bo", "Who pays for a ramp?"), ("cy", "Who pays for ramps?"), ("cy", "Is there a form?") }) await town.AskAsync(who, id, words);
        await GoesAsync(bo, $"/hotseats/{id}");
        await WritesAsync(bo, "Your question", "What if I cannot go on?");
        await ChoosesNoNameAsync(bo);
        await DoesAsync(bo, "Ask my question");
        await bo.SeesInAsync("queue", Unseen);
        await DoesAsync(bo, "Me too", "Is there a form?");
        await bo.SeesPressedAsync("2 ?Me too", "");

        await DoesAsync(ada, "Open the hotseat now");
        await ada.SeesAsync("You are live.");
        await GoesAsync(ada, $"/hotseats/{id}/console");
        await PicksAsync(ada, "Who pays for a ramp?");
        await PicksAsync(ada, "Who pays for ramps?");
        await DoesAsync(ada, "Merge the chosen 2");
        await ada.SeesTitleAsync("Make them one question");
        await DoesAsync(ada, "Merge the 2");
        await ada.SeesInAsync("merged", "is part of");
        await DoesAsync(ada, "Hand out…", "Is there a form?");
        await ada.SeesTitleAsync("Who answers this question?");
        await DoesAsync(ada, "Hand it to Ama");

        await ama.SeesInAsync("mine", "Handed to you by Ada.");
        await AnswersAsync(ama, "Is there a form?", "Form 7.");
        await GoesAsync(gus, $"/hotseats/{id}/desk");
        await AnswersAsync(gus, "Who pays for", "The council does.");
        if (onPhones) await town.AppearsAsync(id);
        await bo.SeesNoMoreAsync(Unseen); // or by itself, within twenty seconds after he asked
        await GoesAsync(ama, $"/hotseats/{id}/desk");
        await DoesAsync(ama, "Answer this one", "What if I cannot go on?");
        await ama.SeesAsync("You are answering");
        await DoesAsync(ama, "Release");
        await ama.SeesAsync("Released: it is the answer now.");
        await ama.FindsNoBarrierAsync();

        await GoesAsync(ada, $"/hotseats/{id}/console");
        await DoesAsync(ada, "Wrap up");
        await ada.SeesAsync("Wrapping up. No new questions come in.");
        await DoesAsync(ada, "Archive now…");
        await DoesAsync(ada, "Archive it for good");
        await ada.SeesAsync("Archived.");
        await ada.FindsNoBarrierAsync();
        await bo.GoesToAsync($"/hotseats/{id}");
        foreach (var answer in new[] { "Form 7.", "The council does.", "Ring me, at any hour." }) await bo.SeesInAsync("answers", answer);
        await bo.NeedsNoSidewaysScrollingAsync();
        await bo.FindsNoBarrierAsync();
        Assert.Equal(["A member", "Bo Lindqvist and Cy Morrow", "Cy Morrow"], (await town.ReadAsync(id)).Room.Answered.Select(row => row.AskedBy).Order(StringComparer.Ordinal));

        Task DoesAsync(Visitor who, string name, string what = "") => onPhones ? who.TapsOnAsync(name, what) : ByKeyAsync(who, name, what);
        Task WritesAsync(Visitor who, string label, string words) => onPhones ? who.TypesAsync(label, words) : TypesByKeyAsync(who, label, words);
        Task PicksAsync(Visitor who, string what) => onPhones ? who.TicksForAsync("Choose", what) : ByKeyAsync(who, "Choose", what, "Space");
        Task ChoosesNoNameAsync(Visitor who) => onPhones ? who.PicksAsync("No name in the room") : NamelessByKeyAsync(who);
        async Task AnswersAsync(Visitor who, string question, string words)
        {
            await DoesAsync(who, "Answer this one", question);
            await who.SeesAsync("You are answering");
            await WritesAsync(who, "Your answer", words);
            await DoesAsync(who, "Send my answer");
            await who.SeesAsync("Choose a question to begin.");
        }
    }

    const string Unseen = "Only you see it so far.";

    static async Task ByKeyAsync(Visitor who, string name, string what = "", string key = "Enter")
    {
        await who.TabsToAsync(name, what);
        await who.PressesKeyAsync(key);
    }

    static async Task TypesByKeyAsync(Visitor who, string label, string words)
    {
        await who.TabsToAsync(label);
        await who.WritesAsync(words);
    }

    static async Task NamelessByKeyAsync(Visitor who)
    {
        await who.TabsToAsync("With my name");
        await who.PressesKeyAsync("ArrowDown");
        await who.PressesKeyAsync("ArrowDown");
    }

    static async Task GoesAsync(Visitor who, string address)
    {
        await who.GoesToAsync(address);
        await who.IsConnectedAsync();
    }

    async Task<Visitor> SignedInAsync(string who, bool phone)
    {
        var visitor = await browsers.OpenAsync("/account/login", phone: phone);
        await visitor.SignsInAsync(Town.AddressOf(who));
        return visitor;
    }
}
