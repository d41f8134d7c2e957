using CommunityHub.Imports.StackExchange;
using CommunityHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Imports;

public sealed class ImportJourneys(Browsers browsers)
{
    [Fact]
    public async Task Ada_says_that_an_imported_author_is_Bo_and_Bo_finds_the_posts_under_his_name()
    {
        using var dump = Dump.Small();
        await (await browsers.ServicesAsync()).GetRequiredService<StackExchangeImport>().RunAsync(new ImportChoices(dump.Write().Folder, "housing-repairs"), cancel: TestContext.Current.CancellationToken);

        await using var ada = await browsers.SignedInAsync("ada");
        await ada.GoesToAsync("/communities/housing-repairs/settings");
        await ada.FollowsAsync("Say which of their authors are members");
        await ada.TypesAsync("Find an author by name", "wren");
        await ada.PressesAsync("Find");
        await ada.DoesNotSeeAsync("Idris Quill");
        await ada.FindsNoBarrierAsync();
        await ada.FollowsForAsync("Say who it is", "Wren Ashby");
        await ada.SeesTitleAsync("Who is Wren Ashby?");
        await ada.TypesAsync("Which member is it? Find them by name", "Bo Lind");
        await ada.PressesAsync("Find");
        await ada.FindsNoBarrierAsync();
        await ada.PressesForAsync("It is them", "Bo Lindqvist");
        await ada.SeesAsync("Given.");
        await ada.FindsNoBarrierAsync();

        await using var bo = await browsers.SignedInAsync("bo", javaScript: false);
        await bo.GoesToAsync("/notices");
        await bo.SeesAsync("2 posts from Mending Meta stand under your name now");
        await bo.GoesToAsync("/communities/housing-repairs/discussions");
        await bo.FollowsAsync("Which glue for a loose chair leg?");
        await bo.SeesInAsync("post-1", "Bo Lindqvist");
        await bo.SeesInAsync("post-1", "7 points on Mending Meta. By Wren Ashby there, CC BY-SA 3.0. The original");
        await bo.SeesInAsync("post-2", "Idris Quill");

        await ada.PressesForAsync("Take it back", "Bo Lindqvist");
        await ada.SeesAsync("Taken back.");
        await bo.GoesToAsync(bo.Address);
        await bo.SeesInAsync("post-1", "Wren Ashby");
    }
}
