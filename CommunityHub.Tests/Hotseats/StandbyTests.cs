using System.Text;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

public sealed class StandbyOnSqliteTests() : StandbyTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class StandbyOnPostgresTests() : StandbyTests(new PostgresTestDatabase());

public abstract class StandbyTests(TestDatabase database) : HotseatTest(database)
{
    const string Words = "zebrawords that nobody sees";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    PanelStage Guests => new(Hub);
    HotseatStandby Standby => Hub.Get<HotseatStandby>();

    [Fact]
    public async Task A_standby_answer_is_read_by_its_writer_alone_and_facilitators_see_how_many()
    {
        var (id, ama) = await SetAsync(HotseatState.Announced);
        await Standby.WriteAsync(ama, id, null, "What the law says", Words, null);

        Assert.Equal(Words, Assert.Single(await Standby.ListAsync(ama, id, Cancel)).Text);
        Assert.Equal([new StandbyCount("Gus Hallam", 0), new StandbyCount("Ama Serwaa", 1)], await Standby.CountAsync(Cast.Ada, id, Cancel));
        foreach (var other in new[] { Cast.Ada, Cast.Bo, Cast.Gus, Cast.Ned, Cast.Dot, Actor.Visitor }) Assert.Empty(await Standby.ListAsync(other, id, Cancel));
        foreach (var other in new[] { ama, Cast.Bo, Cast.Gus, Cast.Ned, Cast.Dot, Actor.Visitor }) Assert.Empty(await Standby.CountAsync(other, id, Cancel));
    }

    [Fact]
    public async Task Its_words_stand_in_no_snapshot_and_no_export_before_they_are_released()
    {
        var (id, ama) = await SetAsync(HotseatState.Live);
        var question = await Stage.AskAsync(Cast.Bo, id);
        var standby = await Standby.WriteAsync(ama, id, null, "What the law says", Words, question);
        Assert.DoesNotContain("zebrawords", await EverythingAsync(id), StringComparison.Ordinal);

        await Standby.ReleaseAsync(ama, id, standby, question);

        Assert.Contains("zebrawords", await EverythingAsync(id), StringComparison.Ordinal);
        Assert.Equal(Words, (await RoomAsync(id)).Find(question)!.Answer!.Text);
        Assert.Empty(await Standby.ListAsync(ama, id, Cancel));
        Assert.Contains(await Stage.NoticesOfAsync(Cast.Bo), words => words.Contains("has an answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Releasing_onto_a_question_that_has_gone_is_refused_and_it_stays()
    {
        var (id, ama) = await SetAsync(HotseatState.Live);
        var (gone, taken, answered) = (await Stage.AskAsync(Cast.Bo, id), await Stage.AskAsync(Cast.Bo, id, "Another?"), await Stage.AskAsync(Cast.Bo, id, "A third?"));
        var standby = await Standby.WriteAsync(ama, id, null, "What the law says", Words, gone);
        await Stage.Questions.WithdrawAsync(Cast.Bo, gone);
        await Hub.Get<HotseatClaims>().ClaimAsync(Cast.Gus, taken);
        await Stage.Questions.AnswerAsync(Cast.Gus, answered, "Done.");

        Assert.Equal("This question has been taken away.", await RefusedAsync(() => Standby.ReleaseAsync(ama, id, standby, gone)));
        Assert.StartsWith("Gus is answering this question.", await RefusedAsync(() => Standby.ReleaseAsync(ama, id, standby, taken)), StringComparison.Ordinal);
        Assert.StartsWith("This question has an answer already.", await RefusedAsync(() => Standby.ReleaseAsync(ama, id, standby, answered)), StringComparison.Ordinal);
        Assert.Equal("Choose a question first. Then release it.", await RefusedAsync(() => Standby.ReleaseAsync(ama, id, standby, null)));
        Assert.Single(await Standby.ListAsync(ama, id, Cancel));
    }

    [Fact]
    public async Task Released_twice_at_once_it_is_one_answer()
    {
        var (id, ama) = await SetAsync(HotseatState.Live);
        var question = await Stage.AskAsync(Cast.Bo, id);
        var standby = await Standby.WriteAsync(ama, id, null, "What the law says", Words, question);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try { await Standby.ReleaseAsync(ama, id, standby, question); }
            catch (RefusedException) { }
        }, Cancel)));

        Assert.Equal(1, await Hub.LookAsync(db => db.Answers.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Two_tabs_at_one_standby_answer_lose_nothing()
    {
        var (id, ama) = await SetAsync(HotseatState.Announced);
        var standby = await Standby.WriteAsync(ama, id, null, "What the law says", "First.", null, key: "k1");
        Assert.Equal(standby, await Standby.WriteAsync(ama, id, null, "What the law says", "First.", null, key: "k1")); // sent twice
        await Standby.WriteAsync(ama, id, standby, "What the law says", "Second.", null, version: 1);

        Assert.Contains("What you typed here is kept", await RefusedAsync(() => Standby.WriteAsync(ama, id, standby, "What the law says", "Third.", null, version: 1)), StringComparison.Ordinal);
        Assert.Equal(("Second.", 2), Assert.Single((await Standby.ListAsync(ama, id, Cancel)).Select(one => (one.Text, one.Version))));
        await Standby.RemoveAsync(ama, id, standby);
        Assert.Empty(await Standby.ListAsync(ama, id, Cancel));
    }

    [Theory]
    [InlineData("", "Words.", "Give it a line, so that you find it again.")]
    [InlineData("A line", " ", "Write the answer first.")]
    public async Task One_without_a_line_or_words_is_refused(string topic, string text, string words)
    {
        var (id, ama) = await SetAsync(HotseatState.Announced);
        Assert.Equal(words, await RefusedAsync(() => Standby.WriteAsync(ama, id, null, topic, text, null)));
    }

    [Fact]
    public async Task Nobody_else_writes_changes_removes_or_releases_one()
    {
        var (id, ama) = await SetAsync(HotseatState.Live);
        var question = await Stage.AskAsync(Cast.Bo, id);
        var standby = await Standby.WriteAsync(ama, id, null, "What the law says", Words, question);
        var elsewhere = await Guests.GuestAsync(await Stage.HotseatAsync(HotseatState.Live), "Else Moe");
        foreach (var other in new[] { Cast.Ada, Cast.Bo, Cast.Gus, Cast.Ned, Cast.Dot, Actor.Visitor, elsewhere })
        {
            await RefusedAsync(() => Standby.WriteAsync(other, id, standby, "Mine now", "Mine now.", null, version: 1));
            await RefusedAsync(() => Standby.RemoveAsync(other, id, standby));
            await RefusedAsync(() => Standby.ReleaseAsync(other, id, standby, question));
        }
        await Guests.RevokeAsync(id, ama);
        Assert.Contains("has been withdrawn", await RefusedAsync(() => Standby.ReleaseAsync(ama, id, standby, question)), StringComparison.Ordinal);
        Assert.Empty(await Standby.ListAsync(ama, id, Cancel));
        Assert.Equal(1, await Hub.LookAsync(db => db.StandbyAnswers.CountAsync(Cancel)));
    }

    async Task<(string Id, Actor Ama)> SetAsync(HotseatState state)
    {
        var id = await Stage.HotseatAsync(state);
        return (id, await Guests.GuestAsync(id));
    }

    async Task<RoomSnapshot> RoomAsync(string id) => (await Stage.Rooms.ReadAsync(Cast.Bo, id, Cancel))!.Room;

    // What the room holds for everybody, and both exports.
    async Task<string> EverythingAsync(string id)
    {
        var export = Hub.Get<HotseatExport>();
        var (csv, text) = ((await export.ToCsvAsync(Cast.Ada, id, Cancel))!.Bytes, (await export.ToMarkdownAsync(Cast.Ada, id, Cancel))!.Bytes);
        return string.Join('\n', (await RoomAsync(id)).Questions.Select(q => $"{q} {q.Answer}")) + Encoding.UTF8.GetString(csv) + Encoding.UTF8.GetString(text);
    }
}
