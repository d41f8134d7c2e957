using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.People;
using CommunityHub.Privacy;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Forums;

public sealed class ReadingOnSqliteTests() : ReadingTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class ReadingOnPostgresTests() : ReadingTests(new PostgresTestDatabase());

public abstract class ReadingTests(TestDatabase database) : ForumTest(database)
{
    [Fact]
    public async Task Who_follows_is_told_once_until_they_have_looked()
    {
        var id = await StartAsync();
        await Posts.PostAsync(Cast.Gus, id, "We did.");
        await Posts.PostAsync(Cast.Gus, id, "For a year.");
        Assert.Single(await NoticesOfAsync(Cast.Bo));

        await Following.MarkReadAsync(Cast.Bo, id, 3);
        await Posts.PostAsync(Cast.Ada, id, "So did we.");
        Assert.Equal(["Gus Hallam wrote in “Assessments by phone”: We did.", "Ada Osei wrote in “Assessments by phone”: So did we."], await NoticesOfAsync(Cast.Bo));
        Assert.Single(await NoticesOfAsync(Cast.Gus)); // who writes follows
        Assert.Empty(await NoticesOfAsync(Cast.Ada)); // and is not told of their own
    }

    [Fact]
    public async Task An_edit_a_half_finished_post_and_a_muted_discussion_tell_nobody()
    {
        var id = await StartAsync();
        await Posts.EditAsync(Cast.Bo, id, 1, "Other words.", 0);
        await Posts.PostAsync(Cast.Gus, id, "Only half of it", isHalfFinished: true);
        Assert.Empty(await NoticesOfAsync(Cast.Bo));

        await Following.FollowAsync(Cast.Bo, id, isMuted: true);
        await Posts.PostAsync(Cast.Bo, id, "I write here, and stay muted.");
        await Posts.PostAsync(Cast.Gus, id, "All of it now.");
        Assert.Empty(await NoticesOfAsync(Cast.Bo));
    }

    [Fact]
    public async Task A_reading_mark_goes_forward_only_and_says_what_is_new()
    {
        var id = await StartAsync();
        await Posts.PostAsync(Cast.Gus, id, "Two.");
        await Posts.PostAsync(Cast.Gus, id, "Three.");
        await Following.MarkReadAsync(Cast.Ada, id, 2);
        await Following.MarkReadAsync(Cast.Ada, id, 1);
        await Following.MarkReadAsync(Cast.Gus, id, 99);

        Assert.Equal(2, (await Reading.ReadMineAsync(Cast.Ada, await ViewAsync(Cast.Ada, id), TestContext.Current.CancellationToken)).Read);
        Assert.Equal(1, await UnreadAsync(Cast.Ada));
        Assert.Equal(0, await UnreadAsync(Cast.Gus));
        Assert.Equal(2, await UnreadAsync(Cast.Bo)); // has read what they wrote themselves
    }

    [Fact]
    public async Task What_began_before_one_came_in_is_not_new_to_them()
    {
        await StartAsync();
        Hub.Clock.Pass(TimeSpan.FromDays(1));
        await Hub.Get<Memberships>().LeaveAsync(Cast.Cy, Cast.ByRequest);
        await Hub.Writes.DoAsync(work => Task.FromResult(work.Db.Add(Membership.Begin(Cast.ByRequest, Cast.Cy.PersonId!.Value, work.Now))), TestContext.Current.CancellationToken);

        Assert.Equal(0, await UnreadAsync(Cast.Cy));
        Assert.Equal(1, await UnreadAsync(Cast.Ada));
    }

    [Fact]
    public async Task Pinned_discussions_come_first_and_the_rest_pages_by_key()
    {
        var pinned = await StartAsync();
        await Discussions.PinAsync(Cast.Ada, pinned, isPinned: true);
        var others = new List<string>();
        for (var i = 0; i < DiscussionLists.PageLength + 2; i++)
        {
            Hub.Clock.Pass(TimeSpan.FromSeconds(1));
            others.Add(await StartAsync(kind: i == 0 ? DiscussionKind.Talk : DiscussionKind.Question));
        }
        var lists = Hub.Get<DiscussionLists>();

        var first = await lists.ListAsync(Cast.Bo, Cast.ByRequest, cancel: TestContext.Current.CancellationToken);
        var second = await lists.ListAsync(Cast.Bo, Cast.ByRequest, after: first.Next, cancel: TestContext.Current.CancellationToken);
        Assert.Equal([pinned], first.Pinned.Select(line => line.Id));
        Assert.Empty(second.Pinned);
        Assert.Equal(Enumerable.Reverse(others), first.Lines.Concat(second.Lines).Select(line => line.Id));
        var unanswered = await lists.ListAsync(Cast.Bo, Cast.ByRequest, new DiscussionFilter(Unanswered: true), first.Next, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(others[0], unanswered.Lines.Select(line => line.Id));
    }

    [Fact]
    public async Task One_page_is_read_once_for_all_who_read_it()
    {
        var id = await StartAsync();
        await ViewAsync(Cast.Bo, id);
        var before = Reading.Reads;
        foreach (var who in new[] { Cast.Ada, Cast.Bo, Cast.Cy, Cast.Gus }) await ViewAsync(who, id);

        Assert.Equal(before, Reading.Reads);
        var row = (await ViewAsync(Cast.Bo, id)).Posts[0];
        await Posts.PostAsync(Cast.Gus, id, "We did.");
        Assert.Same(row, (await ViewAsync(Cast.Bo, id)).Posts[0]);
    }

    [Fact]
    public async Task Whoever_erases_their_account_with_their_words_leaves_none_in_the_forum()
    {
        await Hub.Writes.EnrolAsync("bea@demo.test", "Bea Holt");
        var bea = Actor.Of(await Hub.LookAsync(db => db.Users.Where(a => a.Email == "bea@demo.test").Select(a => a.PersonId).SingleAsync()));
        await Hub.Writes.DoAsync(work => Task.FromResult(work.Db.Add(Membership.Begin(Cast.ByRequest, bea.PersonId!.Value, work.Now))), TestContext.Current.CancellationToken);
        var id = await StartAsync(by: bea);
        await Posts.EditAsync(bea, id, 1, "Secret of my aunt.", 0);
        await Posts.PostAsync(Cast.Gus, id, "We did.");
        await ViewAsync(Cast.Gus, id);

        var bea2 = await Hub.LookAsync(db => db.People.Where(p => p.Id == bea.PersonId).Select(p => p.PublicId).SingleAsync());
        await Hub.Get<Erasures>().EraseAsync(Cast.Dot, bea2, "She asked for it.", withWords: true);

        var view = await ViewAsync(Cast.Gus, id);
        Assert.DoesNotContain("aunt", view.Posts[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bea", view.Face.StartedBy, StringComparison.Ordinal);
        Assert.Equal((0, 0), await Hub.LookAsync(async db => (await db.PostRevisions.CountAsync(), await db.Follows.CountAsync(f => f.PersonId == bea.PersonId))));
    }

    async Task<int> UnreadAsync(Actor actor) =>
        (await Hub.Get<DiscussionLists>().ListAsync(actor, Cast.ByRequest, cancel: TestContext.Current.CancellationToken)).Lines[0].Unread;
}
