using CommunityHub.Accounts;
using CommunityHub.Communities;
using CommunityHub.Hotseats;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

/// ACCEPTANCE E1 and E2: the whole cast, in all three kinds of community.
public sealed class HotseatRightsTests() : HotseatTest(new SqliteTestDatabase())
{
    static readonly string[] Everybody = ["visitor", "ada", "bo", "cy", "dot", "eve", "gus", "fay", "ned", "una", "xan"];

    const string OpenMembers = "ada bo eve gus", RequestMembers = "ada bo cy gus", PrivateMembers = "ada bo gus";

    [Theory]
    [InlineData("ask", OpenMembers, RequestMembers, PrivateMembers)]
    [InlineData("want", OpenMembers, RequestMembers, PrivateMembers)]
    [InlineData("come", OpenMembers, RequestMembers, PrivateMembers)]
    [InlineData("withdraw", "bo", "bo", "bo")]
    [InlineData("answer", "gus", "gus", "gus")]
    [InlineData("answer now", "ada gus", "ada gus", "ada gus")]
    [InlineData("stop answering", "ada gus", "ada gus", "ada gus")]
    [InlineData("decline", "ada", "ada", "ada")]
    [InlineData("draft", "ada", "ada", "ada")]
    [InlineData("change", "ada", "ada", "ada")]
    [InlineData("announce", "ada", "ada", "ada")]
    [InlineData("open questions", "ada", "ada", "ada")]
    [InlineData("go live", "ada", "ada", "ada")]
    [InlineData("hold", "ada", "ada", "ada")]
    [InlineData("release", "ada", "ada", "ada")]
    [InlineData("run on", "ada", "ada", "ada")]
    [InlineData("wrap up", "ada", "ada", "ada")]
    [InlineData("archive", "ada", "ada", "ada")]
    [InlineData("say", "ada", "ada", "ada")]
    [InlineData("cancel", "ada", "ada", "ada")]
    public async Task Each_verb_is_for_some_people_and_refused_to_all_others(string verb, string open, string byRequest, string isPrivate)
    {
        foreach (var (kind, expected) in new[] { (CommunityKind.Open, open), (CommunityKind.ByRequest, byRequest), (CommunityKind.Private, isPrivate) })
        {
            // Those who may come last, so that the same set-up serves all.
            var allowed = expected.Split(' ');
            var done = new List<string>();
            var (hotseat, question) = await SetUpAsync(verb, Cast.Of(kind));
            foreach (var who in Everybody.Except(allowed))
            {
                var refused = await Record.ExceptionAsync(() => DoAsync(verb, Cast.Named(who), kind, hotseat, question));
                Assert.True(refused is RefusedException, $"{who} in {kind}: {refused}");
            }
            foreach (var who in allowed)
            {
                if (done.Count > 0) (hotseat, question) = await SetUpAsync(verb, Cast.Of(kind));
                await DoAsync(verb, Cast.Named(who), kind, hotseat, question);
                done.Add(who);
            }
        }
    }

    [Theory]
    [InlineData(CommunityKind.Open, "visitor ada bo cy dot eve gus fay ned una xan")]
    [InlineData(CommunityKind.ByRequest, RequestMembers)]
    [InlineData(CommunityKind.Private, PrivateMembers)]
    public async Task A_room_is_read_by_those_who_read_the_community_and_a_draft_by_its_facilitators(CommunityKind kind, string readers)
    {
        var live = await Stage.HotseatAsync(HotseatState.Live, Cast.Of(kind));
        var draft = await Stage.HotseatAsync(HotseatState.Draft, Cast.Of(kind));
        foreach (var who in Everybody)
        {
            Assert.Equal((who, readers.Split(' ').Contains(who)), (who, await ReadsAsync(Cast.Named(who), live)));
            Assert.Equal((who, who == "ada"), (who, await ReadsAsync(Cast.Named(who), draft)));
        }
    }

    [Fact]
    public async Task A_draft_is_hidden_from_a_facilitator_who_has_left()
    {
        var draft = await Stage.HotseatAsync(HotseatState.Draft, Cast.Open);
        await EndMembershipAsync(Cast.Ada, Cast.Open);

        Assert.Equal(HotseatNotThere, await RefusedAsync(() => Stage.Sessions.AnnounceAsync(Cast.Ada, draft)));
        Assert.False(await ReadsAsync(Cast.Ada, draft));
    }

    [Fact]
    public async Task R1_and_R2_A_right_lost_a_second_ago_is_refused_at_the_act()
    {
        var hotseat = await Stage.HotseatAsync(HotseatState.Live);
        var question = await Stage.AskAsync(Cast.Cy, hotseat);
        await Stage.AskAsync(Cast.Bo, hotseat);

        Hub.Clock.Pass(TimeSpan.FromSeconds(1));
        await Hub.Writes.DoAsync(work =>
        {
            work.Db.Add(Suspension.Of(Cast.Bo.PersonId!.Value, Cast.ByRequest, "Repeated unkind words.", Cast.Ada.PersonId!.Value, work.Now, work.Now.AddDays(1)));
            return Task.CompletedTask;
        }, TestContext.Current.CancellationToken);
        Assert.Contains("You are suspended from this community until 6 March 2026", await RefusedAsync(() => Stage.AskAsync(Cast.Bo, hotseat)), StringComparison.Ordinal);
        Assert.Contains("suspended", await RefusedAsync(() => Stage.Questions.VoteAsync(Cast.Bo, question, true)), StringComparison.Ordinal);

        await EndMembershipAsync(Cast.Gus, Cast.ByRequest);
        Assert.Equal(HotseatNotThere, await RefusedAsync(() => Stage.Questions.AnswerAsync(Cast.Gus, question, "An answer.")));
    }

    [Fact]
    public async Task R3_A_role_lost_a_second_ago_is_refused_at_the_act()
    {
        var hotseat = await Stage.HotseatAsync(HotseatState.Live);
        var question = await Stage.AskAsync(Cast.Bo, hotseat);
        await Hub.Writes.DoAsync(async work =>
        {
            foreach (var role in await work.Db.Roles.Where(r => r.PersonId == Cast.Ada.PersonId).ToListAsync()) role.End(work.Now);
        }, TestContext.Current.CancellationToken);

        Assert.Equal("Only a facilitator of this community can do that.", await RefusedAsync(() => Stage.Questions.DeclineAsync(Cast.Ada, question, "A kind word.")));
        Assert.Equal("Only a facilitator of this community can do that.", await RefusedAsync(() => Stage.Sessions.WrapUpAsync(Cast.Ada, hotseat)));
    }

    [Fact]
    public async Task R5_and_R6_A_community_that_closes_is_closed_to_who_was_reading_it()
    {
        var hotseat = await Stage.HotseatAsync(HotseatState.Live, Cast.Open);
        Assert.True(await ReadsAsync(Cast.Ned, hotseat));
        Assert.True(await ReadsAsync(Actor.Visitor, hotseat));

        await Hub.Writes.DoAsync(async work =>
        {
            (await work.Db.Communities.SingleAsync(c => c.Id == Cast.Open)).ChangeKind(CommunityKind.Private);
            work.Announce(LiveTopic.CommunityRights(Cast.Open));
        }, TestContext.Current.CancellationToken);

        Assert.False(await ReadsAsync(Cast.Ned, hotseat));
        Assert.False(await ReadsAsync(Actor.Visitor, hotseat));
        Assert.True(await ReadsAsync(Cast.Bo, hotseat));
    }

    [Fact]
    public async Task An_actor_whose_sign_in_has_ended_is_a_visitor()
    {
        var hotseat = await Stage.HotseatAsync(HotseatState.Live, Cast.Open);
        var signIn = await Hub.Writes.DoAsync(async work =>
        {
            var row = SignIn.Start(Cast.Bo.PersonId!.Value, [1, 2, 3], "Firefox on Linux", work.Now);
            work.Db.Add(row);
            await work.Db.SaveChangesAsync();
            return row.Id;
        }, TestContext.Current.CancellationToken);
        var bo = new Actor(Cast.Bo.PersonId, signIn);
        var question = await Stage.AskAsync(bo, hotseat);
        var id = (await Stage.Rooms.FindAsync(hotseat, TestContext.Current.CancellationToken))!.Value.HotseatId;
        Assert.Equal([question], (await Stage.Rooms.ReadMineAsync(bo, id, TestContext.Current.CancellationToken)).Asked);

        await Hub.Writes.DoAsync(async work =>
        {
            (await work.Db.SignIns.SingleAsync(s => s.Id == signIn)).End(work.Now);
            work.Announce(LiveTopic.PersonRights(bo.PersonId!.Value));
        }, TestContext.Current.CancellationToken);

        Assert.Equal("Sign in first. What you typed is kept.", await RefusedAsync(() => Stage.AskAsync(bo, hotseat)));
        Assert.Equal("Sign in first. What you typed is kept.", await RefusedAsync(() => Stage.Questions.WithdrawAsync(bo, question)));
        Assert.Same(MyPart.None, await Stage.Rooms.ReadMineAsync(bo, id, TestContext.Current.CancellationToken));
        Assert.Null((await Stage.Rooms.ReadAsync(bo, hotseat, TestContext.Current.CancellationToken))!.Standing.Reader.KnownId);

        // Another person's sign-in is nobody's.
        Assert.Equal("Sign in first. What you typed is kept.", await RefusedAsync(() => Stage.AskAsync(new Actor(Cast.Ada.PersonId, signIn), hotseat)));
    }

    [Fact]
    public async Task Only_the_asker_reads_the_words_of_a_question_that_is_not_shown()
    {
        var hotseat = await Stage.HotseatAsync(HotseatState.Live);
        var question = await Stage.AskAsync(Cast.Bo, hotseat);
        await Stage.Questions.DeclineAsync(Cast.Ada, question, "It names a person.");
        var id = (await Stage.Rooms.FindAsync(hotseat, TestContext.Current.CancellationToken))!.Value.HotseatId;

        var declined = Assert.Single((await Stage.Rooms.ReadMineAsync(Cast.Bo, id, TestContext.Current.CancellationToken)).Declined);
        Assert.Equal((question, Stage.Words, "It names a person."), (declined.Id, declined.Text, declined.Why));
        Assert.Empty((await Stage.Rooms.ReadMineAsync(Cast.Cy, id, TestContext.Current.CancellationToken)).Declined);
        Assert.Empty((await Stage.Rooms.ReadAsync(Cast.Ada, hotseat, TestContext.Current.CancellationToken))!.Room.Questions);
    }

    const string HotseatNotThere = "There is no page here. It may have moved, or the address has a slip in it.";

    async Task<(string Hotseat, string Question)> SetUpAsync(string verb, long community)
    {
        var state = verb switch
        {
            "announce" => HotseatState.Draft,
            "open questions" => HotseatState.Announced,
            "go live" or "hold" or "release" or "come" or "change" => HotseatState.Collecting,
            "archive" => HotseatState.WrappingUp,
            _ => HotseatState.Live,
        };
        var hotseat = verb is "run on" ? await LiveNowAsync(community) : await Stage.HotseatAsync(state, community);
        if (verb is "release") await Stage.Sessions.HoldAsync(Cast.Ada, hotseat);
        return (hotseat, state is HotseatState.Live ? await Stage.AskAsync(Cast.Bo, hotseat) : "");
    }

    // Opened a few minutes early: one that is live for days cannot run on.
    async Task<string> LiveNowAsync(long community)
    {
        var hotseat = await Stage.DraftAsync(community, await Stage.FormAsync(Hub.Now.AddMinutes(10)));
        await Stage.Sessions.AnnounceAsync(Cast.Ada, hotseat);
        await Stage.Sessions.GoLiveAsync(Cast.Ada, hotseat);
        return hotseat;
    }

    async Task DoAsync(string verb, Actor who, CommunityKind kind, string hotseat, string question)
    {
        var (sessions, questions) = (Stage.Sessions, Stage.Questions);
        await (verb switch
        {
            "ask" => questions.AskAsync(who, hotseat, "Why?"),
            "want" => questions.VoteAsync(who, question, true),
            "come" => sessions.ComeAsync(who, hotseat, true),
            "withdraw" => questions.WithdrawAsync(who, question),
            "answer" => questions.AnswerAsync(who, question, "So it is."),
            "answer now" => questions.AnswerNowAsync(who, question),
            "stop answering" => questions.StopAnsweringAsync(who, hotseat),
            "decline" => questions.DeclineAsync(who, question, "A kind word."),
            "draft" => sessions.DraftAsync(who, await Stage.SlugAsync(Cast.Of(kind)), await Stage.FormAsync()),
            "change" => sessions.ChangeAsync(who, hotseat, await Stage.FormAsync()),
            "announce" => sessions.AnnounceAsync(who, hotseat),
            "open questions" => sessions.OpenQuestionsAsync(who, hotseat),
            "go live" => sessions.GoLiveAsync(who, hotseat),
            "hold" => sessions.HoldAsync(who, hotseat),
            "release" => sessions.ReleaseAsync(who, hotseat),
            "run on" => sessions.RunOnAsync(who, hotseat),
            "wrap up" => sessions.WrapUpAsync(who, hotseat),
            "archive" => sessions.ArchiveAsync(who, hotseat),
            "say" => sessions.SayAsync(who, hotseat, "Ten minutes left"),
            "cancel" => sessions.CancelAsync(who, hotseat, "Gus is ill."),
            _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "No such verb."),
        });
    }

    async Task<bool> ReadsAsync(Actor who, string hotseat) => await Stage.Rooms.ReadAsync(who, hotseat, TestContext.Current.CancellationToken) is not null;

    Task EndMembershipAsync(Actor who, long community) => Hub.Writes.DoAsync(async work =>
        (await work.Db.Memberships.SingleAsync(m => m.PersonId == who.PersonId && m.CommunityId == community && m.Until == null)).End(work.Now));
}
