using System.Globalization;
using System.Text.RegularExpressions;
using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.Playwright;

namespace CommunityHub.Tests.Hotseats;

/// The kit, seeds, a table of questions and a rehearsal, as people do it in browsers.
public sealed partial class KitJourneys(Browsers browsers)
{
    [Fact]
    public async Task Ada_makes_a_hotseat_with_one_form_and_Bo_finds_its_seeds()
    {
        await using var ada = await browsers.SignedInAsync("ada");
        await using var bo = await browsers.SignedInAsync("bo", javaScript: false);
        await ada.GoesToAsync($"/communities/{Town.Closed}/hotseats/new");
        await ada.TypesAsync("Title", "Seeds and silence");
        await ada.TypesAsync("Day", DateTime.UtcNow.AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await ada.TypesAsync("Starts at", "16:30");
        await ada.ChoosesAsync("The guest", "Gus Hallam, Harrowdale Council");
        await ada.TypesAsync("Seed questions", "What would you do first?\nAnd what never again?");
        await ada.PressesAsync("See what goes out, and when");
        await ada.SeesAsync("Reminder: in a week");
        await ada.SeesInAsync("kit", "It goes from 16:30 to 17:30.");
        await ada.FindsNoBarrierAsync();
        await ada.PressesAsync("Save it as a draft");
        await ada.ArrivesAtAsync(Console());
        var id = Console().Match(ada.Address).Groups[1].Value;
        await ada.SeesInAsync("kit", "To the guest, at once when you announce it.");
        await ada.PressesAsync("Announce it");
        await ada.SeesAsync("Questions are open");

        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.SeesInAsync("queue", "What would you do first?");
        await bo.SeesInAsync("queue", "Seed question");
        await bo.PressesForAsync("Me too", "What would you do first?");
        await bo.SeesInAsync("queue", "And what never again?");
    }

    [Fact]
    public async Task Ada_and_Gus_rehearse_and_afterwards_it_is_gone_from_his_open_page()
    {
        var town = new Town(await browsers.ServicesAsync());
        var id = await town.HotseatAsync(HotseatState.Collecting, title: "A room to try");
        await using var ada = await browsers.SignedInAsync("ada");
        await using var gus = await browsers.SignedInAsync("gus");
        await ada.GoesToAsync($"/hotseats/{id}/console");
        await ada.FollowsAsync("Rehearse…");
        await ada.FindsNoBarrierAsync();
        await ada.PressesAsync("Begin the rehearsal");
        await ada.SeesAsync("This is a rehearsal.");
        await ada.IsConnectedAsync();
        await ada.FindsNoBarrierAsync();

        await gus.GoesToAsync($"/hotseats/{id}/desk");
        await gus.FollowsAsync("Go to the rehearsal");
        await gus.SeesAsync("This is a rehearsal.");
        await gus.IsConnectedAsync();
        await ada.PressesAsync("End it and wipe it");
        await ada.SeesTitleAsync("A room to try");
        await gus.SeesAsync("You cannot read this page any more.");
    }

    [Fact]
    public async Task The_table_of_questions_fits_a_phone_and_has_no_barrier()
    {
        var town = new Town(await browsers.ServicesAsync());
        var id = await town.HotseatAsync(HotseatState.Collecting, title: "Questions in a table");
        await using var ada = await browsers.SignedInAsync("ada", colours: ColorScheme.Dark);
        await ada.GoesToAsync($"/hotseats/{id}/import");
        await ada.TypesAsync("Or paste them", "Question,Name\nWho pays?,Bo\n,Cy");
        await ada.PressesAsync("Look at them first");
        await ada.SeesAsync("1 question can come in, 1 line cannot");
        foreach (var width in new[] { 1280, 320 })
        {
            await ada.IsAsWideAsync(width);
            await ada.FitsAsync();
            await ada.FindsNoBarrierAsync();
        }
        await ada.PressesAsync("Bring in 1 question");
        await ada.SeesAsync("1 question is in.");
    }

    [GeneratedRegex("/hotseats/([a-z0-9]+)/console")]
    private static partial Regex Console();
}
