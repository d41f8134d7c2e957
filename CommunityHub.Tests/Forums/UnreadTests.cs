using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.Home;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Forums;

public sealed class UnreadOnSqliteTests() : UnreadTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class UnreadOnPostgresTests() : UnreadTests(new PostgresTestDatabase());

/// What is new to somebody is the same wherever it is said.
public abstract class UnreadTests(TestDatabase database) : ForumTest(database)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    UnreadCounts Counts => Hub.Get<UnreadCounts>();

    [Fact]
    public async Task Lists_pages_and_navigation_agree_for_everybody_whatever_happens()
    {
        var old = await StartAsync();
        Hub.Clock.Pass(Unread.Reach - TimeSpan.FromHours(1));
        await AgreeAsync();

        var (one, muted, other) = (await StartAsync(), await StartAsync(), await StartAsync(Cast.Private, Cast.Gus));
        await AgreeAsync();
        await Posts.PostAsync(Cast.Gus, one, "We did.");
        await Following.MarkReadAsync(Cast.Ada, one, 1);
        await Following.FollowAsync(Cast.Ada, muted, isMuted: true);
        await AgreeAsync();
        Assert.Equal((1, 0), ((await OfAsync(Cast.Ada, one)).Count, (await OfAsync(Cast.Ada, muted)).Count));

        Hub.Clock.Pass(TimeSpan.FromHours(2));
        await AgreeAsync();
        Assert.Equal(0, (await OfAsync(Cast.Ada, old)).Count); // by itself, with nothing announced
        await Posts.PostAsync(Cast.Gus, old, "Does it still hold?");
        await AgreeAsync();
        Assert.Equal(2, (await OfAsync(Cast.Ada, old)).Count);

        await Hub.Get<DiscussionMoves>().MergeAsync(Cast.Ada, muted, one);
        await AgreeAsync();
        var made = await Hub.Get<DiscussionMoves>().SplitAsync(Cast.Ada, one, [2], "By video?", DiscussionKind.Question, null);
        await AgreeAsync();
        await Hub.Get<DiscussionMoves>().MoveAsync(Cast.Ada, made, await SlugAsync(Cast.Private));
        await AgreeAsync();
        Assert.Equal(0, (await OfAsync(Cast.Cy, made)).Count); // who is not there
        await Posts.PostAsync(Cast.Ada, other, "A word.");
        await Hub.Get<Suspensions>().FromCommunityAsync(Cast.Ada, Cast.Private, await KeyOfAsync(Cast.Bo), "Repeated unkind words.", Hub.Now.AddDays(7));
        await AgreeAsync();
        Assert.Null((await Counts.ReadAsync(Cast.Bo, Cancel)).In(Cast.Private));
    }

    [Fact]
    public async Task A_post_that_has_not_appeared_yet_is_new_to_nobody()
    {
        var id = await StartAsync();
        await Hub.Get<CommunityAdministration>().ChangePostingAsync(Cast.Ada, Cast.ByRequest, holdFirstPosts: true, "", allowUnnamedPosts: true);
        await Following.MarkReadAsync(Cast.Cy, id, 1);
        await Following.MarkReadAsync(Cast.Gus, id, 1);
        await Posts.PostAsync(Cast.Cy, id, "Hello, I am new.");
        await AgreeAsync();
        Assert.Equal(0, (await OfAsync(Cast.Gus, id)).Count);

        await Hub.Get<HeldPosts>().ReleaseAsync(Cast.Ada, Cast.ByRequest, Assert.Single((await Hub.Get<ModerationReading>().ReadAsync(Cast.Ada, Cast.ByRequest, Cancel))!.Held).Id);
        await AgreeAsync();
        Assert.Equal((1, 0), ((await OfAsync(Cast.Gus, id)).Count, (await OfAsync(Cast.Cy, id)).Count)); // nor is one's own

        await Posts.PostAsync(Cast.Cy, id, "I have been ill.", isUnnamed: true);
        await AgreeAsync();
        Assert.Equal(1, (await OfAsync(Cast.Gus, id)).Count);
        Hub.Clock.Pass(TimeSpan.FromSeconds(20));
        await Hub.Get<UnnamedPosts>().AppearAsync(Cancel);
        await AgreeAsync();
        Assert.Equal(2, (await OfAsync(Cast.Gus, id)).Count);
    }

    [Fact]
    public async Task A_list_hears_of_a_post_without_a_name_though_that_says_an_earlier_minute()
    {
        var id = await StartAsync();
        await Hub.Get<CommunityAdministration>().ChangePostingAsync(Cast.Ada, Cast.ByRequest, holdFirstPosts: false, "", allowUnnamedPosts: true);
        Hub.Clock.Pass(TimeSpan.FromSeconds(20));
        var (drawn, at) = ((await Counts.ReadAsync(Cast.Gus, Cancel)).In(Cast.ByRequest)!.LastPostId, Hub.Now);
        await Posts.PostAsync(Cast.Cy, id, "I have been ill.", isUnnamed: true);
        Assert.False((await Counts.ReadAsync(Cast.Gus, Cancel)).In(Cast.ByRequest)!.HasNewSince(drawn));

        Hub.Clock.Pass(TimeSpan.FromSeconds(20));
        await Hub.Get<UnnamedPosts>().AppearAsync(Cancel);
        Assert.True((await ViewAsync(Cast.Gus, id)).Posts[1].At < at);
        Assert.True((await Counts.ReadAsync(Cast.Gus, Cancel)).In(Cast.ByRequest)!.HasNewSince(drawn));
        await Following.MarkReadAsync(Cast.Gus, id, 2);
        Assert.False((await Counts.ReadAsync(Cast.Gus, Cancel)).In(Cast.ByRequest)!.HasNewSince(drawn));
    }

    [Fact]
    public async Task A_change_is_read_once_whoever_watches_and_ones_own_part_by_ones_own_acts_alone()
    {
        var id = await StartAsync();
        await StartAsync(Cast.Private);
        Actor[] watchers = [Cast.Ada, Cast.Bo, Cast.Cy, Cast.Gus];
        await WatchAsync(watchers);

        Assert.Equal(0, await WatchAsync(watchers)); // nothing has happened
        await Posts.PostAsync(Cast.Gus, id, "We did.");
        Assert.Equal(2, await WatchAsync(watchers)); // the community for all, and what Gus has read: his own post
        await Posts.PostAsync(Cast.Dot, id, "Not a member.").ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal(0, await WatchAsync(watchers));
        await Following.MarkReadAsync(Cast.Ada, id, 2);
        Assert.Equal(1, await WatchAsync(watchers));
        await Following.FollowAsync(Cast.Bo, id, isMuted: true);
        Assert.Equal(1, await WatchAsync(watchers));
    }

    [Fact]
    public async Task Of_a_change_each_reader_looks_at_what_has_changed_and_not_at_all_there_is()
    {
        var id = await StartAsync();
        for (var i = 0; i < 20; i++) await StartAsync();
        Actor[] watchers = [Cast.Bo, Cast.Cy, Cast.Gus];
        await WatchAsync(watchers);
        var before = Counts.Looks;
        await Posts.PostAsync(Cast.Ada, id, "We did.");
        await WatchAsync(watchers);

        Assert.Equal(watchers.Length, Counts.Looks - before);
        Assert.Equal(2, (await OfAsync(Cast.Gus, id)).Count);
        await Posts.EditAsync(Cast.Ada, id, 2, "We did, for a year.", 0);
        await WatchAsync(watchers);
        Assert.Equal(watchers.Length, Counts.Looks - before); // nothing to count
    }

    async Task<long> WatchAsync(Actor[] watchers)
    {
        var before = Counts.Reads;
        foreach (var who in watchers) await Counts.ReadAsync(who, Cancel);
        return Counts.Reads - before;
    }

    // The same person, on the same data: the list, the community's page, the first page, and what tabs and navigation count.
    async Task AgreeAsync()
    {
        foreach (var who in new[] { Cast.Ada, Cast.Bo, Cast.Cy, Cast.Gus, Cast.Eve, Cast.Fay, Cast.Ned, Cast.Xan })
        {
            var (unread, desk) = (await Counts.ReadAsync(who, Cancel), await Hub.Get<ForumDesk>().ReadAsync(who, Cancel));
            Assert.Equal(unread.Discussions, desk.Unread.Discussions);
            var inAll = 0;
            foreach (var community in new[] { Cast.Open, Cast.ByRequest, Cast.Private, Cast.Fays })
            {
                var list = (await Hub.Get<DiscussionLists>().ListAsync(who, community, cancel: Cancel)).Lines.ToDictionary(line => line.Id, line => line.Unread);
                var page = (await Hub.Get<DiscussionLists>().LatestAsync(who, community, 5, Cancel)).ToDictionary(line => line.Id, line => line.Unread);
                Assert.Equal(list.Keys.Order(StringComparer.Ordinal), page.Keys.Order(StringComparer.Ordinal));
                Assert.All(list, line => Assert.Equal((line.Value, line.Value), (unread.Of(line.Key).Count, page[line.Key])));
                Assert.Equal(list.Values.Count(count => count > 0), unread.In(community)?.Discussions ?? 0);
                inAll += list.Values.Count(count => count > 0);
            }
            Assert.Equal(inAll, unread.Discussions);
            Assert.All(desk.Replies, reply => Assert.Equal(unread.Of(reply.Id).Count, reply.New));
        }
    }

    async Task<UnreadPosts> OfAsync(Actor who, string discussion) => (await Counts.ReadAsync(who, Cancel)).Of(discussion);

    Task<string> KeyOfAsync(Actor actor) => Hub.LookAsync(db => db.People.Where(p => p.Id == actor.PersonId).Select(p => p.PublicId).SingleAsync(Cancel));
}
