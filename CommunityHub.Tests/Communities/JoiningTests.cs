using CommunityHub.Communities;
using CommunityHub.Live;
using CommunityHub.RateLimits;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Communities;

public sealed class JoiningOnSqliteTests() : JoiningTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class JoiningOnPostgresTests() : JoiningTests(new PostgresTestDatabase());

public abstract class JoiningTests(TestDatabase database) : CommunityTests(database)
{
    /// o: the open community, r: by request, p: private. The letter stands where the person is in afterwards.
    [Theory]
    [InlineData("visitor", "")]
    [InlineData("una", "")]
    [InlineData("ned", "o")]
    [InlineData("xan", "o")]
    [InlineData("fay", "o")]
    [InlineData("dot", "o")]
    [InlineData("cy", "or")]
    [InlineData("bo", "orp")]
    [InlineData("gus", "orp")]
    [InlineData("ada", "orp")]
    public async Task Only_an_open_community_is_joined_at_once(string who, string isIn)
    {
        var actor = Cast.Named(who);
        foreach (var community in new[] { Cast.Open, Cast.ByRequest, Cast.Private }) await AnswerTo(() => Members.JoinAsync(actor, community));

        var letters = "";
        if (await IsIn(actor, Cast.Open)) letters += "o";
        if (await IsIn(actor, Cast.ByRequest)) letters += "r";
        if (await IsIn(actor, Cast.Private)) letters += "p";
        Assert.Equal(isIn, letters);
    }

    [Theory]
    [InlineData("visitor", "Sign in first. What you typed is kept.")]
    [InlineData("una", "Confirm your mail address first. We sent you a link.")]
    [InlineData("ned", "")]
    [InlineData("xan", "")]
    [InlineData("fay", "")]
    [InlineData("dot", "")]
    [InlineData("cy", "You are a member already.")]
    [InlineData("ada", "You are a member already.")]
    [InlineData("eve", "You are suspended from this community until 4 April 2026.")]
    public async Task Who_may_ask_to_join_a_community_by_request(string who, string answer) =>
        Assert.Equal(answer, await AnswerTo(() => Requests.AskAsync(Cast.Named(who), Cast.ByRequest, "I do this work.")));

    [Fact]
    public async Task A_private_community_is_not_there_for_who_asks_to_join_it_as_one_that_never_was()
    {
        foreach (var act in new Func<long, Task>[] { id => Members.JoinAsync(Cast.Ned, id), id => Requests.AskAsync(Cast.Ned, id, "Please.") })
        {
            Assert.Equal(await AnswerTo(() => act(987_654)), await AnswerTo(() => act(Cast.Private)));
        }
    }

    [Fact]
    public async Task A_request_is_accepted_with_words_and_opens_the_door()
    {
        await Requests.AskAsync(Cast.Ned, Cast.ByRequest, "I review care plans in Tarnbrook.");
        Assert.Contains("Ned Marsh asks to join Adult Social Care", await NoticesOf(Cast.Ada));
        var request = Assert.Single((await Requests.ListAsync(Cast.Ada, Cast.ByRequest, Stop))!);
        Assert.Equal("I review care plans in Tarnbrook.", request.Reason);

        await Rings(LiveTopic.PersonRights(Cast.Ned.PersonId!.Value), () => Requests.AcceptAsync(Cast.Ada, Cast.ByRequest, request.PublicId, "Welcome, Ned."));

        Assert.True(await Reads(Cast.Ned, Cast.ByRequest));
        Assert.Equal(["You are in: Adult Social Care. Welcome, Ned."], await NoticesOf(Cast.Ned));
        Assert.Equal([ActVerbs.AcceptedRequest], await VerbsIn(Cast.ByRequest));
        Assert.Equal("This request has been answered already.", await AnswerTo(() => Requests.DeclineAsync(Cast.Ada, Cast.ByRequest, request.PublicId, "No.")));
    }

    [Fact]
    public async Task A_declined_request_leaves_the_door_shut_and_may_be_made_again()
    {
        await Requests.AskAsync(Cast.Ned, Cast.ByRequest, "Curious.");
        var request = Assert.Single((await Requests.ListAsync(Cast.Ada, Cast.ByRequest, Stop))!);

        Assert.NotEqual("", await AnswerTo(() => Requests.DeclineAsync(Cast.Ada, Cast.ByRequest, request.PublicId, " ")));
        await Requests.DeclineAsync(Cast.Ada, Cast.ByRequest, request.PublicId, "Not the right place for now.");

        Assert.False(await Reads(Cast.Ned, Cast.ByRequest));
        await Requests.AskAsync(Cast.Ned, Cast.ByRequest, "I do this work.");
        Assert.Equal("You have asked already. A facilitator will answer you.", await AnswerTo(() => Requests.AskAsync(Cast.Ned, Cast.ByRequest, "Again.")));
        await Requests.WithdrawAsync(Cast.Ned, Cast.ByRequest);
        Assert.Empty((await Requests.ListAsync(Cast.Ada, Cast.ByRequest, Stop))!);
    }

    [Theory]
    [InlineData("visitor")]
    [InlineData("ned")]
    [InlineData("bo")]
    [InlineData("cy")]
    [InlineData("eve")]
    [InlineData("fay")]
    [InlineData("dot")]
    [InlineData("xan")]
    public async Task Only_its_facilitators_see_and_answer_requests(string who)
    {
        await Requests.AskAsync(Cast.Ned, Cast.ByRequest, "I do this work.");
        var request = Assert.Single((await Requests.ListAsync(Cast.Ada, Cast.ByRequest, Stop))!);

        Assert.Null(await Requests.ListAsync(Cast.Named(who), Cast.ByRequest, Stop));
        Assert.NotEqual("", await AnswerTo(() => Requests.AcceptAsync(Cast.Named(who), Cast.ByRequest, request.PublicId, null)));
        Assert.False(await IsIn(Cast.Ned, Cast.ByRequest));
    }

    [Fact]
    public async Task A_request_is_not_answered_from_another_community()
    {
        await Requests.AskAsync(Cast.Ned, Cast.ByRequest, "I do this work.");
        var request = Assert.Single((await Requests.ListAsync(Cast.Ada, Cast.ByRequest, Stop))!);

        Assert.NotEqual("", await AnswerTo(() => Requests.AcceptAsync(Cast.Fay, Cast.Fays, request.PublicId, null)));
        Assert.False(await IsIn(Cast.Ned, Cast.ByRequest));
        Assert.False(await IsIn(Cast.Ned, Cast.Fays));
    }

    /// E3 H3: the same click many times, at once, on two servers.
    [Fact]
    public async Task Many_joins_at_once_make_one_member()
    {
        var other = AnotherServer();
        var elsewhere = new Memberships(Hub.Databases, other, Hub.Clock);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => (i % 2 == 0 ? Members : elsewhere).JoinAsync(Cast.Ned, Cast.Open))));

        Assert.Equal(1, await Hub.LookAsync(db => db.Memberships.CountAsync(m => m.CommunityId == Cast.Open && m.PersonId == Cast.Ned.PersonId)));
    }

    [Fact]
    public async Task Many_requests_at_once_make_one()
    {
        var other = AnotherServer();
        var elsewhere = new JoinRequests(Hub.Databases, other, new Limits(Hub.Clock), Hub.Clock);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => AnswerTo(() => (i % 2 == 0 ? Requests : elsewhere).AskAsync(Cast.Ned, Cast.ByRequest, "I do this work.")))));

        Assert.Equal(1, await Hub.LookAsync(db => db.JoinRequests.CountAsync()));
    }

    [Fact]
    public async Task Who_leaves_is_out_and_may_come_back_with_the_past_kept()
    {
        await Rings(LiveTopic.CommunityRights(Cast.Open), () => Members.LeaveAsync(Cast.Bo, Cast.Open));
        Assert.False(await IsIn(Cast.Bo, Cast.Open));

        await Members.JoinAsync(Cast.Bo, Cast.Open);
        Assert.Equal(2, await Hub.LookAsync(db => db.Memberships.CountAsync(m => m.CommunityId == Cast.Open && m.PersonId == Cast.Bo.PersonId)));
    }

    [Fact]
    public async Task The_lead_does_not_leave_before_handing_over()
    {
        Assert.StartsWith("The lead cannot leave", await AnswerTo(() => Members.LeaveAsync(Cast.Ada, Cast.Open)), StringComparison.Ordinal);

        await Facilitators.AddAsync(Cast.Ada, Cast.Open, await IdOf(Cast.Bo));
        await Facilitators.HandOverAsync(Cast.Ada, Cast.Open, await IdOf(Cast.Bo));
        await Members.LeaveAsync(Cast.Ada, Cast.Open);

        Assert.False(await IsIn(Cast.Ada, Cast.Open));
        Assert.StartsWith("The lead cannot leave", await AnswerTo(() => Members.LeaveAsync(Cast.Bo, Cast.Open)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archived_community_is_read_and_nobody_comes_in()
    {
        await Administration.ArchiveAsync(Cast.Ada, Cast.Open, "It has done its work.");

        Assert.True(await Reads(Cast.Ned, Cast.Open));
        Assert.NotEqual("", await AnswerTo(() => Members.JoinAsync(Cast.Ned, Cast.Open)));
        Assert.NotEqual("", await AnswerTo(() => Administration.DescribeAsync(Cast.Ada, Cast.Open, "Other", "Purpose")));

        await Administration.ReopenAsync(Cast.Ada, Cast.Open);
        await Members.JoinAsync(Cast.Ned, Cast.Open);
        Assert.Equal([ActVerbs.Archived, ActVerbs.Reopened], await VerbsIn(Cast.Open));
    }
}
