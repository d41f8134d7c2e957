using CommunityHub.Forums;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Forums;

public sealed class ForumJourneys(Browsers browsers)
{
    [Fact]
    public async Task Bo_starts_a_discussion_Cy_replies_live_Bo_edits_and_Ada_locks_it()
    {
        await using var bo = await browsers.SignedInAsync("bo");
        await using var cy = await browsers.SignedInAsync("cy");
        await using var ada = await browsers.SignedInAsync("ada");

        await bo.GoesToAsync("/communities/adult-social-care/discussions");
        await bo.FollowsAsync("Start a discussion");
        await bo.TypesAsync("Title", "Who pays for the taxi?");
        await bo.TypesAsync("Your post", "The hospital says **we** do.");
        await bo.PressesAsync("Show how it will look");
        await bo.SeesInAsync("start-form .prose", "The hospital says we do.");
        await bo.FindsNoBarrierAsync();
        await bo.PressesAsync("Start the discussion");
        await bo.SeesTitleAsync("Who pays for the taxi?");
        await bo.IsConnectedAsync();

        var address = bo.Address;
        await cy.GoesToAsync(address);
        await cy.TypesAsync("Your reply", "So does ours.");
        await cy.PressesAsync("Post reply");
        await cy.SeesInAsync("post-2", "So does ours.");

        await bo.PressesAsync("Show 1 new post");
        await bo.SeesInAsync("post-2", "So does ours.");
        await bo.FindsNoBarrierAsync();

        await bo.FollowsForAsync("Edit", "post 1");
        await bo.TypesAsync("Your post", "The hospital says we do. Is that so?");
        await bo.PressesAsync("Save");
        await bo.SeesInAsync("post-1", "Is that so?");
        await cy.GoesToAsync(address);
        await cy.FollowsAsync("What it said before");
        await cy.SeesTitleAsync("What post 1 said before");
        await cy.SeesInAsync("main .speech:first-of-type", "Is that so?");
        await cy.SeesInAsync("main .speech:last-of-type", "The hospital says we do.");
        await cy.FindsNoBarrierAsync();
        await cy.GoesToAsync(address);
        await cy.IsConnectedAsync();
        await cy.TypesAsync("Your reply", "Ask the ward clerk.");

        await ada.GoesToAsync(address);
        await ada.FollowsAsync("Title, theme, pin and lock");
        await ada.FindsNoBarrierAsync();
        await ada.PressesInAsync("main", "Lock it");
        await ada.SeesAsync("Ada Osei locked this discussion. It can be read, but nothing new comes in.");

        await cy.SeesInAsync("new-posts", "has just locked this discussion");
        await cy.PressesAsync("Post reply");
        await cy.SeesAsync(Discussion.Locked);
        await cy.HasTypedAsync("Your reply", "Ask the ward clerk.");
    }

    [Fact]
    public async Task Without_JavaScript_one_starts_replies_thanks_and_takes_away_by_plain_forms()
    {
        await using var bo = await browsers.SignedInAsync("bo", javaScript: false);
        await bo.GoesToAsync("/communities/housing-repairs/discussions/new");
        await bo.TypesAsync("Title", "Where do you buy bell pushes?");
        await bo.TypesAsync("Your post", "Ours break in the rain.");
        await bo.PressesAsync("Start the discussion");
        await bo.TypesAsync("Your reply", "The blue ones, I mean.");
        await bo.PressesAsync("Post reply");
        await bo.SeesInAsync("post-2", "The blue ones, I mean.");

        await using var gus = await browsers.SignedInAsync("gus", javaScript: false);
        await gus.GoesToAsync(bo.Address);
        await gus.PressesForAsync("Thanks", "post 2");
        await gus.SeesPressedAsync("Thanks", "1");

        await bo.FollowsForAsync("Take it away", "post 2");
        await bo.PressesAsync("Take it away");
        await bo.SeesInAsync("post-2", "took this post away");
    }

    [Fact]
    public async Task Bo_reports_a_post_Ada_writes_to_its_writer_and_the_first_page_of_each_says_what_is_new()
    {
        await using var cy = await browsers.SignedInAsync("cy");
        await using var bo = await browsers.SignedInAsync("bo");
        await using var ada = await browsers.SignedInAsync("ada");
        await ada.GoesToAsync("/communities/adult-social-care/discussions");
        await ada.IsConnectedAsync();
        await cy.GoesToAsync("/communities/adult-social-care/discussions/new");
        await cy.TypesAsync("Title", "Who can lend a hoist?");
        await cy.TypesAsync("Your post", "Ask old Mr Hale, he has three.");
        await cy.PressesAsync("Start the discussion");
        await cy.SeesTitleAsync("Who can lend a hoist?");
        var address = cy.Address;

        await ada.SeesInAsync("new-in-list", "Somebody has just written.");
        await ada.FindsNoBarrierAsync();
        await ada.FollowsAsync("Show it");
        await ada.SeesInAsync("main .rows", "Who can lend a hoist?");

        await bo.GoesToAsync("/");
        await bo.IsConnectedAsync();
        await bo.SeesInAsync("my-communities", "Who can lend a hoist?");
        await bo.FindsNoBarrierAsync();
        await bo.GoesToAsync(address);
        await bo.FollowsForAsync("Report", "post 1");
        await bo.TabsToAsync("It is unkind");
        await bo.PressesKeyAsync("ArrowDown");
        await bo.TypesAsync("A few words, if you like", "It names somebody.");
        await bo.FindsNoBarrierAsync();
        await bo.PressesAsync("Send the report");
        await bo.SeesAsync("Thank you. A facilitator will look at it, and you will hear what came of it.");

        await ada.GoesToAsync("/communities/adult-social-care/moderation");
        await ada.SeesAsync("It says something private about somebody.");
        await ada.FindsNoBarrierAsync();
        await ada.OpensAsync("Write to Cy Morrow, and let it stay");
        await ada.PressesAsync("Send my words");
        await ada.SeesAsync("Write a few words to whoever wrote the post.");
        await ada.TypesAsync("Your words to Cy Morrow", "Please take the name out.");
        await ada.PressesAsync("Send my words");
        await ada.SeesAsync("Your words are on their way.");

        // Open since before: what is new comes by itself.
        await cy.GoesToAsync("/");
        await cy.IsConnectedAsync();
        await bo.GoesToAsync(address);
        await bo.TypesAsync("Your reply", "We have one in Elm Street.");
        await bo.PressesAsync("Post reply");
        await bo.SeesInAsync("post-2", "We have one in Elm Street.");
        await cy.SeesInAsync("my-communities", "Bo Lindqvist");
        await cy.GoesToAsync("/");
        await cy.SeesAsync("New in what you follow");
        await cy.FollowsAsync("Who can lend a hoist?");
        await cy.SeesInAsync("post-2", "We have one in Elm Street.");
    }
}
