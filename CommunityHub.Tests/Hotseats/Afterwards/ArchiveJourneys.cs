using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Hotseats.Afterwards;

public sealed class ArchiveJourneys(Browsers browsers)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ada_sorts_a_hotseat_into_themes_and_writes_what_was_learnt(bool javaScript)
    {
        var town = new Town(await browsers.ServicesAsync());
        var (money, starting) = ($"Money {PublicId.New()}", $"Starting {PublicId.New()}");
        var id = await town.HotseatAsync(HotseatState.Live, title: "What we archive");
        foreach (var words in new[] { "Who pays for a ramp?", "Where do we begin?" }) await town.Questions.AnswerAsync(await town.FindAsync("gus"), await town.AskAsync("bo", id, words), $"An answer to “{words}”");
        await town.Sessions.WrapUpAsync(await town.FindAsync("ada"), id);
        await town.Sessions.ArchiveAsync(await town.FindAsync("ada"), id);
        await using var ada = await browsers.SignedInAsync("ada", javaScript);
        await using var bo = await browsers.SignedInAsync("bo", javaScript);

        await ada.GoesToAsync($"/communities/{Town.Closed}/settings");
        await ada.FollowsAsync("Add, rename, order and retire themes");
        await ada.SeesTitleAsync("Themes");
        foreach (var name in new[] { money, starting })
        {
            await ada.TypesAsync("Name", name);
            await ada.PressesAsync("Add the theme");
            await ada.SeesInAsync("themes", name);
        }
        await ada.PressesForAsync("Up", starting);
        if (javaScript) await ada.FindsNoBarrierAsync();

        await ada.GoesToAsync($"/hotseats/{id}/console");
        await ada.FollowsAsync("Sort into themes");
        await ada.ChoosesAsync("Who pays for a ramp?", money);
        await ada.ChoosesAsync("Where do we begin?", starting);
        await ada.PressesAsync("Save the themes");
        await ada.SeesAsync("Saved.");
        if (javaScript) await ada.FindsNoBarrierAsync();

        await ada.FollowsAsync("See the archive");
        await ada.FollowsAsync("Write the summary");
        await ada.TypesAsync("The summary", "**Fear**, not rules, keeps people away.");
        await ada.PressesAsync("Show how it will look");
        await ada.SeesInAsync("summary-form .prose", "Fear, not rules, keeps people away.");
        if (javaScript) await ada.FindsNoBarrierAsync();
        await ada.PressesAsync("Publish it");
        await ada.SeesAsync("Written by Ada Osei");

        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.SeesAsync("Fear, not rules, keeps people away.");
        await bo.SeesInAsync("answers", $"{starting} 1");
        await bo.UnfoldsAsync("All answers");
        await bo.FollowsExactlyAsync("Where do we begin?");
        await bo.ArrivesAtAsync(new("#a-"));
        await bo.FollowsForAsync("Discuss it", "Where do we begin?");
        await bo.SeesTitleAsync("Start a discussion");
        await bo.PressesAsync("Start the discussion");
        await bo.SeesTitleAsync("Where do we begin?");
        await bo.FollowsAsync(", in “");
        await bo.SeesTitleAsync("An answer from Gus Hallam");
        await bo.GoesToAsync($"/hotseats/{id}");
        await bo.DoesNotSeeAsync("Write the summary");
        if (javaScript) await bo.FindsNoBarrierAsync();
        await bo.IsAsWideAsync(320);
        await bo.FitsAsync();
        foreach (var page in new[] { "sort", "summary" })
        {
            await ada.GoesToAsync($"/hotseats/{id}/{page}");
            await ada.IsAsWideAsync(320);
            await ada.FitsAsync();
        }
    }
}
