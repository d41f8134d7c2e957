using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.Home;
using CommunityHub.People;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Forums;

public sealed class ForumDeskOnSqliteTests() : ForumDeskTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class ForumDeskOnPostgresTests() : ForumDeskTests(new PostgresTestDatabase());

/// What the first page says of discussions. ACCEPTANCE P3.
public abstract class ForumDeskTests(TestDatabase database) : ForumTest(database)
{
    [Fact]
    public async Task What_is_new_is_counted_until_it_is_read()
    {
        var id = await StartAsync();
        Assert.Equal((1, "Assessments by phone", "Bo Lindqvist"), await InAsync(Cast.Gus, Cast.ByRequest));
        Assert.Equal(0, (await InAsync(Cast.Bo, Cast.ByRequest))?.New); // their own

        await Following.MarkReadAsync(Cast.Gus, id, 1);
        Assert.Equal(0, (await InAsync(Cast.Gus, Cast.ByRequest))?.New);

        await Posts.PostAsync(Cast.Ada, id, "We did.");
        Assert.Equal((1, "Assessments by phone", "Ada Osei"), await InAsync(Cast.Gus, Cast.ByRequest));
    }

    [Fact]
    public async Task What_is_muted_is_old_or_began_before_one_came_in_is_not_new()
    {
        var muted = await StartAsync();
        await Following.FollowAsync(Cast.Gus, muted, isMuted: true);
        await Posts.PostAsync(Cast.Ada, muted, "We did.");
        Assert.Equal(0, (await InAsync(Cast.Gus, Cast.ByRequest))?.New);

        await Following.LeaveAsync(Cast.Gus, muted);
        Assert.Equal(1, (await InAsync(Cast.Gus, Cast.ByRequest))?.New);
        Hub.Clock.Pass(Unread.Reach + TimeSpan.FromDays(1));
        Assert.Equal(0, (await InAsync(Cast.Gus, Cast.ByRequest))?.New);

        await StartAsync(Cast.Open);
        Hub.Clock.Pass(TimeSpan.FromDays(1));
        await Hub.Get<Memberships>().JoinAsync(Cast.Ned, Cast.Open);
        Assert.Equal(0, (await InAsync(Cast.Ned, Cast.Open))?.New);
    }

    [Fact]
    public async Task Replies_are_those_in_what_one_follows()
    {
        var id = await StartAsync();
        await Posts.PostAsync(Cast.Gus, id, "We did.");
        await Posts.PostAsync(Cast.Gus, id, "For a year.");

        var reply = Assert.Single((await DeskOfAsync(Cast.Bo)).Replies);
        Assert.Equal((id, "Adult Social Care", "Gus Hallam", 2), (reply.Id, reply.Community, reply.LastBy, reply.New));
        Assert.Empty((await DeskOfAsync(Cast.Ada)).Replies);

        await Following.MarkReadAsync(Cast.Bo, id, 3);
        Assert.Empty((await DeskOfAsync(Cast.Bo)).Replies);
    }

    [Fact]
    public async Task A_question_waits_until_somebody_replies()
    {
        var id = await StartAsync();
        await StartAsync(kind: DiscussionKind.Talk);
        Assert.Equal(id, Assert.Single((await DeskOfAsync(Cast.Gus)).Waiting).Id);
        Assert.Empty((await DeskOfAsync(Cast.Bo)).Waiting); // who asked

        await Posts.PostAsync(Cast.Ada, id, "We did.");
        Assert.Empty((await DeskOfAsync(Cast.Gus)).Waiting);
    }

    [Theory]
    [InlineData("visitor")]
    [InlineData("dot")]
    [InlineData("eve")]
    [InlineData("ned")]
    [InlineData("xan")]
    public async Task Nobody_hears_of_a_community_that_they_may_not_read(string who)
    {
        await StartAsync(Cast.ByRequest);
        await StartAsync(Cast.Private);
        var desk = await DeskOfAsync(Cast.Named(who));
        Assert.DoesNotContain(desk.Unread.Communities, one => one.Latest is not null);
        Assert.Empty(desk.Replies);
        Assert.Empty(desk.Waiting);
    }

    [Fact]
    public async Task Whoever_is_suspended_has_nothing_of_it_from_that_moment()
    {
        var id = await StartAsync(Cast.Private);
        await Posts.PostAsync(Cast.Gus, id, "We did.");
        Assert.Single((await DeskOfAsync(Cast.Bo)).Replies);

        await Hub.Get<Suspensions>().FromCommunityAsync(Cast.Ada, Cast.Private, await KeyOfAsync(Cast.Bo), "Repeated unkind words.", Hub.Now.AddDays(7));
        Assert.Empty((await DeskOfAsync(Cast.Bo)).Replies);
        Assert.Null((await DeskOfAsync(Cast.Bo)).Unread.In(Cast.Private));
    }

    Task<MyForum> DeskOfAsync(Actor actor) => Hub.Get<ForumDesk>().ReadAsync(actor, TestContext.Current.CancellationToken);

    async Task<(int New, string Title, string LastBy)?> InAsync(Actor actor, long community) =>
        (await DeskOfAsync(actor)).Unread.In(community) is { Latest: { } latest } news ? (news.Discussions, latest.Title, latest.LastBy) : null;

    Task<string> KeyOfAsync(Actor actor) => Hub.LookAsync(db => Task.FromResult(db.People.Where(p => p.Id == actor.PersonId).Select(p => p.PublicId).Single()));
}
