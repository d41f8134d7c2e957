using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Polls;

public sealed class PollJourneys(Browsers browsers)
{
    [Fact]
    public async Task Bo_asks_in_a_poll_Cy_votes_without_a_script_and_Bo_sees_it_live()
    {
        await using var bo = await browsers.SignedInAsync("bo");
        await bo.GoesToAsync("/communities/adult-social-care/discussions/new");
        await bo.TypesAsync("Title", "Which day suits the ward?");
        await bo.TypesAsync("Your post", "They can see us twice a month.");
        await bo.UnfoldsAsync("Add a poll");
        await bo.TypesAsync("What do you ask?", "Which day?");
        await bo.TypesAsync("Options", "Monday");
        await bo.PressesAsync("Start the discussion");
        await bo.SeesAsync("Give the poll two options at least: one on each line.");
        await bo.HasTypedAsync("Your post", "They can see us twice a month.");
        await bo.FindsNoBarrierAsync();
        await bo.TypesAsync("Options", "Monday\nFriday");
        await bo.PressesAsync("Start the discussion");
        await bo.SeesTitleAsync("Which day suits the ward?");
        await bo.SeesAsync("Nobody has voted yet.");
        await bo.IsConnectedAsync();
        var address = bo.Address;
        await bo.FindsNoBarrierAsync();

        await using var cy = await browsers.SignedInAsync("cy", javaScript: false);
        await cy.GoesToAsync(bo.Address);
        await cy.SeesAsync("Votes are counted without names.");
        await cy.PressesForAsync("Vote", "Which day?");
        await cy.SeesInAsync("post-1", "Choose an option first.");
        await cy.ChecksAsync("Friday");
        await cy.PressesForAsync("Vote", "Which day?");
        await cy.SeesAsync("You voted for “Friday”.");
        await cy.SeesAsync("1 vote, 100 %");

        await bo.SeesAsync("1 vote, 100 %");
        await bo.TabsToAsync("Monday");
        await bo.PressesKeyAsync("Space");
        await bo.PressesForAsync("Vote", "Which day?");
        await bo.SeesAsync("You voted for “Monday”.");
        await bo.SeesAsync("2 people have voted.");
        await bo.UnfoldsAsync("Change your vote");
        await bo.FindsNoBarrierAsync();
        await bo.PressesForAsync("Take your vote back", "Which day?");
        await bo.SeesAsync("1 person has voted.");
        await bo.PressesForAsync("Close the poll now", "Which day?");
        await bo.SeesAsync("Closed on");
        await cy.GoesToAsync(address);
        await cy.SeesAsync("You voted for “Friday”.");
        await cy.DoesNotSeeAsync("Change your vote");
    }
}
