using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

public sealed class ClarityOnSqliteTests() : ClarityTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class ClarityOnPostgresTests() : ClarityTests(new PostgresTestDatabase());

/// Edits for clarity, kind refusals, and thinking again.
public abstract class ClarityTests(TestDatabase database) : HotseatTest(database)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_room_reads_the_new_words_and_the_asker_still_has_their_own()
    {
        var (id, question) = await AskedAsync("wot about ramps");
        await Stage.Clarity.ClarifyAsync(Cast.Ada, question, "What do you do about **ramps**?");
        await Stage.Clarity.ClarifyAsync(Cast.Ada, question, "Who pays for a ramp?");

        var row = Assert.Single((await ReadAsync(id)).Room.Waiting);
        Assert.Equal(("Who pays for a ramp?", true), (row.Text, row.IsClarified));
        Assert.Equal("wot about ramps", Assert.Single((await MineAsync(Cast.Bo, id)).Clarified).Text);
        Assert.Empty((await MineAsync(Cast.Cy, id)).Clarified);
        Assert.Equal("wot about ramps", (await Stage.Backstage.FindAsync(Cast.Ada, id, question, Cancel))!.OwnWords);
        Assert.Contains("It reads now: “Who pays for a ramp?”. Your own words are kept", (await Stage.NoticesOfAsync(Cast.Bo))[^1], StringComparison.Ordinal);
        Assert.Equal(2, await Hub.LookAsync(db => db.Clarifications.CountAsync()));
    }

    [Fact]
    public async Task An_edit_of_what_another_has_edited_meanwhile_is_refused_and_says_who()
    {
        var (id, question) = await AskedAsync("wot about ramps");
        var seen = (await Stage.Backstage.FindAsync(Cast.Ada, id, question, Cancel))!.Version;
        await Stage.Clarity.ClarifyAsync(Cast.Ada, question, "Who pays for a ramp?", seen);

        Assert.Contains("Ada Osei edited this question for clarity meanwhile. What you typed is kept.",
            await RefusedAsync(() => Stage.Clarity.ClarifyAsync(Cast.Ada, question, "What about ramps?", seen)), StringComparison.Ordinal);
        Assert.Equal("Who pays for a ramp?", Assert.Single((await ReadAsync(id)).Room.Waiting).Text);
    }

    [Fact]
    public async Task Edited_twice_at_once_one_wins_and_the_other_is_told()
    {
        for (var round = 0; round < 5; round++)
        {
            var (id, question) = await AskedAsync("wot about ramps");
            var writes = new HubWrites(Hub.Databases, Hub.Feed, Hub.Clock); // another server
            var other = new QuestionClarity(writes);
            var refusals = await Task.WhenAll(
                Task.Run(async () => await Record.ExceptionAsync(() => Stage.Clarity.ClarifyAsync(Cast.Ada, question, "One?", seen: 0))),
                Task.Run(async () => await Record.ExceptionAsync(() => other.ClarifyAsync(Cast.Ada, question, "Two?", seen: 0))));

            Assert.IsType<RefusedException>(Assert.Single(refusals, refused => refused is not null));
            Assert.Equal(refusals[0] is null ? "One?" : "Two?", Assert.Single((await ReadAsync(id)).Room.Waiting).Text);
        }
    }

    [Theory]
    [InlineData("", "Write the question.")]
    [InlineData("wot about ramps", "stand there already")]
    [InlineData(null, "Write the question.")]
    public async Task What_is_no_edit_is_refused(string? words, string refusal)
    {
        var (_, question) = await AskedAsync("wot about ramps");
        Assert.Contains(refusal, await RefusedAsync(() => Stage.Clarity.ClarifyAsync(Cast.Ada, question, words)), StringComparison.Ordinal);
        Assert.Contains("at most 1,000", await RefusedAsync(() => Stage.Clarity.ClarifyAsync(Cast.Ada, question, new string('a', 1001))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_merged_question_the_words_that_stand_are_edited_and_told_to_whose_they_were()
    {
        var (id, one) = await AskedAsync("wot about ramps");
        var other = await Stage.AskAsync(Cast.Cy, id, "Who pays for ramps?");
        await Stage.Merges.MergeAsync(Cast.Ada, one, [other]);

        Assert.Contains("merged this question", await RefusedAsync(() => Stage.Clarity.ClarifyAsync(Cast.Ada, other, "Who?")), StringComparison.Ordinal);
        var told = (await Stage.NoticesOfAsync(Cast.Cy)).Count;
        await Stage.Clarity.ClarifyAsync(Cast.Ada, one, "Who pays for a ramp?");
        Assert.Equal(told, (await Stage.NoticesOfAsync(Cast.Cy)).Count);
        Assert.Contains("edited your question", (await Stage.NoticesOfAsync(Cast.Bo))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declined_question_is_shown_after_all_and_its_asker_told()
    {
        var (id, question) = await AskedAsync("Why is Jo slow?");
        await Stage.Questions.DeclineAsync(Cast.Ada, question, "Please ask without a name.");
        var declined = Assert.Single((await Stage.Backstage.ReadAsync(Cast.Ada, id, Cancel))!.Value.Declined);
        Assert.Equal(("Please ask without a name.", "Ada Osei"), (declined.Why, declined.By));

        await Stage.Refusals.ShowAfterAllAsync(Cast.Ada, question);
        await Stage.Refusals.ShowAfterAllAsync(Cast.Ada, question);
        Assert.Equal(question, Assert.Single((await ReadAsync(id)).Room.Waiting).Id);
        Assert.Empty((await MineAsync(Cast.Bo, id)).Declined);
        Assert.Single(await Stage.NoticesOfAsync(Cast.Bo), words => words.Contains("is shown after all", StringComparison.Ordinal));
        Assert.Empty((await Stage.Backstage.ReadAsync(Cast.Ada, id, Cancel))!.Value.Declined);
    }

    [Fact]
    public async Task One_declined_before_its_approval_appears_when_it_is_shown_after_all()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        await Stage.Sessions.ApproveFirstAsync(Cast.Ada, id, true);
        var question = await Stage.AskAsync(Cast.Bo, id);
        await Stage.Questions.DeclineAsync(Cast.Ada, question, "Not today.");
        await Stage.Refusals.ShowAfterAllAsync(Cast.Ada, question);
        Assert.Single((await ReadAsync(id)).Room.Waiting);
    }

    [Theory]
    [InlineData("bo")]
    [InlineData("gus")]
    [InlineData("eve")]
    [InlineData("fay")]
    [InlineData("ned")]
    [InlineData("dot")]
    [InlineData("visitor")]
    public async Task Only_a_facilitator_edits_and_shows_after_all(string who)
    {
        var (id, question) = await AskedAsync("wot about ramps");
        await RefusedAsync(() => Stage.Clarity.ClarifyAsync(Cast.Named(who), question, "Mine now?"));
        await Stage.Questions.DeclineAsync(Cast.Ada, question, "Not today.");
        await RefusedAsync(() => Stage.Refusals.ShowAfterAllAsync(Cast.Named(who), question));
        Assert.Empty((await ReadAsync(id)).Room.Questions);
    }

    async Task<(string Hotseat, string Question)> AskedAsync(string words)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        return (id, await Stage.AskAsync(Cast.Bo, id, words));
    }

    async Task<HotseatRoom> ReadAsync(string hotseat) => (await Stage.Rooms.ReadAsync(Cast.Ada, hotseat, Cancel))!;

    async Task<MyPart> MineAsync(Actor actor, string hotseat) => await Stage.Rooms.ReadMineAsync(actor, (await ReadAsync(hotseat)).HotseatId, Cancel);
}
