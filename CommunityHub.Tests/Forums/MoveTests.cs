using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Forums;

public sealed class MoveOnSqliteTests() : MoveTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class MoveOnPostgresTests() : MoveTests(new PostgresTestDatabase());

/// Discussions that move, are split and merged. ACCEPTANCE P21, P27.
public abstract class MoveTests(TestDatabase database) : ForumTest(database)
{
    DiscussionMoves Moves => Hub.Get<DiscussionMoves>();

    [Fact]
    public async Task A_moved_discussion_is_read_where_it_is_now_and_nowhere_else()
    {
        var id = await StartAsync(Cast.ByRequest, Cast.Cy);
        await Posts.PostAsync(Cast.Bo, id, "We did.");
        Assert.Single(await NoticesOfAsync(Cast.Cy));
        Assert.NotNull(await Reading.ReadAsync(Cast.Cy, id, cancel: Stop));
        await Moves.MoveAsync(Cast.Ada, id, await SlugAsync(Cast.Private));

        Assert.Equal("Lone Worker Safety", (await ViewAsync(Cast.Bo, id)).Community.Name);
        Assert.Null(await Reading.ReadAsync(Cast.Cy, id, cancel: Stop));
        Assert.Empty(await ListAsync(Cast.Bo, Cast.ByRequest));
        Assert.Single(await ListAsync(Cast.Bo, Cast.Private));
        // What told Cy of it is for those who read it there.
        Assert.Empty((await Hub.Get<CommunityHub.Attention.NoticeList>().ListAsync(Cast.Cy)).Lines);
        await RefusedAsync(() => Posts.PostAsync(Cast.Cy, id, "And I?"));
    }

    [Fact]
    public async Task What_was_written_behind_a_door_is_never_opened_to_all()
    {
        var id = await StartAsync(Cast.Private);
        Assert.Equal("What is in it was written for the members of Lone Worker Safety. It cannot move to an open community, where everybody can read it.",
            await RefusedAsync(async () => await Moves.MoveAsync(Cast.Ada, id, await SlugAsync(Cast.Open))));
        Assert.Equal("Choose the community that it should move to.", await RefusedAsync(() => Moves.MoveAsync(Cast.Ada, id, "nowhere")));
        Assert.Equal("Only a facilitator of this community can do that.", await RefusedAsync(async () => await Moves.MoveAsync(Cast.Bo, id, await SlugAsync(Cast.ByRequest))));
        var open = await StartAsync(Cast.Open);
        await RefusedAsync(async () => await Moves.MoveAsync(Cast.Ada, open, await SlugAsync(Cast.Fays))); // Fay's own, which Ada may read but does not run
    }

    [Fact]
    public async Task Posts_that_are_split_off_stand_on_their_own_and_links_to_them_lead_on()
    {
        var id = await LongAsync(6);
        await Discussions.MarkAnswerAsync(Cast.Bo, id, 3);
        await Following.MarkReadAsync(Cast.Cy, id, 4);
        var made = await Moves.SplitAsync(Cast.Ada, id, [5, 3], "By video?", DiscussionKind.Question, null);

        var (from, to) = (await ViewAsync(Cast.Bo, id), await ViewAsync(Cast.Bo, made));
        Assert.Equal(["Reply 3.", "Reply 5."], to.Posts.Select(post => post.Text));
        Assert.Equal(["Gus Hallam", "Gus Hallam"], to.Posts.Select(post => post.By));
        Assert.Equal(("By video?", "Gus Hallam", (int?)null), (to.Face.Title, to.Face.StartedBy, to.Face.MarkedAnswer));
        Assert.Equal([null, null, $"discussions/{made}?page=1#post-1", null, $"discussions/{made}?page=1#post-2", null], from.Posts.Select(post => post.MovedTo));
        Assert.Equal(["", ""], from.Posts.Where(post => post.MovedTo is not null).Select(post => post.Text + post.Html + post.By));
        Assert.Null(from.Face.MarkedAnswer);
        Assert.Equal(1, (await Reading.ReadMineAsync(Cast.Cy, await ViewAsync(Cast.Cy, made), Stop)).Read); // had seen one of the two
        Assert.Equal(7, await Posts.PostAsync(Cast.Bo, id, "Numbers are never given twice."));
        Assert.Equal(2, (await ListAsync(Cast.Bo, Cast.ByRequest)).Count);
    }

    [Fact]
    public async Task A_link_to_a_post_that_was_moved_twice_leads_to_where_it_is()
    {
        var id = await LongAsync(3);
        var first = await Moves.SplitAsync(Cast.Ada, id, [2, 3], "One", DiscussionKind.Talk, null);
        Assert.Equal($"discussions/{first}?page=1#post-2", (await ViewAsync(Cast.Bo, id)).Posts[2].MovedTo);
        var second = await Moves.SplitAsync(Cast.Ada, first, [2], "Two", DiscussionKind.Talk, null);
        Assert.Equal($"discussions/{second}?page=1#post-1", (await ViewAsync(Cast.Bo, id)).Posts[2].MovedTo);
    }

    [Fact]
    public async Task The_first_post_stays_and_what_is_not_there_cannot_be_chosen()
    {
        var id = await LongAsync(3);
        Assert.Equal("The first post stays: all others are about it. Choose replies.", await RefusedAsync(() => Moves.SplitAsync(Cast.Ada, id, [1, 2], "T", DiscussionKind.Talk, null)));
        Assert.Equal("Choose the posts that should stand on their own.", await RefusedAsync(() => Moves.SplitAsync(Cast.Ada, id, [], "T", DiscussionKind.Talk, null)));
        Assert.Equal("One of these posts is not there any more. Choose again.", await RefusedAsync(() => Moves.SplitAsync(Cast.Ada, id, [2, 9], "T", DiscussionKind.Talk, null)));
        Assert.Equal("Give it a title.", await RefusedAsync(() => Moves.SplitAsync(Cast.Ada, id, [2], " ", DiscussionKind.Talk, null)));
        Assert.All((await ViewAsync(Cast.Bo, id)).Posts, post => Assert.Null(post.MovedTo));
    }

    [Fact]
    public async Task A_merged_discussion_leads_to_the_other_which_has_all_posts()
    {
        var (one, other) = (await LongAsync(2), await LongAsync(3));
        await Following.MarkReadAsync(Cast.Cy, one, 2);
        await Following.MarkReadAsync(Cast.Cy, other, 3);
        await Following.MarkReadAsync(Cast.Ada, other, 1);
        await Moves.MergeAsync(Cast.Ada, other, one);

        var (gone, into) = (await ViewAsync(Cast.Bo, other), await ViewAsync(Cast.Bo, one));
        Assert.Equal(one, gone.Face.MergedInto);
        Assert.Equal([$"discussions/{one}?page=1#post-3", $"discussions/{one}?page=1#post-4", $"discussions/{one}?page=1#post-5"], gone.Posts.Select(post => post.MovedTo));
        Assert.Equal([1, 2, 3, 4, 5], into.Posts.Select(post => post.Number));
        Assert.Equal(one, Assert.Single(await ListAsync(Cast.Bo, Cast.ByRequest)));
        Assert.Equal(5, (await Reading.ReadMineAsync(Cast.Cy, await ViewAsync(Cast.Cy, one), Stop)).Read); // had read both
        Assert.Equal(Discussion.Locked, await RefusedAsync(() => Posts.PostAsync(Cast.Bo, other, "Still here?")));
        Assert.Equal(Discussion.Merged, await RefusedAsync(() => Discussions.LockAsync(Cast.Ada, other, false)));
        Assert.Equal(Discussion.Merged, await RefusedAsync(() => Moves.MergeAsync(Cast.Ada, other, one)));
        Assert.Equal("This is the discussion itself. Choose another.", await RefusedAsync(() => Moves.MergeAsync(Cast.Ada, one, one)));
    }

    [Fact]
    public async Task Two_of_different_communities_are_not_merged()
    {
        var (here, there) = (await StartAsync(Cast.ByRequest), await StartAsync(Cast.Open));
        Assert.Equal("The two are in different communities. Move one of them first.", await RefusedAsync(() => Moves.MergeAsync(Cast.Ada, here, there)));
        Assert.Equal("Choose the discussion that it belongs to.", await RefusedAsync(() => Moves.MergeAsync(Cast.Ada, here, "nowhere")));
    }

    [Fact]
    public async Task Each_act_stands_in_the_log()
    {
        var (one, other) = (await LongAsync(3), await LongAsync(1));
        await Moves.SplitAsync(Cast.Ada, one, [3], "T", DiscussionKind.Talk, null);
        await Moves.MergeAsync(Cast.Ada, other, one);
        await Moves.MoveAsync(Cast.Ada, one, await SlugAsync(Cast.Private));
        var acts = (await Hub.Get<ActLog>().OfCommunityAsync(Cast.Ada, Cast.ByRequest, cancel: Stop))!.Acts;
        Assert.Equal(["moved away the discussion", "merged the discussion", "split posts off the discussion"], acts.Take(3).Select(act => act.Verb));
    }

    [Theory]
    [InlineData("visitor")]
    [InlineData("bo")]
    [InlineData("cy")]
    [InlineData("dot")]
    [InlineData("eve")]
    [InlineData("fay")]
    public async Task Only_facilitators_split_and_merge(string who)
    {
        var (id, other) = (await LongAsync(3), await LongAsync(1));
        await RefusedAsync(() => Moves.SplitAsync(Cast.Named(who), id, [2], "T", DiscussionKind.Talk, null));
        await RefusedAsync(() => Moves.MergeAsync(Cast.Named(who), id, other));
        Assert.Equal(2, (await ListAsync(Cast.Ada, Cast.ByRequest)).Count);
    }

    [Fact]
    public async Task One_goes_from_a_discussion_to_the_one_before_and_after_it()
    {
        var (one, two, three) = (await StartAsync(), await StartAsync(), await StartAsync());
        var lists = Hub.Get<DiscussionLists>();
        Assert.Equal(two, await lists.NextToAsync(Cast.Bo, one, isLater: true, Stop));
        Assert.Equal(two, await lists.NextToAsync(Cast.Bo, three, isLater: false, Stop));
        Assert.Null(await lists.NextToAsync(Cast.Bo, three, isLater: true, Stop));
        Assert.Null(await lists.NextToAsync(Cast.Ned, one, isLater: true, Stop));
        await Moves.MergeAsync(Cast.Ada, two, one);
        Assert.Equal(three, await lists.NextToAsync(Cast.Bo, one, isLater: true, Stop));
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    // Begun by Bo; Gus replies.
    async Task<string> LongAsync(int posts)
    {
        var id = await StartAsync();
        for (var number = 2; number <= posts; number++) await Posts.PostAsync(Cast.Gus, id, $"Reply {number}.");
        return id;
    }

    async Task<List<string>> ListAsync(Actor actor, long community) => [.. (await Hub.Get<DiscussionLists>().ListAsync(actor, community, cancel: Stop)).Lines.Select(line => line.Id)];
}
