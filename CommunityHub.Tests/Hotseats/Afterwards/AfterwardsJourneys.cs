using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Hotseats.Afterwards;

public sealed class AfterwardsJourneys(Browsers browsers)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_hour_left_open_is_given_out_seen_to_and_closed(bool javaScript)
    {
        var town = new Town(await browsers.ServicesAsync());
        var title = $"Left open {PublicId.New()}";
        var id = await town.HotseatAsync(HotseatState.Live, title: title);
        var question = $"Who mends lift {PublicId.New()}?";
        await town.AskAsync("cy", id, question);
        await town.Sessions.WrapUpAsync(await town.FindAsync("ada"), id);
        await using var ada = await browsers.SignedInAsync("ada", javaScript);
        await using var bo = await browsers.SignedInAsync("bo", javaScript);
        await using var cy = await browsers.SignedInAsync("cy", javaScript);

        await ada.GoesToAsync($"/hotseats/{id}/console");
        await ada.FollowsAsync("Give out follow-ups");
        await ada.SeesTitleAsync("Who sees to the rest?");
        await ada.TypesAsync("Or another member", "Nobody of that name");
        await ada.PressesAsync("Give them out");
        await ada.SeesInAsync($"n-{await IdAsync(town, id)}-error", "No member of this community has that name or mail address.");
        if (javaScript) await ada.FindsNoBarrierAsync();
        await ada.TypesAsync("Or another member", Town.AddressOf("bo"));
        await ada.PressesAsync("Give them out");
        await ada.SeesAsync("Given out.");
        await ada.IsAsWideAsync(320);
        await ada.FitsAsync();
        await town.Sessions.ArchiveAsync(await town.FindAsync("ada"), id);

        await cy.GoesToAsync("/notices");
        await cy.SeesAsync($"Your question in “{title}” was not answered in the hour. Bo Lindqvist sees to it");
        await bo.GoesToAsync($"/communities/{Town.Closed}/follow-ups");
        await bo.FollowsForAsync("Answer it", question[..20]);
        await bo.SeesTitleAsync("Your follow-up");
        await bo.TypesAsync("Your words", "The **landlord** does.");
        await bo.PressesAsync("Show how it will look");
        await bo.SeesInAsync("close-form .prose", "The landlord does.");
        if (javaScript) await bo.FindsNoBarrierAsync();
        await bo.IsAsWideAsync(320);
        await bo.FitsAsync();
        await bo.PressesAsync("Close it and tell them");
        await bo.ArrivesAtAsync(new("#a-"));
        await bo.SeesInAsync("answers", "The landlord does.");

        await cy.GoesToAsync("/notices");
        await cy.SeesAsync($"Your question in “{title}” has an answer now: {question}");
        await cy.GoesToAsync($"/communities/{Town.Closed}/follow-ups");
        await cy.DoesNotSeeAsync(question);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_question_too_large_becomes_a_topic_and_the_topic_a_hotseat(bool javaScript)
    {
        var town = new Town(await browsers.ServicesAsync());
        var question = $"How does everything hang together, {PublicId.New()}?";
        var id = await town.HotseatAsync(HotseatState.Live);
        await town.AskAsync("cy", id, question);
        await using var ada = await browsers.SignedInAsync("ada", javaScript);
        await using var bo = await browsers.SignedInAsync("bo", javaScript);

        await ada.GoesToAsync($"/hotseats/{id}/print");
        await ada.FollowsAsync("Too large for one answer?");
        await ada.PressesAsync("Put it on the list");
        await ada.SeesTitleAsync("Hotseat topics");
        await bo.GoesToAsync($"/communities/{Town.Closed}/topics");
        await bo.PressesForAsync("Me too", question);
        await bo.PressesForAsync("Take it back", question);
        await bo.PressesForAsync("Me too", question);
        if (javaScript) await bo.FindsNoBarrierAsync();
        await bo.IsAsWideAsync(320);
        await bo.FitsAsync();

        await ada.FollowsForAsync("Schedule a hotseat", question);
        await ada.SeesTitleAsync("Schedule a hotseat");
        await ada.TypesAsync("Day", DateTime.UtcNow.AddDays(9).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await ada.ChoosesAsync("The guest", "Gus Hallam, Harrowdale Council");
        await ada.PressesAsync("Save it as a draft");
        await ada.SeesTitleAsync(question);
        await ada.GoesToAsync($"/communities/{Town.Closed}/topics");
        await ada.FollowsAsync(question);
        await ada.ArrivesAtAsync(new("/hotseats/"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_month_later_Bo_says_whether_it_helped_and_Ada_reads_it_in_the_report(bool javaScript)
    {
        var town = new Town(await browsers.ServicesAsync());
        var id = await town.HotseatAsync(HotseatState.Live);
        await town.Questions.AnswerAsync(await town.FindAsync("gus"), await town.AskAsync("bo", id, "Did it help me?"), "We hope so.");
        await town.Sessions.WrapUpAsync(await town.FindAsync("ada"), id);
        await town.Sessions.ArchiveAsync(await town.FindAsync("ada"), id);
        // As the clock would have done thirty days later.
        await browsers.SetAsync(services => services.GetRequiredService<HubWrites>().DoAsync(async work =>
        {
            var hotseat = (await services.GetRequiredService<HotseatRooms>().FindAsync(id))!.Value.HotseatId;
            work.Db.Add(HelpRequest.To((await town.FindAsync("bo")).PersonId!.Value, hotseat, work.Now));
            return true;
        }));
        await using var bo = await browsers.SignedInAsync("bo", javaScript);
        await using var ada = await browsers.SignedInAsync("ada", javaScript);

        await bo.GoesToAsync($"/hotseats/{id}/did-it-help");
        await bo.SeesTitleAsync("Did it help?");
        await bo.PressesAsync("Send it");
        await bo.SeesAsync("Choose yes, partly or no.");
        await bo.ChecksAsync("Partly");
        await bo.TypesAsync("A line, if you like", "The letter did. The form did not.");
        if (javaScript) await bo.FindsNoBarrierAsync();
        await bo.IsAsWideAsync(320);
        await bo.FitsAsync();
        await bo.PressesAsync("Send it");
        await bo.SeesAsync("Thank you.");

        await ada.GoesToAsync($"/hotseats/{id}");
        await ada.FollowsAsync("Report");
        await ada.SeesTitleAsync("How it went");
        await ada.SeesAsync("It helped partly");
        await ada.SeesAsync("The letter did. The form did not.");
        await ada.DoesNotSeeAsync("Bo Lindqvist");
        if (javaScript) await ada.FindsNoBarrierAsync();
        await ada.IsAsWideAsync(320);
        await ada.FitsAsync();
    }

    static async Task<string> IdAsync(Town town, string id) => (await town.ReadAsync(id)).Room.Waiting[0].Id;
}
