using System.Globalization;
using System.Text.RegularExpressions;
using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Hotseats;

public sealed partial class HotseatJourneys(Browsers browsers)
{
    [Fact]
    public async Task Ada_holds_a_hotseat_from_the_announcement_to_the_archive()
    {
        await using var ada = await browsers.SignedInAsync("ada");
        await using var bo = await browsers.SignedInAsync("bo");
        await using var cy = await browsers.SignedInAsync("cy");
        await using var gus = await browsers.SignedInAsync("gus");

        var id = await SchedulesAsync(ada, "Ramps: what really works?");
        await ada.PressesAsync("Announce it");
        await ada.SeesAsync("Questions are open");

        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.IsConnectedAsync();
        await ada.PressesAsync("Open the hotseat now");
        await bo.SeesAsync("Live now");

        await bo.TypesAsync("Your question", "Who pays for a ramp?");
        await bo.PressesAsync("Ask my question");
        await bo.SeesAsync("Your question is in.");
        await cy.GoesToAsync($"/hotseats/{id}");
        await cy.IsConnectedAsync();
        await cy.PressesForAsync("Me too", "Who pays for a ramp?");
        await ada.PressesAsync("Show 1 new question");
        await ada.SeesInAsync("queue", "2 me too");

        await ada.PressesForAsync("Answer next", "Who pays for a ramp?");
        await bo.SeesInAsync("now", "Who pays for a ramp?");

        await gus.GoesToAsync($"/hotseats/{id}/desk");
        await gus.SeesAsync("You are answering");
        await gus.TypesAsync("Your answer", "**We** do, up to a thousand pounds.");
        await gus.PressesAsync("Show how it will look");
        await gus.SeesInAsync("answer-form .prose", "We do, up to a thousand pounds.");
        await gus.PressesAsync("Send my answer");
        await gus.SeesAsync("Choose a question to begin.");

        await bo.PressesAsync("Show 1 new answer");
        await bo.SeesInAsync("answers", "We do, up to a thousand pounds.");

        await ada.PressesAsync("Run on 15 minutes");
        await ada.SeesAsync("It runs on for 15 minutes.");
        await ada.PressesAsync("Wrap up");
        await bo.SeesAsync("The hour is over. Answers still come in.");
        await ada.UnfoldsAsync("Archive now…");
        await ada.PressesAsync("Archive it for good");
        await ada.SeesAsync("It is over, and kept for good.");
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.SeesAsync("Finished. Kept for good");
    }

    [Fact]
    public async Task A_declined_asker_reads_why_without_a_reload()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        await town.AskAsync("bo", id, "Why is Mrs Ashworth so slow?");
        await using var ada = await browsers.SignedInAsync("ada");
        await using var bo = await browsers.SignedInAsync("bo");
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.IsConnectedAsync();

        await ada.GoesToAsync($"/hotseats/{id}/console");
        await ada.IsConnectedAsync(); // a menu opened before would close again
        await ada.OpensMoreForAsync("Mrs Ashworth");
        await ada.FollowsForAsync("Decline…", "Mrs Ashworth");
        await ada.TypesAsync("What you tell them", "Please ask it without her name.");
        await ada.PressesAsync("Decline it and tell them");

        await ada.ArrivesAtAsync(Console());
        await bo.SeesAsync("Please ask it without her name.");
    }

    [Fact]
    public async Task Those_who_are_coming_are_told_that_it_is_cancelled()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Collecting, title: "Rails and grab bars");
        await town.Sessions.ComeAsync(await town.FindAsync("bo"), id, true);
        await using var ada = await browsers.SignedInAsync("ada");
        await using var bo = await browsers.SignedInAsync("bo");
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.IsConnectedAsync();

        await ada.GoesToAsync($"/hotseats/{id}/cancel");
        await ada.SeesAsync("the one person who said they are coming");
        await ada.TypesAsync("Why", "Gus has lost his voice.");
        await ada.PressesAsync("Cancel this hotseat");

        await ada.ArrivesAtAsync(Console());
        await bo.SeesAsync("Gus has lost his voice.");
    }

    [Fact]
    public async Task The_session_is_run_by_keyboard_alone()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Draft);
        await using var ada = await browsers.SignedInAsync("ada");
        await ada.GoesToAsync($"/hotseats/{id}/console");
        await ada.IsConnectedAsync();

        await PressesByKeyAsync(ada, "Announce it");
        await ada.SeesAsync("Questions are open");
        await PressesByKeyAsync(ada, "Open the hotseat now");
        await ada.SeesAsync("Live now");

        await using var bo = await browsers.SignedInAsync("bo");
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.IsConnectedAsync();
        await bo.TabsToAsync("Your question");
        await bo.WritesAsync("Who pays for a ramp?");
        await bo.PressesKeyAsync("Control+Enter");
        await bo.SeesAsync("Your question is in.");

        await using var gus = await browsers.SignedInAsync("gus");
        await gus.GoesToAsync($"/hotseats/{id}/desk");
        await gus.IsConnectedAsync();
        await PressesByKeyAsync(gus, "Answer this one");
        await gus.SeesAsync("You are answering");
        await gus.TabsToAsync("Your answer");
        await gus.WritesAsync("The council does.");
        await PressesByKeyAsync(gus, "Send my answer");
        await gus.SeesAsync("Choose a question to begin.");

        await PressesByKeyAsync(ada, "Wrap up");
        await ada.SeesAsync("No new questions; answers go on.");
        Assert.Equal("The council does.", (await town.ReadAsync(id)).Room.Answered[0].Answer!.Text);
    }

    [Fact]
    public async Task The_guest_answers_on_a_phone_by_touch()
    {
        var town = await TownAsync();
        var id = await town.HotseatAsync(HotseatState.Live);
        var question = await town.AskAsync("bo", id, "Who pays for a ramp?");
        await town.Questions.AnswerNowAsync(await town.FindAsync("ada"), question);
        await using var gus = await browsers.SignedInAsync("gus", phone: true);

        await gus.GoesToAsync($"/hotseats/{id}/desk");
        await gus.FitsAsync();
        await gus.TypesAsync("Your answer", "The council does.");
        await gus.TapsAsync("Send my answer");
        await gus.SeesAsync("Choose a question to begin.");

        Assert.Equal("The council does.", (await town.ReadAsync(id)).Room.Find(question)!.Answer!.Text);
    }

    [Fact]
    public async Task Everything_works_without_JavaScript()
    {
        await using var ada = await browsers.SignedInAsync("ada", javaScript: false);
        await using var bo = await browsers.SignedInAsync("bo", javaScript: false);
        await using var gus = await browsers.SignedInAsync("gus", javaScript: false);

        var id = await SchedulesAsync(ada, "Rails: who does what?");
        await ada.PressesAsync("Announce it");
        await ada.PressesAsync("Open the hotseat now");
        await ada.SeesAsync("Live now");
        await bo.GoesToAsync($"/hotseats/{id}/text");
        await bo.FollowsAsync("Ask a question");
        await bo.TypesAsync("Your question, up to 1,000 letters", "Who pays for a rail?");
        await bo.PressesAsync("Ask my question");
        await bo.SeesAsync("Who pays for a rail?");
        await (await TownAsync()).AskAsync("cy", id, "And for a ramp?");
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.PressesForAsync("Me too", "And for a ramp?");
        await bo.SeesPressedAsync("2 ?Me too", "");

        await gus.GoesToAsync($"/hotseats/{id}/desk");
        await gus.PressesForAsync("Answer this one", "Who pays for a rail?");
        await gus.TypesAsync("Your answer", "The council does.");
        await gus.PressesAsync("Show how it will look");
        await gus.SeesInAsync("answer-form .prose", "The council does.");
        await gus.PressesAsync("Send my answer");
        await gus.SeesAsync("Choose a question to begin.");

        await ada.GoesToAsync($"/hotseats/{id}/console");
        await ada.TypesAsync("One line for everybody", "Thank you all.");
        await ada.PressesAsync("Show it");
        await ada.SeesAsync("The room reads: “Thank you all.”");
        await ada.PressesAsync("Wrap up");
        await ada.SeesAsync("No new questions; answers go on.");
        await ada.OpensAsync("Archive now…");
        await ada.PressesAsync("Archive it for good");
        await ada.SeesAsync("It is over, and kept for good.");
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.SeesInAsync("answers", "The council does.");
    }

    // In half an hour by the clock in London: its announced hour is near, so that it may run on.
    static async Task<string> SchedulesAsync(Visitor ada, string title)
    {
        var starts = TimeZoneInfo.ConvertTimeFromUtc(DateTime.UtcNow.AddMinutes(30), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        await ada.GoesToAsync($"/communities/{Town.Closed}/hotseats/new");
        await ada.TypesAsync("Title", title);
        await ada.TypesAsync("Day", starts.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await ada.TypesAsync("Starts at", starts.ToString("HH:mm", CultureInfo.InvariantCulture));
        await ada.ChoosesAsync("The guest", "Gus Hallam, Harrowdale Council");
        await ada.PressesAsync("Save it as a draft");
        await ada.ArrivesAtAsync(Console());
        return Console().Match(ada.Address).Groups[1].Value;
    }

    static async Task PressesByKeyAsync(Visitor who, string button)
    {
        await who.TabsToAsync(button);
        await who.PressesKeyAsync("Enter");
    }

    async Task<Town> TownAsync() => new(await browsers.ServicesAsync());

    [GeneratedRegex("/hotseats/([a-z0-9]+)/console")]
    private static partial Regex Console();
}
