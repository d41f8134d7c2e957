using CommunityHub.Forums;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Forums;

public sealed class PostingOnSqliteTests() : PostingTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class PostingOnPostgresTests() : PostingTests(new PostgresTestDatabase());

public abstract class PostingTests(TestDatabase database) : ForumTest(database)
{
    [Fact]
    public async Task Posts_are_numbered_from_one_and_twenty_stand_on_a_page()
    {
        var id = await StartAsync();
        for (var i = 2; i <= 21; i++) Assert.Equal(i, await Posts.PostAsync(Cast.Gus, id, $"Post {i}."));

        var (first, second) = (await ViewAsync(Cast.Bo, id), await ViewAsync(Cast.Bo, id, 2));
        Assert.Equal(Enumerable.Range(1, 20), first.Posts.Select(post => post.Number));
        Assert.Equal([21], second.Posts.Select(post => post.Number));
        Assert.Null(await Reading.ReadAsync(Cast.Bo, id, 3, TestContext.Current.CancellationToken));
        Assert.Equal(20, first.Face.Replies);
    }

    [Fact]
    public async Task Two_who_post_at_once_get_two_numbers()
    {
        var id = await StartAsync();
        var numbers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Posts.PostAsync(i % 2 == 0 ? Cast.Gus : Cast.Ada, id, $"Reply {i}.")));

        Assert.Equal(Enumerable.Range(2, 8), numbers.Order());
    }

    [Fact]
    public async Task The_same_form_sent_twice_starts_and_posts_once()
    {
        var id = await StartAsync(key: "key-one");
        Assert.Equal(id, await StartAsync(key: "key-one"));
        Assert.Equal(2, await Posts.PostAsync(Cast.Gus, id, "We did.", key: "key-two"));
        Assert.Equal(2, await Posts.PostAsync(Cast.Gus, id, "We did.", key: "key-two"));

        Assert.Equal(2, (await ViewAsync(Cast.Bo, id)).Face.PostCount);
    }

    [Fact]
    public async Task A_locked_discussion_refuses_posts_and_edits_with_words()
    {
        var id = await StartAsync();
        await Discussions.LockAsync(Cast.Ada, id, isLocked: true);

        Assert.Equal(Discussion.Locked, await RefusedAsync(() => Posts.PostAsync(Cast.Bo, id, "And another thing.")));
        Assert.Equal(Discussion.Locked, await RefusedAsync(() => Posts.EditAsync(Cast.Bo, id, 1, "Other words.", 0)));
        await Discussions.LockAsync(Cast.Ada, id, isLocked: false);
        await Posts.PostAsync(Cast.Bo, id, "And another thing.");
    }

    [Fact]
    public async Task The_second_of_two_edits_of_one_version_is_refused_and_both_texts_are_there()
    {
        var id = await StartAsync();
        await Posts.EditAsync(Cast.Bo, id, 1, "From the phone.", version: 0);

        Assert.StartsWith("You changed this post in another place", await RefusedAsync(() => Posts.EditAsync(Cast.Bo, id, 1, "From the desk.", version: 0)), StringComparison.Ordinal);
        Assert.Equal("From the phone.", (await Hub.Get<PostHistories>().ReadToEditAsync(Cast.Bo, id, 1, TestContext.Current.CancellationToken))!.Text);
        await Posts.EditAsync(Cast.Bo, id, 1, "From the phone.", version: 0); // the same words, sent twice
    }

    [Fact]
    public async Task What_a_post_said_before_stays_and_a_minor_change_is_not_shown_beside_it()
    {
        var id = await StartAsync();
        await Posts.EditAsync(Cast.Bo, id, 1, "Who has done assesments?", 0);
        var shown = (await ViewAsync(Cast.Gus, id)).Posts[0].EditedAt;
        Hub.Clock.Pass(TimeSpan.FromMinutes(5));
        await Posts.EditAsync(Cast.Bo, id, 1, "Who has done assessments?", 1, isMinor: true);

        Assert.Equal(shown, (await ViewAsync(Cast.Gus, id)).Posts[0].EditedAt);
        var versions = (await Hub.Get<PostHistories>().ReadAsync(Cast.Gus, id, 1, TestContext.Current.CancellationToken))!;
        Assert.Equal(["Who has done assessments?", "Who has done assesments?", Words], versions.Select(version => version.Text));
        Assert.Equal([true, false, false], versions.Select(version => version.IsMinor));
    }

    [Fact]
    public async Task A_removed_post_leaves_a_placeholder_without_its_words_and_can_be_put_back()
    {
        var id = await StartAsync();
        await Posts.PostAsync(Cast.Gus, id, "Something unkind.");
        await Discussions.MarkAnswerAsync(Cast.Bo, id, 2);
        Assert.Equal("Say why, in a sentence or two. Whoever wrote it reads it.", await RefusedAsync(() => Posts.RemoveAsync(Cast.Ada, id, 2, " ")));
        await Posts.RemoveAsync(Cast.Ada, id, 2, "Not kind to the night team.");

        var view = await ViewAsync(Cast.Bo, id);
        Assert.Equal(("", "", "Ada Osei", "Not kind to the night team."), (view.Posts[1].Text, view.Posts[1].Html, view.Posts[1].RemovedBy, view.Posts[1].RemovedWhy));
        Assert.Null(view.Face.MarkedAnswer);
        Assert.Contains("Not kind to the night team.", (await NoticesOfAsync(Cast.Gus))[^1], StringComparison.Ordinal);
        Assert.Equal(1, await Hub.LookAsync(db => db.Acts.CountAsync(act => act.Verb == "took away a post of" && act.Why == "Not kind to the night team.", TestContext.Current.CancellationToken)));

        await Posts.RestoreAsync(Cast.Ada, id, 2);
        Assert.Equal("Something unkind.", (await ViewAsync(Cast.Bo, id)).Posts[1].Text);
    }

    [Fact]
    public async Task An_archived_community_takes_no_post()
    {
        var id = await StartAsync();
        await Hub.Writes.DoAsync(async work => (await work.Db.Communities.SingleAsync(c => c.Id == Cast.ByRequest, TestContext.Current.CancellationToken)).Archive(work.Now), TestContext.Current.CancellationToken);

        Assert.Contains("archived", await RefusedAsync(() => Posts.PostAsync(Cast.Gus, id, "Too late.")), StringComparison.Ordinal);
    }
}
