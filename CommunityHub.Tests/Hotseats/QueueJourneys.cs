using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.Playwright;

namespace CommunityHub.Tests.Hotseats;

/// What facilitators do with the queue, and what members see of it, two at a time.
public sealed class QueueJourneys(Browsers browsers)
{
    [Fact]
    public async Task Ada_merges_two_questions_and_Bo_watches_them_become_one_and_two_again()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        await town.AskAsync("bo", id, "Who pays for a ramp?");
        await town.AskAsync("cy", id, "Who pays for ramps?");
        await using var ada = await SignedInAsync("ada");
        await using var bo = await SignedInAsync("bo");
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.IsConnectedAsync();
        await ada.GoesToAsync($"/hotseats/{id}/console");
        await ada.IsConnectedAsync();

        await ada.TicksForAsync("Choose", "Who pays for a ramp?");
        await ada.TicksForAsync("Choose", "Who pays for ramps?");
        await ada.PressesAsync("Merge the chosen 2");
        await ada.SeesTitleAsync("Make them one question");
        await ada.FindsNoBarrierAsync();
        await ada.PicksAsync("Who pays for a ramp?");
        await ada.PressesAsync("Merge the 2");

        await ada.SeesInAsync("merged", "is part of “Who pays for a ramp?”");
        await bo.SeesAsync("Bo Lindqvist and Cy Morrow");
        await bo.SeesNoMoreAsync("Who pays for ramps?");
        await ada.FindsNoBarrierAsync();

        await ada.PressesForAsync("Undo the merge", "Who pays for ramps?");
        await ada.SeesAsync("They are two questions again. Their askers are told.");
        await bo.PressesAsync("Show 1 new question");
        await bo.SeesAsync("Who pays for ramps?");
    }

    [Fact]
    public async Task Questions_are_merged_and_a_merge_is_undone_without_JavaScript()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        var one = await town.AskAsync("bo", id, "Who pays for a ramp?");
        await town.AskAsync("cy", id, "Who pays for ramps?");
        await town.AskAsync("gus", id, "Is there a form?");
        await using var ada = await SignedInAsync("ada", javaScript: false);
        await ada.GoesToAsync($"/hotseats/{id}/console");

        await ada.TicksForAsync("Choose", "Who pays for a ramp?");
        await ada.PressesAsync("Merge the chosen");
        await ada.SeesAsync("Choose one more that asks the same.");
        await ada.FollowsForAsync("Add it", "Who pays for ramps?"); // suggested: it says nearly the same
        await ada.PicksAsync("Who pays for a ramp?");
        await ada.PressesAsync("Merge the 2");
        await ada.SeesInAsync("merged", "is part of “Who pays for a ramp?”");
        Assert.Equal(2, (await town.ReadAsync(id)).Votes.Of(one));

        await ada.PressesForAsync("Undo the merge", "Who pays for ramps?");
        await ada.SeesInAsync("merged", "Nothing is merged.");
        Assert.Equal(3, (await town.ReadAsync(id)).Room.Questions.Count);
    }

    async Task<Town> TownAsync() => new(await browsers.ServicesAsync());

    async Task<Visitor> SignedInAsync(string who, bool javaScript = true, ColorScheme colours = ColorScheme.Light, bool phone = false)
    {
        var visitor = await browsers.OpenAsync("/account/login", javaScript, colours, phone: phone);
        await visitor.SignsInAsync(Town.AddressOf(who));
        return visitor;
    }
}
