using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

public sealed class ClaimOnSqliteTests() : ClaimTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class ClaimOnPostgresTests() : ClaimTests(new PostgresTestDatabase());

public abstract class ClaimTests(TestDatabase database) : HotseatTest(database)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    PanelStage Guests => new(Hub);
    HotseatClaims Claims => Hub.Get<HotseatClaims>();

    [Fact]
    public async Task Everyone_in_the_room_sees_who_is_answering()
    {
        var (id, question, sam) = await SetAsync();
        await Claims.ClaimAsync(sam, question);
        Assert.Equal(new ClaimRow("Sam Adeyemi", IsNow: false), (await RowAsync(id, question)).Claim);

        await Stage.Questions.AnswerNowAsync(sam, question);
        Assert.Equal(new ClaimRow("Sam Adeyemi", IsNow: true), (await RowAsync(id, question)).Claim);

        await Claims.GiveBackAsync(sam, question);
        Assert.Null((await RowAsync(id, question)).Claim);
        Assert.Null((await RoomAsync(id)).AnsweringNow);
    }

    [Fact]
    public async Task Of_fifty_claims_at_once_exactly_one_wins()
    {
        var (id, question, sam) = await SetAsync();
        var panel = new List<Actor> { sam, Cast.Gus };
        foreach (var name in new[] { "Ama Serwaa", "Ben Okafor", "Cora Lind" }) panel.Add(await Guests.GuestAsync(id, name));
        var second = new HubWrites(Hub.Databases, Hub.Feed, Hub.Clock);
        var servers = new[] { Claims, new HotseatClaims(Hub.Databases, second, Hub.Clock) };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
        {
            try
            {
                await servers[i % 2].ClaimAsync(panel[i % 5], question);
                return panel[i % 5].PersonId;
            }
            catch (RefusedException refused)
            {
                Assert.EndsWith("has this question already. Choose another one.", refused.Message, StringComparison.Ordinal);
                return null;
            }
        }, Cancel)));

        var winner = Assert.Single(outcomes.OfType<long>().Distinct());
        Assert.Equal(10, outcomes.Count(one => one == winner)); // pressed ten times, had once
        Assert.Equal([winner], await Hub.LookAsync(db => db.Claims.Where(c => c.Until == null).Select(c => c.Answerer.PersonId).ToListAsync(Cancel)));
    }

    [Fact]
    public async Task A_claim_by_a_guest_whose_link_was_withdrawn_a_second_ago_is_refused()
    {
        var (id, question, sam) = await SetAsync();
        await Guests.RevokeAsync(id, sam);
        Hub.Clock.Pass(TimeSpan.FromSeconds(1));

        Assert.Contains("has been withdrawn", await RefusedAsync(() => Claims.ClaimAsync(sam, question)), StringComparison.Ordinal);
        Assert.Empty(await Hub.LookAsync(db => db.Claims.ToListAsync(Cancel)));
    }

    [Fact]
    public async Task What_a_withdrawn_guest_had_is_free_for_the_others()
    {
        var (id, question, sam) = await SetAsync();
        await Stage.Questions.AnswerNowAsync(sam, question);
        await Guests.RevokeAsync(id, sam);
        Assert.Null((await RowAsync(id, question)).Claim);

        await Claims.ClaimAsync(Cast.Gus, question);
        Assert.Equal("Gus Hallam", (await RowAsync(id, question)).Claim!.By);
    }

    [Fact]
    public async Task A_facilitator_hands_a_question_to_one_of_the_panel_and_takes_it_back()
    {
        var (id, question, sam) = await SetAsync();
        await Claims.HandOutAsync(Cast.Ada, question, await Guests.IdOfAsync(sam));
        Assert.Equal("Ada Osei", (await MineAsync(sam, id)).Claimed[question]);

        await Claims.HandOutAsync(Cast.Ada, question, await Guests.IdOfAsync(Cast.Gus));
        Assert.Empty((await MineAsync(sam, id)).Claimed);
        Assert.Equal("Gus Hallam", (await RowAsync(id, question)).Claim!.By);

        await Claims.GiveBackAsync(Cast.Ada, question);
        Assert.Null((await RowAsync(id, question)).Claim);
    }

    [Fact]
    public async Task Whoever_has_a_question_may_pass_it_on_and_nobody_else_may()
    {
        var (id, question, sam) = await SetAsync();
        await RefusedAsync(async () => await Claims.HandOutAsync(sam, question, await Guests.IdOfAsync(Cast.Gus)));
        await Claims.ClaimAsync(sam, question);
        await RefusedAsync(async () => await Claims.HandOutAsync(Cast.Gus, question, await Guests.IdOfAsync(Cast.Gus)));
        await RefusedAsync(() => Claims.GiveBackAsync(Cast.Gus, question));

        await Claims.HandOutAsync(sam, question, await Guests.IdOfAsync(Cast.Gus));
        Assert.Equal("Gus Hallam", (await RowAsync(id, question)).Claim!.By);
    }

    [Fact]
    public async Task An_answer_to_a_question_that_somebody_else_has_is_refused_and_kept()
    {
        var (_, question, sam) = await SetAsync();
        await Claims.ClaimAsync(sam, question);

        Assert.Equal("Sam is answering this question. Your answer is kept as a draft.", await RefusedAsync(() => Stage.Questions.AnswerAsync(Cast.Gus, question, "I know!")));
        await Stage.Questions.AnswerAsync(sam, question, "So do I.");
        Assert.Equal(0, await Hub.LookAsync(db => db.Claims.CountAsync(c => c.Until == null, Cancel)));
    }

    [Fact]
    public async Task Each_answerer_has_one_question_that_is_answered_now()
    {
        var (id, first, sam) = await SetAsync();
        var (second, third) = (await Stage.AskAsync(Cast.Bo, id, "The second?"), await Stage.AskAsync(Cast.Bo, id, "The third?"));
        await Stage.Questions.AnswerNowAsync(sam, first);
        await Stage.Questions.AnswerNowAsync(Cast.Gus, second);
        Assert.Equal(first, (await RoomAsync(id)).AnsweringNow!.Id);
        Assert.Equal([second], (await RoomAsync(id)).AlsoAnswering.Select(q => q.Id));

        await Stage.Questions.AnswerNowAsync(sam, third);
        Assert.Equal(third, (await RoomAsync(id)).AnsweringNow!.Id);
        Assert.False((await RowAsync(id, first)).Claim!.IsNow);

        await Stage.Questions.AnswerAsync(sam, third, "Yes.");
        Assert.Equal(second, (await RoomAsync(id)).AnsweringNow!.Id);
    }

    [Fact]
    public async Task A_facilitator_lines_up_the_next_question_until_it_is_answered()
    {
        var (id, question, sam) = await SetAsync();
        await RefusedAsync(() => Claims.LineUpAsync(sam, question));
        await Claims.LineUpAsync(Cast.Ada, question);
        Assert.Equal(question, (await RoomAsync(id)).Next!.Id);

        await Stage.Questions.AnswerNowAsync(sam, question);
        Assert.Null((await RoomAsync(id)).Next);
    }

    [Theory]
    [InlineData("bo")]
    [InlineData("ned")]
    [InlineData("fay")]
    [InlineData("dot")]
    [InlineData("eve")]
    [InlineData("visitor")]
    public async Task Nobody_but_the_panel_and_the_facilitators_claims_or_hands_out(string name)
    {
        var (_, question, sam) = await SetAsync();
        var who = Cast.Named(name);
        await RefusedAsync(() => Claims.ClaimAsync(who, question));
        await RefusedAsync(async () => await Claims.HandOutAsync(who, question, await Guests.IdOfAsync(sam)));
        await RefusedAsync(() => Claims.GiveBackAsync(who, question));
        await RefusedAsync(() => Claims.LineUpAsync(who, question));
        Assert.Null(await Claims.ReadAsync(who, question, Cancel));
    }

    [Fact]
    public async Task A_guest_of_another_panel_claims_nothing_here()
    {
        var (_, question, _) = await SetAsync();
        var other = await Guests.GuestAsync(await Stage.HotseatAsync(HotseatState.Live), "Else Moe");
        Assert.Contains("There is no page here", await RefusedAsync(() => Claims.ClaimAsync(other, question)), StringComparison.Ordinal);
        Assert.Null(await Claims.ReadAsync(other, question, Cancel));
    }

    [Fact]
    public async Task A_question_that_was_taken_back_is_claimed_by_nobody()
    {
        var (_, question, sam) = await SetAsync();
        await Stage.Questions.WithdrawAsync(Cast.Bo, question);
        Assert.Equal("This question has been taken away.", await RefusedAsync(() => Claims.ClaimAsync(sam, question)));
    }

    async Task<(string Id, string Question, Actor Sam)> SetAsync()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        return (id, await Stage.AskAsync(Cast.Bo, id), await Guests.GuestAsync(id, "Sam Adeyemi"));
    }

    async Task<RoomSnapshot> RoomAsync(string id) => (await Stage.Rooms.ReadAsync(Cast.Bo, id, Cancel))!.Room;

    async Task<QuestionRow> RowAsync(string id, string question) => (await RoomAsync(id)).Find(question)!;

    async Task<MyPart> MineAsync(Actor actor, string id) => await Guests.Desks.ReadMineAsync(actor, (await Guests.Desks.ReadAsync(actor, id, Cancel))!, Cancel);
}
