using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.People;
using CommunityHub.Polls;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Forums;

/// ACCEPTANCE E1 and E2: the whole cast, in all three kinds of community. Bo starts the discussion, Gus replies.
public sealed class ForumRightsOnSqliteTests() : ForumRightsTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class ForumRightsOnPostgresTests() : ForumRightsTests(new PostgresTestDatabase());

/// ACCEPTANCE P19 (histories), P28.
public abstract class ForumRightsTests(TestDatabase database) : ForumTest(database)
{
    static readonly string[] Everybody = ["visitor", "ada", "bo", "cy", "dot", "eve", "gus", "fay", "ned", "una", "xan"];

    const string OpenMembers = "ada bo eve gus", RequestMembers = "ada bo cy gus", PrivateMembers = "ada bo gus";

    [Theory]
    [InlineData("start", OpenMembers, RequestMembers, PrivateMembers)]
    [InlineData("post", OpenMembers, RequestMembers, PrivateMembers)]
    [InlineData("thank", "ada bo eve", "ada bo cy", "ada bo")]
    [InlineData("vote", OpenMembers, RequestMembers, PrivateMembers)]
    [InlineData("close a poll", "ada gus", "ada gus", "ada gus")]
    [InlineData("edit", "gus", "gus", "gus")]
    [InlineData("remove", "ada gus", "ada gus", "ada gus")]
    [InlineData("restore", "ada", "ada", "ada")]
    [InlineData("mark", "ada bo", "ada bo", "ada bo")]
    [InlineData("change", "ada bo", "ada bo", "ada bo")]
    [InlineData("pin", "ada", "ada", "ada")]
    [InlineData("lock", "ada", "ada", "ada")]
    [InlineData("follow", "ada bo cy dot eve gus fay ned xan", RequestMembers, PrivateMembers)]
    public async Task Each_verb_is_for_some_people_and_refused_to_all_others(string verb, string open, string byRequest, string isPrivate)
    {
        foreach (var (kind, expected) in new[] { (CommunityKind.Open, open), (CommunityKind.ByRequest, byRequest), (CommunityKind.Private, isPrivate) })
        {
            // Those who may come last, so that the same set-up serves all.
            var allowed = expected.Split(' ');
            var id = await SetUpAsync(verb, kind);
            foreach (var who in Everybody.Except(allowed))
            {
                var refused = await Record.ExceptionAsync(() => DoAsync(verb, Cast.Named(who), kind, id));
                Assert.True(refused is RefusedException, $"{who} in {kind}: {refused}");
            }
            foreach (var who in allowed) await DoAsync(verb, Cast.Named(who), kind, await SetUpAsync(verb, kind));
        }
    }

    [Theory]
    [InlineData(CommunityKind.Open, "visitor ada bo cy dot eve gus fay ned una xan")]
    [InlineData(CommunityKind.ByRequest, RequestMembers)]
    [InlineData(CommunityKind.Private, PrivateMembers)]
    public async Task Who_may_not_read_a_community_finds_no_discussion_no_list_and_no_history_of_it(CommunityKind kind, string readers)
    {
        var id = await StartAsync(Cast.Of(kind));
        await Posts.EditAsync(Cast.Bo, id, 1, "Better words.", 0);
        foreach (var who in Everybody)
        {
            var (actor, may) = (Cast.Named(who), readers.Split(' ').Contains(who));
            Assert.True(may == await Reading.ReadAsync(actor, id, cancel: TestContext.Current.CancellationToken) is not null, $"{who} in {kind}");
            Assert.Equal(may, (await Hub.Get<DiscussionLists>().ListAsync(actor, Cast.Of(kind), cancel: TestContext.Current.CancellationToken)).Lines.Count == 1);
            Assert.Equal(may, await Hub.Get<PostHistories>().ReadAsync(actor, id, 1, TestContext.Current.CancellationToken) is not null);
        }
    }

    async Task<string> SetUpAsync(string verb, CommunityKind kind)
    {
        var id = await StartAsync(Cast.Of(kind));
        await Posts.PostAsync(Cast.Gus, id, "We did, for a year.", poll: new PollForm("For how long?", "A year\nTwo", false, false, null));
        if (verb is "restore") await Posts.RemoveAsync(Cast.Ada, id, 2, "Not kind.");
        return id;
    }

    async Task DoAsync(string verb, Actor who, CommunityKind kind, string id)
    {
        await (verb switch
        {
            "start" => StartAsync(Cast.Of(kind), who),
            "post" => Posts.PostAsync(who, id, "Me too."),
            "thank" => Posts.ThankAsync(who, id, 2, thanks: true),
            "vote" => Hub.Get<PollVoting>().VoteAsync(who, id, 2, [0]),
            "close a poll" => Hub.Get<PollVoting>().CloseAsync(who, id, 2),
            "edit" => Posts.EditAsync(who, id, 2, "We did, for two years.", 0),
            "remove" => Posts.RemoveAsync(who, id, 2, "Not kind."),
            "restore" => Posts.RestoreAsync(who, id, 2),
            "mark" => Discussions.MarkAnswerAsync(who, id, 2),
            "change" => Discussions.ChangeAsync(who, id, "Another title", DiscussionKind.Talk, null),
            "pin" => Discussions.PinAsync(who, id, isPinned: true),
            "lock" => Discussions.LockAsync(who, id, isLocked: true),
            "follow" => Following.FollowAsync(who, id, isMuted: false),
            _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, null),
        });
    }
}
