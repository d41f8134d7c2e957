using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Forums;

public sealed class HeldPostOnSqliteTests() : HeldPostTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class HeldPostOnPostgresTests() : HeldPostTests(new PostgresTestDatabase());

/// Posts that a facilitator sees before others do. ACCEPTANCE P23.
public abstract class HeldPostTests(TestDatabase database) : ForumTest(database)
{
    const string Long = "The same long words twice, which nobody types by hand two times a day.";

    HeldPosts Held => Hub.Get<HeldPosts>();

    [Fact]
    public async Task A_first_post_is_held_where_the_facilitators_wish_it_and_let_through_becomes_a_post()
    {
        var id = await StartAsync();
        await Hub.Get<CommunityAdministration>().ChangePostingAsync(Cast.Ada, Cast.ByRequest, holdFirstPosts: true, "");
        Assert.Equal(0, await Posts.PostAsync(Cast.Cy, id, "Hello, I am new."));

        Assert.Equal(1, (await ViewAsync(Cast.Bo, id)).Face.PostCount);
        Assert.Empty(await NoticesOfAsync(Cast.Bo));
        Assert.Equal("Hello, I am new.", Assert.Single(await OwnAsync(Cast.Cy, id)).Text);
        Assert.Empty(await OwnAsync(Cast.Bo, id));
        var row = Assert.Single((await QueueAsync(Cast.Ada))!.Held);
        Assert.Equal(("Cy Morrow", HoldReason.FirstPost), (row.By, row.Reason));

        await Held.ReleaseAsync(Cast.Ada, Cast.ByRequest, row.Id);
        await Held.ReleaseAsync(Cast.Ada, Cast.ByRequest, row.Id); // a second click
        Assert.Equal("Hello, I am new.", (await ViewAsync(Cast.Bo, id)).Posts[1].Text);
        Assert.Equal(2, (await ViewAsync(Cast.Bo, id)).Face.PostCount);
        Assert.Equal(["Cy Morrow wrote in “Assessments by phone”: Hello, I am new."], await NoticesOfAsync(Cast.Bo));
        Assert.Equal(["Your post in “Assessments by phone” is in."], await NoticesOfAsync(Cast.Cy));
        Assert.Empty((await QueueAsync(Cast.Ada))!.Held);
        Assert.Equal(3, await Posts.PostAsync(Cast.Cy, id, "My second."));
    }

    [Fact]
    public async Task A_held_discussion_begins_when_it_is_let_through()
    {
        await Hub.Get<CommunityAdministration>().ChangePostingAsync(Cast.Ada, Cast.ByRequest, holdFirstPosts: true, null);
        Assert.Equal("", await StartAsync(by: Cast.Cy, key: "once"));
        Assert.Equal("", await StartAsync(by: Cast.Cy, key: "once"));
        var row = Assert.Single((await QueueAsync(Cast.Ada))!.Held);
        Assert.Equal("Assessments by phone", row.Title);
        Assert.Empty(await TitlesAsync(Cast.Bo));

        await Held.ReleaseAsync(Cast.Ada, Cast.ByRequest, row.Id);
        Assert.Equal(["Assessments by phone"], await TitlesAsync(Cast.Bo));
    }

    [Fact]
    public async Task What_is_given_back_is_kept_for_its_writer_with_the_reason()
    {
        var id = await StartAsync();
        await Posts.PostAsync(Cast.Cy, id, "Cheap ramps!", trap: "https://ramps.example");
        var row = Assert.Single((await QueueAsync(Cast.Ada))!.Held);
        Assert.Equal("Say why, in a sentence or two. Whoever wrote it reads it.", await RefusedAsync(() => Held.GiveBackAsync(Cast.Ada, Cast.ByRequest, row.Id, " ")));
        await Held.GiveBackAsync(Cast.Ada, Cast.ByRequest, row.Id, "This reads like an advertisement.");

        var own = Assert.Single(await OwnAsync(Cast.Cy, id));
        Assert.Equal(("Cheap ramps!", "This reads like an advertisement."), (own.Text, own.Words));
        Assert.Equal(1, (await ViewAsync(Cast.Cy, id)).Face.PostCount);
        Assert.Equal("This has been decided already.", await RefusedAsync(() => Held.GiveBackAsync(Cast.Ada, Cast.ByRequest, row.Id, "Again.")));
    }

    [Theory]
    [InlineData("Look: https://a.example https://b.example www.c.example", HoldReason.ManyLinks)]
    [InlineData("Look: https://a.example https://b.example", null)]
    [InlineData("Many words, but no address of any other site.", null)]
    public async Task Somebody_new_with_many_links_is_held(string words, HoldReason? reason)
    {
        var id = await StartAsync();
        await Posts.PostAsync(Cast.Cy, id, words);
        Assert.Equal(reason, (await QueueAsync(Cast.Ada))!.Held.SingleOrDefault()?.Reason);
    }

    [Fact]
    public async Task Whoever_is_known_may_link_but_not_repeat_themselves()
    {
        var id = await StartAsync();
        for (var i = 1; i < 3; i++) await Posts.PostAsync(Cast.Bo, id, $"Number {i}.");
        Assert.NotEqual(0, await Posts.PostAsync(Cast.Bo, id, "https://a.example https://b.example https://c.example"));
        Assert.NotEqual(0, await Posts.PostAsync(Cast.Bo, id, Long));
        Assert.NotEqual(0, await Posts.PostAsync(Cast.Bo, id, Long));
        Assert.Equal(0, await Posts.PostAsync(Cast.Bo, id, Long));
        Assert.Equal(HoldReason.SameText, Assert.Single((await QueueAsync(Cast.Ada))!.Held).Reason);
        Hub.Clock.Pass(TimeSpan.FromDays(1));
        Assert.NotEqual(0, await Posts.PostAsync(Cast.Bo, id, Long));
        Assert.NotEqual(0, await Posts.PostAsync(Cast.Ada, id, Long)); // a facilitator is never held
        Assert.NotEqual(0, await Posts.PostAsync(Cast.Ada, id, Long));
    }

    [Theory]
    [InlineData("visitor")]
    [InlineData("bo")]
    [InlineData("dot")]
    [InlineData("eve")]
    [InlineData("fay")]
    [InlineData("ned")]
    public async Task Only_facilitators_of_the_community_see_and_decide(string who)
    {
        var id = await StartAsync();
        await Posts.PostAsync(Cast.Cy, id, "Cheap ramps!", trap: "x");
        var row = Assert.Single((await QueueAsync(Cast.Ada))!.Held);

        Assert.Null(await QueueAsync(Cast.Named(who)));
        await RefusedAsync(() => Held.ReleaseAsync(Cast.Named(who), Cast.ByRequest, row.Id));
        await RefusedAsync(() => Held.GiveBackAsync(Cast.Named(who), Cast.ByRequest, row.Id, "No."));
        Assert.Equal(1, (await ViewAsync(Cast.Bo, id)).Face.PostCount);
    }

    [Fact]
    public async Task A_held_post_of_another_community_is_not_there()
    {
        var id = await StartAsync(Cast.Fays, Cast.Fay);
        await Hub.Get<Memberships>().JoinAsync(Cast.Ned, Cast.Fays);
        await Posts.PostAsync(Cast.Ned, id, "Cheap ramps!", trap: "x");
        var row = Assert.Single((await QueueAsync(Cast.Fay, Cast.Fays))!.Held);
        Assert.Equal("There is no such post here.", await RefusedAsync(() => Held.ReleaseAsync(Cast.Ada, Cast.ByRequest, row.Id)));
    }

    [Fact]
    public async Task Facilitators_are_told_once_a_day_of_all_that_waits()
    {
        var id = await StartAsync();
        var summaries = Hub.Get<ModerationSummaries>();
        await Posts.PostAsync(Cast.Cy, id, "Cheap ramps!", trap: "x");
        await Hub.Get<PostReports>().ReportAsync(Cast.Gus, id, 1, ReportReason.Unkind, null);
        Assert.Equal(0, await summaries.SendAsync(TestContext.Current.CancellationToken)); // what comes together is told together

        Hub.Clock.Pass(ModerationSummaries.After);
        Assert.Equal(1, await summaries.SendAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await summaries.SendAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["In Adult Social Care a post and a reported post wait for a facilitator."], await NoticesOfAsync(Cast.Ada));

        Hub.Clock.Pass(ModerationSummaries.Between);
        Assert.Equal(0, await summaries.SendAsync(TestContext.Current.CancellationToken)); // nothing new
        await Posts.PostAsync(Cast.Cy, id, "Cheap rails!", trap: "x");
        Hub.Clock.Pass(ModerationSummaries.After);
        Assert.Equal(1, await summaries.SendAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("337")]
    [InlineData("1.5")]
    public async Task Hours_that_are_none_are_refused(string hours) => Assert.StartsWith(
        "Write the hours as a number", await RefusedAsync(() => Hub.Get<CommunityAdministration>().ChangePostingAsync(Cast.Ada, Cast.ByRequest, false, hours)), StringComparison.Ordinal);

    Task<WaitingPosts?> QueueAsync(Actor actor, long? community = null) => Hub.Get<ModerationReading>().ReadAsync(actor, community ?? Cast.ByRequest, TestContext.Current.CancellationToken);

    Task<IReadOnlyList<OwnHeldPost>> OwnAsync(Actor actor, string id) => Held.OwnAsync(actor, Cast.ByRequest, id, TestContext.Current.CancellationToken);

    async Task<List<string>> TitlesAsync(Actor actor) =>
        [.. (await Hub.Get<DiscussionLists>().ListAsync(actor, Cast.ByRequest, cancel: TestContext.Current.CancellationToken)).Lines.Select(line => line.Title)];
}
