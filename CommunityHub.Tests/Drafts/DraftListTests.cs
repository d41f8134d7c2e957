using System.Reflection;
using CommunityHub.Communities;
using CommunityHub.Drafts;
using CommunityHub.Forums;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Polls;
using CommunityHub.Tests.Forums;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Drafts;

public sealed class DraftListOnSqliteTests() : DraftListTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class DraftListOnPostgresTests() : DraftListTests(new PostgresTestDatabase());

/// The list of all that somebody began to write. ACCEPTANCE P19.
public abstract class DraftListTests(TestDatabase database) : ForumTest(database)
{
    [Fact]
    public async Task Drafts_stand_in_one_list_with_the_way_back_to_their_boxes()
    {
        var id = await StartAsync(by: Cast.Gus);
        var slug = await SlugAsync(Cast.ByRequest);
        await KeepAsync(DiscussionPlaces.Reply(id), "So did");
        Hub.Clock.Pass(TimeSpan.FromMinutes(1));
        await KeepAsync(DiscussionPlaces.First(slug), "Who has");

        Assert.Equal(
            [
                ("A new discussion", "Adult Social Care", $"communities/{slug}/discussions/new", "Who has"),
                ("A reply", "Assessments by phone", $"discussions/{id}#reply", "So did"),
            ],
            (await ListAsync(Cast.Bo)).Select(row => (row.What, row.Title!, row.Address!, row.Text)));
        Assert.Empty(await ListAsync(Cast.Gus));
        await RefusedAsync(() => ListAsync(Actor.Visitor));
    }

    [Fact]
    public async Task Of_a_place_that_one_may_not_read_any_more_only_ones_own_words_are_left()
    {
        var id = await StartAsync(Cast.Private, Cast.Gus);
        await KeepAsync(DiscussionPlaces.Reply(id), "So did we");
        await Hub.Get<Memberships>().LeaveAsync(Cast.Bo, Cast.Private);
        Assert.Equal(("A reply", null, null, "So did we"), (await ListAsync(Cast.Bo)).Select(row => (row.What, row.Title, row.Address, row.Text)).Single());
    }

    [Fact]
    public void Every_box_that_keeps_what_is_typed_has_a_name_in_the_list()
    {
        var kinds = new[] { typeof(DiscussionPlaces), typeof(CommunityHub.Hotseats.Places), typeof(CommunityPlaces) }
            .SelectMany(places => places.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.ReturnType == typeof(string) && method.Name is not "RepliedTo"))
            .SelectMany(method => method.Name is "Kit"
                ? CommunityHub.Hotseats.Places.KitParts.Select(part => CommunityHub.Hotseats.Places.Kit(part, "x"))
                : [(string)method.Invoke(null, [.. method.GetParameters().Select(parameter => parameter.ParameterType == typeof(int) ? (object)1 : "x")])!])
            .Concat(new[] { DiscussionPlaces.Poll("x"), DiscussionPlaces.NewPoll("x"), DiscussionPlaces.EditPoll("x", 1) }.SelectMany(poll => poll.All))
            .Select(place => place.Split('/')[0]);
        Assert.Empty(kinds.Except(DraftList.Known));
    }

    [Fact]
    public async Task A_note_and_a_poll_are_drafts_until_they_are_sent()
    {
        var id = await StartAsync(by: Cast.Gus);
        var (slug, reply, opening) = (await SlugAsync(Cast.ByRequest), DiscussionPlaces.Poll(id), DiscussionPlaces.NewPoll(await SlugAsync(Cast.ByRequest)));
        foreach (var place in reply.All.Concat(opening.All).Append(DiscussionPlaces.Bookmark(id, 1))) await KeepAsync(place, "Which day?");
        Assert.Equal(
            [("A note to a bookmark", $"discussions/{id}/posts/1/bookmark"), ("When a poll closes", $"communities/{slug}/discussions/new"), ("Who sees how each voted in a poll", $"communities/{slug}/discussions/new")],
            (await ListAsync(Cast.Bo)).Take(3).Select(row => (row.What, row.Address!)));

        await Hub.Get<Bookmarks>().KeepAsync(Cast.Bo, id, 1, "Which day?");
        Assert.Equal(10, (await ListAsync(Cast.Bo)).Count);
        var poll = new PollForm("Which day?", "Monday\nTuesday", false, false, null);
        await Posts.PostAsync(Cast.Bo, id, "Let us meet.", poll: poll);
        Assert.Equal(opening.All.Reverse(), (await ListAsync(Cast.Bo)).Select(row => row.Place));
        await Discussions.StartAsync(Cast.Bo, slug, new DiscussionForm(DiscussionKind.Talk, "A day", "Let us meet again.", Poll: poll));
        Assert.Empty(await ListAsync(Cast.Bo));
    }

    [Fact]
    public async Task What_is_begun_to_a_community_leads_back_to_its_box_and_goes_with_what_is_sent()
    {
        var (slug, requests) = (await SlugAsync(Cast.ByRequest), Hub.Get<JoinRequests>());
        await KeepAsync(CommunityPlaces.Join(slug), "I run the night line", Cast.Ned);
        await KeepAsync(CommunityPlaces.Join(await SlugAsync(Cast.Private)), "And you?", Cast.Ned); // it does not exist for him
        Assert.Equal(
            [("Why you would like to join", null, null), ("Why you would like to join", "Adult Social Care", $"communities/{slug}/join")],
            (await ListAsync(Cast.Ned)).Select(row => (row.What, row.Title, row.Address)));
        await requests.AskAsync(Cast.Ned, Cast.ByRequest, "I run the night line.");
        Assert.Equal("And you?", Assert.Single(await ListAsync(Cast.Ned)).Text);

        var request = Assert.Single((await requests.ListAsync(Cast.Ada, Cast.ByRequest, TestContext.Current.CancellationToken))!).PublicId;
        await KeepAsync(CommunityPlaces.Accept(slug, request), "Welcome", Cast.Ada);
        await KeepAsync(CommunityPlaces.Decline(slug, request), "Sorry", Cast.Ada);
        Assert.All(await ListAsync(Cast.Ada), row => Assert.Equal($"communities/{slug}/requests", row.Address));
        await requests.AcceptAsync(Cast.Ada, Cast.ByRequest, request, "Welcome");
        Assert.Empty(await ListAsync(Cast.Ada));

        await KeepAsync(CommunityPlaces.Purpose(), "To share");
        Assert.Equal(("What a new community is for", "communities/new"), (await ListAsync(Cast.Bo)).Select(row => (row.What, row.Address!)).Single());
        await Hub.Get<CommunityProposals>().ProposeAsync(Cast.Bo, "Night shifts", "To share.", CommunityKind.Open);
        Assert.Empty(await ListAsync(Cast.Bo));
    }

    [Fact]
    public async Task Words_to_and_about_others_go_with_what_is_done_and_stay_where_it_is_refused()
    {
        var (slug, id, cy) = (await SlugAsync(Cast.ByRequest), await StartAsync(), await KeyOfAsync(Cast.Cy));
        await Posts.PostAsync(Cast.Cy, id, "Cheap ramps!", trap: "https://ramps.example");
        var reports = Hub.Get<PostReports>();
        await reports.ReportAsync(Cast.Gus, id, 1, ReportReason.Other, "It names my street.");
        var queue = (await Hub.Get<ModerationReading>().ReadAsync(Cast.Ada, Cast.ByRequest, TestContext.Current.CancellationToken))!;
        var (held, card) = (queue.Held[0].Id, queue.Reported[0].Card);
        foreach (var place in new[]
        {
            CommunityPlaces.GiveBack(slug, held), CommunityPlaces.Warn(slug, card), CommunityPlaces.TakeAway(slug, card), CommunityPlaces.Suspend(slug, cy), CommunityPlaces.EndMembership(slug, cy),
        }) await KeepAsync(place, "Because", Cast.Ada);

        await RefusedAsync(() => reports.DecideAsync(Cast.Ada, id, 1, ReportOutcome.Removed, ""));
        Assert.Equal(5, (await ListAsync(Cast.Ada)).Count);
        await reports.DecideAsync(Cast.Ada, id, 1, ReportOutcome.Stays, null);
        await Hub.Get<HeldPosts>().GiveBackAsync(Cast.Ada, Cast.ByRequest, held, "It reads like an advertisement.");
        Assert.Equal(["end-membership", "suspend"], (await ListAsync(Cast.Ada)).Select(row => row.Place.Split('/')[0]));
        await Hub.Get<Suspensions>().FromCommunityAsync(Cast.Ada, Cast.ByRequest, cy, "Advertisements.", Hub.Clock.GetUtcNow().UtcDateTime.AddDays(3));
        await Hub.Get<Memberships>().RemoveAsync(Cast.Ada, Cast.ByRequest, cy, "Advertisements.");
        Assert.Empty(await ListAsync(Cast.Ada));
    }

    [Fact]
    public async Task Settings_and_the_reasons_of_administrators_are_drafts_until_they_are_saved()
    {
        var (slug, administration) = (await SlugAsync(Cast.ByRequest), Hub.Get<CommunityAdministration>());
        foreach (var place in new[] { CommunityPlaces.AboutIt(slug), CommunityPlaces.Welcome(slug), CommunityPlaces.RequestHint(slug), CommunityPlaces.Archive(slug) }) await KeepAsync(place, "Half", Cast.Ada);
        Assert.All(await ListAsync(Cast.Ada), row => Assert.Equal(("Adult Social Care", $"communities/{slug}/settings"), (row.Title, row.Address)));
        await administration.ChangeSettingsAsync(Cast.Ada, Cast.ByRequest, "Welcome.", "Where do you work?", noticeOnlyMail: false);
        await administration.DescribeAsync(Cast.Ada, Cast.ByRequest, "Care for adults", "To share.");
        await administration.ArchiveAsync(Cast.Ada, Cast.ByRequest, "It has moved.");
        Assert.Equal("archive", Assert.Single(await ListAsync(Cast.Ada)).Place.Split('/')[0]); // begun under the name of before

        var (cy, community) = (await KeyOfAsync(Cast.Cy), await Hub.LookAsync(db => db.Communities.Where(c => c.Id == Cast.Private).Select(c => c.PublicId).SingleAsync()));
        foreach (var place in new[] { CommunityPlaces.Enter(community), CommunityPlaces.SuspendFromSite(cy), CommunityPlaces.Erase(cy) }) await KeepAsync(place, "Because", Cast.Dot);
        await Hub.Get<AdministratorEntry>().EnterAsync(Cast.Dot, community, "A complaint.");
        await Hub.Get<Suspensions>().FromSiteAsync(Cast.Dot, cy, "Advertisements.", Hub.Clock.GetUtcNow().UtcDateTime.AddDays(3));
        Assert.Equal(("Why an account is erased", "admin/people"), (await ListAsync(Cast.Dot)).Select(row => (row.What, row.Address!)).Single());
        await EraseAsync(Cast.Cy);
        Assert.Empty(await ListAsync(Cast.Dot));
    }

    Task<string> KeyOfAsync(Actor who) => Hub.LookAsync(db => db.People.Where(p => p.Id == who.PersonId).Select(p => p.PublicId).SingleAsync());

    Task<Keeping> KeepAsync(string place, string text, Actor? who = null) =>
        Hub.Get<DraftKeeping>().KeepAsync(who ?? Cast.Bo, place, text, 0, TestContext.Current.CancellationToken);

    Task<IReadOnlyList<DraftRow>> ListAsync(Actor actor) => Hub.Get<DraftList>().ListAsync(actor, TestContext.Current.CancellationToken);
}
