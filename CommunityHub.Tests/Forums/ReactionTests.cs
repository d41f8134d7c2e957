using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.Live;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Forums;

public sealed class ReactionOnSqliteTests() : ReactionTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class ReactionOnPostgresTests() : ReactionTests(new PostgresTestDatabase());

/// ACCEPTANCE P18.
public abstract class ReactionTests(TestDatabase database) : ForumTest(database)
{
    PostReactions Reactions => Hub.Get<PostReactions>();

    [Fact]
    public async Task Each_kind_counts_once_a_person_and_can_be_taken_back()
    {
        var id = await StartAsync();
        foreach (var who in new[] { Cast.Gus, Cast.Gus, Cast.Ada }) await Reactions.ReactAsync(who, id, 1, ReactionKind.Agree, isOn: true);
        await Reactions.ReactAsync(Cast.Gus, id, 1, ReactionKind.MeToo, isOn: true);

        var view = await ViewAsync(Cast.Gus, id);
        Assert.Equal([new(ReactionKind.Agree, 2), new(ReactionKind.MeToo, 1)], view.Reactions[1]);
        Assert.Equal([(1, ReactionKind.Agree), (1, ReactionKind.MeToo)], (await Reading.ReadMineAsync(Cast.Gus, view, Cancel)).Reacted.OrderBy(one => one.Kind));

        await Reactions.ReactAsync(Cast.Gus, id, 1, ReactionKind.Agree, isOn: false);
        await Reactions.ReactAsync(Cast.Gus, id, 1, ReactionKind.Agree, isOn: false);
        Assert.Equal([new(ReactionKind.Agree, 1), new(ReactionKind.MeToo, 1)], (await ViewAsync(Cast.Bo, id)).Reactions[1]);
    }

    [Fact]
    public async Task Nobody_reacts_to_their_own_post_or_to_one_that_was_taken_away()
    {
        var id = await StartAsync();
        Assert.StartsWith("This is your own post.", await RefusedAsync(() => Reactions.ReactAsync(Cast.Bo, id, 1, ReactionKind.Celebrate, isOn: true)), StringComparison.Ordinal);
        await Posts.RemoveAsync(Cast.Ada, id, 1, "Not kind.");
        Assert.Equal("This post has been taken away.", await RefusedAsync(() => Reactions.ReactAsync(Cast.Gus, id, 1, ReactionKind.Agree, isOn: true)));
    }

    [Fact]
    public async Task A_reaction_rings_the_counts_and_not_the_words()
    {
        var id = await StartAsync();
        var place = (await Reading.FindAsync(id, Cancel))!.Value.DiscussionId;
        var feed = Hub.Get<LiveFeed>();
        var (words, counts) = (feed.VersionOf(LiveTopic.Discussion(place)), feed.VersionOf(LiveTopic.DiscussionThanks(place)));
        await Reactions.ReactAsync(Cast.Gus, id, 1, ReactionKind.Helpful, isOn: true);

        Assert.Equal((words, counts + 1), (feed.VersionOf(LiveTopic.Discussion(place)), feed.VersionOf(LiveTopic.DiscussionThanks(place))));
        Assert.Equal(TimeSpan.FromSeconds(1), LiveTopic.DiscussionThanks(place).Pace);
    }

    [Theory]
    [InlineData(CommunityKind.Open, "ada bo cy dot eve gus fay ned xan", "ada eve gus")]
    [InlineData(CommunityKind.ByRequest, "ada bo cy gus", "ada cy gus")]
    [InlineData(CommunityKind.Private, "ada bo gus", "ada gus")]
    public async Task Who_reacted_is_told_by_name_to_who_is_signed_in_and_reads_and_members_react(CommunityKind kind, string readers, string members)
    {
        var id = await StartAsync(Cast.Of(kind));
        await Posts.ThankAsync(Cast.Gus, id, 1, thanks: true);
        await Reactions.ReactAsync(Cast.Gus, id, 1, ReactionKind.Agree, isOn: true);
        foreach (var who in new[] { "visitor", "ada", "bo", "cy", "dot", "eve", "gus", "fay", "ned", "una", "xan" })
        {
            var told = await Reactions.WhoAsync(Cast.Named(who), id, 1, Cancel);
            Assert.True(readers.Split(' ').Contains(who) == told is not null, $"{who} in {kind}");
            if (told is not null) Assert.Equal([(null, "Gus Hallam"), (ReactionKind.Agree, "Gus Hallam")], told.Select(one => (one.Kind, Assert.Single(one.Names))));
            var refused = await Record.ExceptionAsync(() => Reactions.ReactAsync(Cast.Named(who), id, 1, ReactionKind.Helpful, isOn: true));
            Assert.True(members.Split(' ').Contains(who) ? refused is null : refused is RefusedException, $"{who} in {kind}: {refused}");
            if (refused is null) await Reactions.ReactAsync(Cast.Named(who), id, 1, ReactionKind.Helpful, isOn: false);
        }
    }

    [Fact]
    public async Task A_quote_links_to_its_post_on_its_page()
    {
        var id = await StartAsync();
        for (var i = 2; i <= 21; i++) await Posts.PostAsync(Cast.Gus, id, $"**Post** {i}.");

        Assert.Equal($"> Post 21.\n>\n> [Gus Hallam, post 21](/discussions/{id}?page=2#post-21)\n\n", Quoting.Of(id, (await ViewAsync(Cast.Bo, id, 2)).Posts[0]));
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
