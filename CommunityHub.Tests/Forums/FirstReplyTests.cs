using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.People;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Forums;

public sealed class FirstReplyOnSqliteTests() : FirstReplyTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class FirstReplyOnPostgresTests() : FirstReplyTests(new PostgresTestDatabase());

/// The no-silence promise.
public abstract class FirstReplyTests(TestDatabase database) : ForumTest(database)
{
    const string ForVolunteers = "Cy Morrow is new in Adult Social Care, and nobody has replied to “Assessments by phone” yet. You said that you greet newcomers: a short hello is enough.";
    const string ForFacilitators = "Cy Morrow is new in Adult Social Care, and nobody has replied to “Assessments by phone” yet. The time that you promise is nearly over.";
    const string ForOwn = "A newcomer’s first question in Adult Social Care has waited longer than promised there. Its facilitators could use a hand.";

    FirstReplies Replies => Hub.Get<FirstReplies>();

    [Fact]
    public async Task A_newcomers_question_goes_to_volunteers_then_facilitators_then_further_each_once()
    {
        await PromiseAsync("48");
        await Replies.VolunteerAsync(Cast.Gus, Cast.ByRequest, true);
        await StartAsync(by: Cast.Cy);

        Assert.Equal(0, await AfterAsync(23.9));
        Assert.Equal(1, await AfterAsync(0.2));
        Assert.Equal([ForVolunteers], await NoticesOfAsync(Cast.Gus));
        Assert.Empty(await NoticesOfAsync(Cast.Ada));

        Assert.Equal(0, await AfterAsync(11.8));
        Assert.Equal(1, await AfterAsync(0.2));
        Assert.Equal([ForFacilitators], await NoticesOfAsync(Cast.Ada));

        Assert.Equal(1, await AfterAsync(12));
        Assert.Equal([ForOwn], await NoticesOfAsync(Cast.Dot)); // there is no facilitators' own community here: the administrators hear of it
        Assert.Equal(0, await AfterAsync(500));
        Assert.Single(await NoticesOfAsync(Cast.Gus));
    }

    [Fact]
    public async Task A_reply_by_somebody_else_keeps_the_promise()
    {
        await PromiseAsync("48");
        await Replies.VolunteerAsync(Cast.Gus, Cast.ByRequest, true);
        var id = await StartAsync(by: Cast.Cy);
        await Posts.PostAsync(Cast.Cy, id, "I forgot to say: by video.");
        Assert.Equal(1, await AfterAsync(24));
        await Posts.PostAsync(Cast.Bo, id, "Welcome, Cy.");
        Assert.Equal(0, await AfterAsync(100));
        Assert.Empty(await NoticesOfAsync(Cast.Dot));
    }

    [Fact]
    public async Task Only_a_first_post_where_a_reply_is_promised_is_watched()
    {
        await StartAsync(by: Cast.Cy); // before anything is promised
        await PromiseAsync("1");
        await StartAsync(by: Cast.Cy); // their second
        Assert.Equal(0, await AfterAsync(100));
    }

    [Fact]
    public async Task What_is_locked_or_taken_away_is_not_asked_for()
    {
        await PromiseAsync("1");
        var id = await StartAsync(by: Cast.Cy);
        await Discussions.LockAsync(Cast.Ada, id, true);
        Assert.Equal(0, await AfterAsync(100));
        Assert.Empty(await NoticesOfAsync(Cast.Dot));
    }

    [Fact]
    public async Task Two_are_asked_at_a_time_and_the_next_time_others()
    {
        await PromiseAsync("10");
        foreach (var who in new[] { Cast.Bo, Cast.Gus, Cast.Ada }) await Replies.VolunteerAsync(who, Cast.ByRequest, true);
        await StartAsync(by: Cast.Cy);
        await AfterAsync(5);
        await Hub.Get<JoinRequests>().AskAsync(Cast.Ned, Cast.ByRequest, "I work there.");
        var request = (await Hub.Get<JoinRequests>().ListAsync(Cast.Ada, Cast.ByRequest, TestContext.Current.CancellationToken))!.Single();
        await Hub.Get<JoinRequests>().AcceptAsync(Cast.Ada, Cast.ByRequest, request.PublicId, null);
        await StartAsync(by: Cast.Ned);
        await AfterAsync(5);

        var asked = new Dictionary<string, int>();
        foreach (var who in new[] { "bo", "gus", "ada" }) asked[who] = (await NoticesOfAsync(Cast.Named(who))).Count(words => words.Contains("You said that you greet", StringComparison.Ordinal));
        Assert.Equal(4, asked.Values.Sum());
        Assert.All(asked.Values, count => Assert.InRange(count, 1, 2));
    }

    [Fact]
    public async Task A_private_community_is_not_named_outside()
    {
        await PromiseAsync("1", Cast.Private);
        await StartAsync(Cast.Private);
        await AfterAsync(100);
        Assert.Equal(["A newcomer’s first question in a private community has waited longer than promised there. Its facilitators could use a hand."], await NoticesOfAsync(Cast.Dot));
    }

    [Theory]
    [InlineData("visitor")]
    [InlineData("dot")]
    [InlineData("eve")]
    [InlineData("ned")]
    public async Task Only_members_greet(string who) => await RefusedAsync(() => Replies.VolunteerAsync(Cast.Named(who), Cast.ByRequest, true));

    Task PromiseAsync(string hours, long? community = null) => Hub.Get<CommunityAdministration>().ChangePostingAsync(Cast.Ada, community ?? Cast.ByRequest, false, hours);

    Task<int> AfterAsync(double hours)
    {
        Hub.Clock.Pass(TimeSpan.FromHours(hours));
        return Replies.CatchUpAsync(TestContext.Current.CancellationToken);
    }
}
