using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityHub.Tests.Forums;

public sealed class UnreadJourneys(Browsers browsers)
{
    const string OneNew = "1 discussion with something new";

    [Fact]
    public async Task Counts_of_a_list_of_tabs_and_of_the_navigation_change_where_they_stand_and_reading_elsewhere_lowers_them()
    {
        var (list, leaveAsync) = await MeetAsync("Stair Lifts");
        await using var bo = await browsers.SignedInAsync("bo-stair-lifts@unread.test");
        await bo.GoesToAsync(list + "/new");
        await bo.TypesAsync("Title", "Who mends the stair lift?");
        await bo.TypesAsync("Your post", "The firm has gone.");
        await bo.PressesAsync("Start the discussion");
        await bo.SeesTitleAsync("Who mends the stair lift?");
        var address = bo.Address;

        var ada = await browsers.OpenBareAsync(signedInAs: "ada-stair-lifts@unread.test");
        await ada.GotoAsync(address); // read
        await ada.GotoAsync(list);
        await Expect(ada.Locator("#live-unread[data-live]")).ToBeAttachedAsync();
        var (row, title) = (ada.Locator(".rows li", new() { HasText = "Who mends the stair lift?" }), ada.GetByRole(AriaRole.Link, new() { Name = "Who mends the stair lift?", Exact = true }));
        var (count, tab, all) = (row.Locator(".count"), ada.Locator("[data-unread=here]"), ada.Locator("[data-unread=all]"));
        await Expect(count).ToBeHiddenAsync();
        await Expect(tab).ToBeHiddenAsync();
        var stood = await title.BoundingBoxAsync();

        await bo.TypesAsync("Your reply", "It was a small firm.");
        await bo.PressesAsync("Post reply");
        await bo.SeesInAsync("post-2", "It was a small firm.");
        await Expect(count).ToContainTextAsync("1 new");
        await Expect(count).ToBeVisibleAsync();
        await Expect(tab).ToHaveTextAsync(OneNew);
        await Expect(all).ToHaveTextAsync(OneNew);
        var stands = await title.BoundingBoxAsync();
        Assert.Equal((stood!.X, stood.Y, stood.Width, stood.Height), (stands!.X, stands.Y, stands.Width, stands.Height));
        Assert.Equal(0, await ada.Locator("[aria-live]:has(.count), [role=status]:has(.count)").CountAsync()); // nothing of it is said aloud
        Assert.Empty(await Barriers.FindAsync(ada));

        // The keyboard stands on the count, while it is read in another tab.
        await count.FocusAsync();
        var other = await ada.Context.NewPageAsync();
        await other.GotoAsync(address);
        await Expect(tab).ToBeHiddenAsync();
        await Expect(all).ToBeHiddenAsync();
        await Expect(count).ToBeFocusedAsync();
        await ada.Keyboard.PressAsync("Tab");
        await Expect(count).ToBeHiddenAsync();

        await leaveAsync();
        await Expect(title).ToHaveCountAsync(0, new() { Timeout = 5_000 });
        await Expect(all).ToBeHiddenAsync();
        await ada.Context.DisposeAsync();
    }

    [Fact]
    public async Task Without_JavaScript_the_counts_are_those_of_the_moment()
    {
        var (list, _) = await MeetAsync("Spare Ramps");
        await using var bo = await browsers.SignedInAsync("bo-spare-ramps@unread.test", javaScript: false);
        await bo.GoesToAsync(list + "/new");
        await bo.TypesAsync("Title", "Who has a spare ramp?");
        await bo.TypesAsync("Your post", "For two weeks.");
        await bo.PressesAsync("Start the discussion");
        await bo.SeesTitleAsync("Who has a spare ramp?");

        var ada = await browsers.OpenBareAsync(javaScript: false, signedInAs: "ada-spare-ramps@unread.test");
        await ada.GotoAsync(list);
        await Expect(ada.Locator(".rows li", new() { HasText = "Who has a spare ramp?" }).Locator(".count")).ToContainTextAsync("new in Who has a spare ramp?");
        await Expect(ada.Locator("[data-unread=here]")).ToHaveTextAsync(OneNew);
        await Expect(ada.Locator("[data-unread=all]")).ToHaveTextAsync(OneNew);

        // What this very page is read on is not new on it; what is new elsewhere still is.
        await bo.GoesToAsync(list + "/new");
        await bo.TypesAsync("Title", "Who has a long one?");
        await bo.TypesAsync("Your post", "@Ada Ross, you had.");
        await bo.PressesAsync("Start the discussion");
        await bo.SeesTitleAsync("Who has a long one?");
        await ada.GotoAsync(list);
        await Expect(ada.Locator("[data-unread=all]")).ToHaveTextAsync("2 discussions with something new");
        await Expect(ada.Locator("[data-unread=notices]")).ToHaveTextAsync("1 new");
        await ada.GetByRole(AriaRole.Link, new() { Name = "Who has a long one?", Exact = true }).ClickAsync();
        await Expect(ada.Locator("h1")).ToHaveTextAsync("Who has a long one?");
        await Expect(ada.Locator("[data-unread=all]")).ToHaveTextAsync(OneNew);
        await Expect(ada.Locator("[data-unread=notices]")).ToBeHiddenAsync();
        await ada.Context.DisposeAsync();
    }

    // A community of their own: others' journeys leave its counts alone. Gives the address of its list, and how Ada leaves it.
    async Task<(string List, Func<Task> LeaveAsync)> MeetAsync(string name)
    {
        var key = name.ToLowerInvariant().Replace(' ', '-');
        var people = new[] { await browsers.EnrolAsync($"ada-{key}@unread.test", "Ada Ross"), await browsers.EnrolAsync($"bo-{key}@unread.test", "Bo Lund") };
        var (slug, id) = await browsers.SetAsync(site => site.GetRequiredService<HubWrites>().DoAsync(async work =>
        {
            var community = Community.Propose(name, "Ramps and lifts.", CommunityKind.ByRequest, people[0].PersonId!.Value, work.Now);
            community.Open(work.Now);
            work.Db.Add(community);
            await work.Db.SaveChangesAsync();
            foreach (var person in people)
            {
                work.Db.Add(Membership.Begin(community.Id, person.PersonId!.Value, work.Now));
                work.Announce(LiveTopic.PersonRights(person.PersonId!.Value));
            }
            return (community.Slug, community.Id);
        }));
        return ($"/communities/{slug}/discussions", () => browsers.Services.GetRequiredService<Memberships>().LeaveAsync(people[0], id));
    }
}
