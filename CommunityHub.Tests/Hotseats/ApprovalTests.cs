using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.RateLimits;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

public sealed class ApprovalOnSqliteTests() : ApprovalTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class ApprovalOnPostgresTests() : ApprovalTests(new PostgresTestDatabase());

public abstract class ApprovalTests(TestDatabase database) : HotseatTest(database)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Until_it_is_approved_only_its_asker_and_the_facilitators_see_it()
    {
        var (id, question) = await WaitingAsync();

        var room = await ReadAsync(id);
        Assert.Empty(room.Room.Questions);
        Assert.Empty(room.Votes.Counts);
        Assert.Equal(Stage.Words, Assert.Single((await MineAsync(Cast.Bo, id)).Awaiting).Text);
        Assert.Empty((await MineAsync(Cast.Cy, id)).Awaiting);
        Assert.Equal(question, Assert.Single((await Stage.Backstage.ReadAsync(Cast.Ada, id, Cancel))!.Value.Awaiting).Id);

        await Stage.Approvals.ApproveAsync(Cast.Ada, question);
        Assert.Equal(question, Assert.Single((await ReadAsync(id)).Room.Waiting).Id);
        Assert.Equal(1, (await ReadAsync(id)).Votes.Of(question));
        Assert.Empty((await MineAsync(Cast.Bo, id)).Awaiting);
        Assert.Empty((await Stage.Backstage.ReadAsync(Cast.Ada, id, Cancel))!.Value.Awaiting);
    }

    [Theory]
    [InlineData("bo")]
    [InlineData("gus")]
    [InlineData("eve")]
    [InlineData("fay")]
    [InlineData("ned")]
    [InlineData("dot")]
    [InlineData("visitor")]
    public async Task Nobody_else_looks_behind_the_stage_or_approves(string who)
    {
        var (id, question) = await WaitingAsync();
        Assert.Null(await Stage.Backstage.ReadAsync(Cast.Named(who), id, Cancel));
        Assert.Null(await Stage.Backstage.FindAsync(Cast.Named(who), id, question, Cancel));
        await RefusedAsync(() => Stage.Approvals.ApproveAsync(Cast.Named(who), question));
        await RefusedAsync(() => Stage.Approvals.ApproveAllAsync(Cast.Named(who), id, [question]));
        await RefusedAsync(() => Stage.Sessions.ApproveFirstAsync(Cast.Named(who), id, false));
        Assert.Empty((await ReadAsync(id)).Room.Questions);
    }

    [Fact]
    public async Task To_other_members_it_is_as_if_it_had_never_been()
    {
        var (_, question) = await WaitingAsync();
        foreach (var act in new Func<string, Task>[] { q => Stage.Questions.VoteAsync(Cast.Cy, q, true), q => Stage.Questions.WithdrawAsync(Cast.Cy, q), q => Stage.Questions.AnswerAsync(Cast.Gus, q, "We do.") })
        {
            Assert.Equal(await RefusedAsync(() => act("bbbbbbbbbbbb")), await RefusedAsync(() => act(question)));
        }
    }

    [Fact]
    public async Task A_waiting_question_rings_for_nobody_in_the_room()
    {
        var id = await ApprovingAsync();
        var before = (await ReadAsync(id)).Shared.Version;
        await Stage.AskAsync(Cast.Bo, id);
        Assert.Equal(before, (await ReadAsync(id)).Shared.Version);
    }

    [Fact]
    public async Task Its_asker_may_take_it_back_while_it_waits()
    {
        var (id, question) = await WaitingAsync();
        await Stage.Questions.WithdrawAsync(Cast.Bo, question);
        Assert.Empty((await MineAsync(Cast.Bo, id)).Awaiting);
        Assert.Contains("taken this question back", await RefusedAsync(() => Stage.Approvals.ApproveAsync(Cast.Ada, question)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_facilitators_own_question_waits_for_nobody()
    {
        var id = await ApprovingAsync();
        await Stage.AskAsync(Cast.Ada, id);
        Assert.Single((await ReadAsync(id)).Room.Waiting);
    }

    [Fact]
    public async Task All_means_those_that_were_seen()
    {
        var (id, first) = await WaitingAsync();
        var second = await Stage.AskAsync(Cast.Cy, id, "And for a rail?");
        var declined = await Stage.AskAsync(Cast.Cy, id, "Why is Jo slow?");
        await Stage.Questions.DeclineAsync(Cast.Ada, declined, "Without a name, please.");
        var later = await Stage.AskAsync(Cast.Bo, id, "And now?");

        Assert.Equal(2, await Stage.Approvals.ApproveAllAsync(Cast.Ada, id, [first, second, declined, "bbbbbbbbbbbb", "never\0was"]));
        Assert.Equal([first, second], (await ReadAsync(id)).Room.Questions.Select(q => q.Id));
        Assert.Equal(later, Assert.Single((await Stage.Backstage.ReadAsync(Cast.Ada, id, Cancel))!.Value.Awaiting).Id);
    }

    [Fact]
    public async Task Turned_off_new_ones_appear_and_those_that_wait_go_on_waiting()
    {
        var (id, question) = await WaitingAsync();
        await Stage.Sessions.ApproveFirstAsync(Cast.Ada, id, false);
        var next = await Stage.AskAsync(Cast.Cy, id, "And for a rail?");

        Assert.Equal(next, Assert.Single((await ReadAsync(id)).Room.Waiting).Id);
        await Stage.Approvals.ApproveAsync(Cast.Ada, question);
        Assert.Equal(2, (await ReadAsync(id)).Room.Waiting.Count);
    }

    [Fact]
    public async Task The_form_chooses_and_keeps_what_was_chosen()
    {
        var id = await Stage.DraftAsync(form: await Stage.FormAsync() with { ApprovesFirst = true });
        Assert.True((await Stage.LookAtAsync(id)).ApprovesFirst);
        Assert.True((await Hub.Get<HotseatPlans>().ReadAsync(Cast.Ada, id, Cancel))!.Form.ApprovesFirst);
    }

    [Fact]
    public async Task A_duplicate_that_waits_is_merged_into_a_shown_one_and_waits_again_after_the_undo()
    {
        var (id, waiting) = await WaitingAsync();
        var shown = await Stage.AskAsync(Cast.Ada, id, "How does one explain direct payments?");

        Assert.Contains("Approve the question that stays first", await RefusedAsync(() => Stage.Merges.MergeAsync(Cast.Ada, waiting, [shown])), StringComparison.Ordinal);
        await Stage.Merges.MergeAsync(Cast.Ada, shown, [waiting]);
        var row = Assert.Single((await ReadAsync(id)).Room.Waiting);
        Assert.Equal(("Bo Lindqvist and Ada Osei", ""), (row.AskedBy, row.MergedIds)); // no address of what was never shown
        Assert.Equal(2, (await ReadAsync(id)).Votes.Of(shown));
        Assert.Empty((await MineAsync(Cast.Bo, id)).Awaiting);
        Assert.Contains("merged this question", await RefusedAsync(() => Stage.Approvals.ApproveAsync(Cast.Ada, waiting)), StringComparison.Ordinal);

        await Stage.Merges.UndoAsync(Cast.Ada, waiting);
        Assert.Single((await MineAsync(Cast.Bo, id)).Awaiting);
        Assert.Equal(shown, Assert.Single((await ReadAsync(id)).Room.Waiting).Id);
    }

    [Fact]
    public async Task One_declines_what_another_has_approved_meanwhile_and_is_told_who()
    {
        var (id, question) = await WaitingAsync();
        var seen = (await Stage.Backstage.FindAsync(Cast.Ada, id, question, Cancel))!.Version;
        await Stage.Approvals.ApproveAsync(Cast.Ada, question);

        Assert.Contains("Ada Osei approved this question meanwhile. What you typed is kept.",
            await RefusedAsync(() => Stage.Questions.DeclineAsync(Cast.Ada, question, "Not today.", seen)), StringComparison.Ordinal);
        Assert.Single((await ReadAsync(id)).Room.Waiting);
    }

    [Fact]
    public async Task Approved_and_declined_at_once_one_wins_and_the_other_is_told()
    {
        for (var round = 0; round < 5; round++)
        {
            var (id, question) = await WaitingAsync();
            var writes = new HubWrites(Hub.Databases, Hub.Feed, Hub.Clock); // another server
            var other = new HotseatQuestions(writes, new Limits(Hub.Clock) { AreOff = true });
            var refusals = await Task.WhenAll(
                Task.Run(async () => await Record.ExceptionAsync(() => Stage.Approvals.ApproveAsync(Cast.Ada, question))),
                Task.Run(async () => await Record.ExceptionAsync(() => other.DeclineAsync(Cast.Ada, question, "Not today.", seen: 0))));

            var refusal = Assert.IsType<RefusedException>(Assert.Single(refusals, refused => refused is not null)).Message;
            var isShown = (await ReadAsync(id)).Room.Questions.Count == 1;
            Assert.Contains(isShown ? "Ada Osei approved this question meanwhile." : "Ada Osei declined this question meanwhile.", refusal, StringComparison.Ordinal);
            Assert.Equal(isShown ? 0 : 1, (await MineAsync(Cast.Bo, id)).Declined.Count);
        }
    }

    async Task<string> ApprovingAsync()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        await Stage.Sessions.ApproveFirstAsync(Cast.Ada, id, true);
        return id;
    }

    async Task<(string Hotseat, string Question)> WaitingAsync()
    {
        var id = await ApprovingAsync();
        return (id, await Stage.AskAsync(Cast.Bo, id));
    }

    async Task<HotseatRoom> ReadAsync(string hotseat) => (await Stage.Rooms.ReadAsync(Cast.Ada, hotseat, Cancel))!;

    async Task<MyPart> MineAsync(Actor actor, string hotseat) => await Stage.Rooms.ReadMineAsync(actor, (await ReadAsync(hotseat)).HotseatId, Cancel);
}
