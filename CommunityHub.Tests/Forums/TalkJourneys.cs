using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Forums;

public sealed class TalkJourneys(Browsers browsers)
{
    [Fact]
    public async Task Cy_reacts_quotes_what_is_selected_and_names_Ada_and_what_others_change_arrives()
    {
        await using var bo = await browsers.SignedInAsync("bo");
        await using var cy = await browsers.SignedInAsync("cy");
        await using var ada = await browsers.SignedInAsync("ada");
        await bo.GoesToAsync("/communities/adult-social-care/discussions/new");
        await bo.TypesAsync("Title", "Who pays for the taxi home?");
        await bo.TypesAsync("Your post", "The hospital says we do. Is that so?");
        await bo.PressesAsync("Start the discussion");
        await bo.SeesTitleAsync("Who pays for the taxi home?");
        await bo.IsConnectedAsync();
        var address = bo.Address;

        await cy.GoesToAsync(address);
        await cy.IsConnectedAsync();
        await cy.TypesAsync("Your reply", "I wonder.");
        await cy.UnfoldsAsync("React");
        await cy.FindsNoBarrierAsync();
        await cy.PressesAsync("Agree");
        await cy.SeesInAsync("post-1", "1 agrees");
        await bo.SeesInAsync("post-1", "1 agrees");
        await cy.FollowsAsync("1 agrees");
        await cy.SeesInAsync("post-1 .voices", "Cy");
        await cy.FindsNoBarrierAsync();

        await bo.FollowsForAsync("Edit", "post 1");
        await bo.TypesAsync("Your post", "The ward says we do. Is that so?");
        await bo.PressesAsync("Save");
        await cy.PressesAsync("This post has changed. Show it");
        await cy.SeesInAsync("post-1", "The ward says we do.");

        await cy.SelectsAsync("#post-1 .prose", "The ward says we do.");
        await cy.PressesAsync("Quote");
        var path = new Uri(address).AbsolutePath;
        await cy.HasTypedAsync("Your reply", $"I wonder.\n\n> The ward says we do.\n>\n> [Bo Lindqvist, post 1]({path}?page=1#post-1)\n\n");
        await cy.WritesAsync("@ad");
        await cy.SeesInAsync("reply-form [role=option]", "Ada Osei");
        await cy.FindsNoBarrierAsync();
        await cy.PressesKeyAsync("ArrowDown");
        await cy.PressesKeyAsync("Enter");
        await cy.WritesAsync("knows.");
        await cy.PressesAsync("Post reply");
        await cy.SeesInAsync("post-2 .mention", "@Ada Osei");
        await cy.IsConnectedAsync();
        await cy.FindsNoBarrierAsync();

        foreach (var page in new[] { "reactions", "bookmark" })
        {
            await ada.GoesToAsync($"{path}/posts/1/{page}");
            await ada.FindsNoBarrierAsync();
        }
        await ada.TypesAsync("A note to yourself", "For the budget.");
        await ada.PressesAsync("Bookmark it");
        await ada.ArrivesAtAsync(new("#post-1$"));
        await ada.GoesToAsync("/account/bookmarks");
        await ada.SeesInAsync("bookmarks", "For the budget.");
        await ada.FindsNoBarrierAsync();
        await ada.GoesToAsync("/notices");
        await ada.PressesForAsync("named you in", "Who pays for the taxi home?");
        await ada.FollowsForAsync("Take it away", "post 2");
        await ada.TypesAsync("Why", "It names a ward.");
        await ada.PressesAsync("Take it away");
        await ada.SeesInAsync("post-2", "took this post away. It names a ward."); // a browser that is closed on its way to a page can wait for ever
        await cy.SeesInAsync("post-2", "took this post away. It names a ward.");
        await cy.SeesNoMoreAsync("@Ada Osei");
    }

    [Fact]
    public async Task Without_JavaScript_one_reacts_reads_who_did_quotes_a_post_and_names_somebody()
    {
        await using var bo = await browsers.SignedInAsync("bo", javaScript: false);
        await bo.GoesToAsync("/communities/housing-repairs/discussions/new");
        await bo.TypesAsync("Title", "Which sealant for old sinks?");
        await bo.TypesAsync("Your post", "Ours **leak**.");
        await bo.PressesAsync("Start the discussion");

        await using var gus = await browsers.SignedInAsync("gus", javaScript: false);
        await gus.GoesToAsync(bo.Address);
        await gus.UnfoldsAsync("React");
        await gus.PressesAsync("Me too");
        await gus.FollowsAsync("1 says me too");
        await gus.SeesTitleAsync("Who reacted to post 1");
        await gus.SeesInAsync("voices", "Gus Hallam");
        await gus.FollowsAsync("Which sealant for old sinks?");
        await gus.FollowsForAsync("Quote", "post 1");
        var box = await gus.ReadsBoxAsync("Your reply");
        Assert.StartsWith("> Ours leak.\n>\n> [Bo Lindqvist, post 1](/discussions/", box, StringComparison.Ordinal);
        await gus.TypesAsync("Your reply", box + "Butyl, @Bo Lindqvist.");
        await gus.PressesAsync("Post reply");
        await gus.SeesInAsync("post-2 .mention", "@Bo Lindqvist");
        await gus.SeesInAsync("post-2 blockquote", "Bo Lindqvist, post 1");
    }
}
