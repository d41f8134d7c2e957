using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Search;

public sealed class SearchJourneys(Browsers browsers)
{
    [Fact]
    public async Task Bo_writes_something_and_Cy_finds_it_from_the_head_of_any_page_without_a_script()
    {
        await using var bo = await browsers.SignedInAsync("bo", javaScript: false);
        await bo.GoesToAsync("/communities/adult-social-care/discussions/new");
        await bo.TypesAsync("Title", "Where do you keep the xylophones?");
        await bo.TypesAsync("Your post", "They must stay dry.");
        await bo.PressesAsync("Start the discussion");
        await bo.SeesTitleAsync("Where do you keep the xylophones?");

        await using var cy = await browsers.SignedInAsync("cy", javaScript: false);
        await cy.GoesToAsync("/");
        await cy.TypesAsync("Search", "xylofones");
        await cy.PressesAsync("Search the whole site");
        await cy.SeesAsync("There is nothing with “xylofones”. These are the results for xylophones.");
        await cy.FollowsAsync("Where do you keep");
        await cy.SeesTitleAsync("Where do you keep the xylophones?");

        await using var stranger = await browsers.OpenAsync("/search?q=xylophones", javaScript: false);
        await stranger.SeesAsync("0 results for “xylophones”.");
        await stranger.SeesAsync("Nothing fits these words.");
    }
}
