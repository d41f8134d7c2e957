using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.RateLimits;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

public sealed class AskingOnSqliteTests() : AskingTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class AskingOnPostgresTests() : AskingTests(new PostgresTestDatabase());

public abstract class AskingTests(TestDatabase database) : HotseatTest(database)
{
    [Theory]
    [InlineData("a", 1, true)]
    [InlineData("a", 1000, true)]
    [InlineData("a", 1001, false)]
    [InlineData("😀", 1000, true)]
    [InlineData("😀", 1001, false)]
    [InlineData("👩‍👩‍👧‍👦", 1000, true)]
    [InlineData("👩‍👩‍👧‍👦", 1001, false)]
    [InlineData("x\u0323\u0307", 1000, true)]
    [InlineData("x\u0323\u0307", 1001, false)]
    [InlineData("a", 1_000_000, false)]
    public async Task A_question_has_one_to_a_thousand_characters_as_a_reader_counts_them(string character, int times, bool isTaken)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var words = string.Concat(Enumerable.Repeat(character, times));

        if (!isTaken) Assert.Contains("at most 1,000 characters", await RefusedAsync(() => Stage.AskAsync(Cast.Bo, id, words)), StringComparison.Ordinal);
        else Assert.Equal(words.Normalize(), (await Stage.LookAtQuestionAsync(await Stage.AskAsync(Cast.Bo, id, words))).Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    [InlineData("\u200b\u200d\u2060\ufeff")]
    [InlineData("\u0301\u2800\u3164")]
    [InlineData("\0\u0007")]
    public async Task A_question_without_anything_to_see_is_refused(string? words) =>
        Assert.Equal("Write your question first.", await RefusedAsync(async () =>
            await Stage.AskAsync(Cast.Bo, await Stage.HotseatAsync(HotseatState.Live), words)));

    [Theory]
    [InlineData("NUL\0 and bell\u0007", "NUL and bell")]
    [InlineData("half [half] a pair", "half \ufffd a pair")]
    [InlineData("line\r\nbreak\u2028s", "line\nbreak\ns")]
    [InlineData("'; DROP TABLE \"Questions\"; --", "'; DROP TABLE \"Questions\"; --")]
    public async Task Awkward_signs_arrive_in_their_one_form(string typed, string kept)
    {
        var question = await Stage.AskAsync(Cast.Bo, await Stage.HotseatAsync(HotseatState.Live), typed.Replace("[half]", "\ud83d", StringComparison.Ordinal));
        Assert.Equal(kept, (await Stage.LookAtQuestionAsync(question)).Text);
    }

    [Theory]
    [InlineData(HotseatState.Announced, "does not take questions yet")]
    [InlineData(HotseatState.Collecting, null)]
    [InlineData(HotseatState.Live, null)]
    [InlineData(HotseatState.WrappingUp, "has stopped taking questions")]
    [InlineData(HotseatState.Archived, "has stopped taking questions")]
    [InlineData(HotseatState.Cancelled, "has stopped taking questions")]
    public async Task Too_early_and_too_late_are_refused_and_the_words_kept(HotseatState state, string? refusal)
    {
        var id = await Stage.HotseatAsync(state, Cast.Open);
        if (refusal is null) await Stage.AskAsync(Cast.Bo, id);
        else
        {
            var words = await RefusedAsync(() => Stage.AskAsync(Cast.Bo, id));
            Assert.Contains(refusal, words, StringComparison.Ordinal);
            Assert.Contains("kept as a draft", words, StringComparison.Ordinal);
        }
        Assert.Equal(refusal is null ? 1 : 0, await Hub.LookAsync(db => db.Questions.CountAsync()));
    }

    [Fact]
    public async Task Sent_twice_with_one_key_it_is_asked_once_and_other_words_are_another_question()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var first = await Stage.AskAsync(Cast.Bo, id, key: "k1");
        Assert.Equal(first, await Stage.AskAsync(Cast.Bo, id, key: "k1"));

        // Back in the browser, typed anew: the page has the old key.
        Assert.NotEqual(first, await Stage.AskAsync(Cast.Bo, id, "Something else?", "k1"));
        // Another person's form may have the same key.
        Assert.NotEqual(first, await Stage.AskAsync(Cast.Gus, id, key: "k1"));
        Assert.Equal(3, await Hub.LookAsync(db => db.Questions.CountAsync()));
    }

    [Fact]
    public async Task Sent_again_after_the_room_has_closed_the_first_result_comes_back()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var first = await Stage.AskAsync(Cast.Bo, id, key: "k1");
        await Stage.Sessions.WrapUpAsync(Cast.Ada, id);
        Assert.Equal(first, await Stage.AskAsync(Cast.Bo, id, key: "k1"));
    }

    [Theory]
    [InlineData("with a blank")]
    [InlineData("nul\0")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task A_key_that_is_not_ours_is_refused(string key) =>
        Assert.Contains("not as we sent it", await RefusedAsync(async () =>
            await Stage.AskAsync(Cast.Bo, await Stage.HotseatAsync(HotseatState.Live), key: key)), StringComparison.Ordinal);

    [Fact]
    public async Task Fifty_at_once_with_one_key_are_one_question()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var other = OtherServer();
        var results = await AtOnceAsync(50, i => ServerOf(i, other).AskAsync(Cast.Bo, id, Stage.Words, "k1"));

        Assert.Single(results.Distinct());
        Assert.Equal(1, await Hub.LookAsync(db => db.Questions.CountAsync()));
        Assert.Equal(1, await Hub.LookAsync(db => db.Votes.CountAsync()));
    }

    [Fact]
    public async Task Fifty_at_once_with_many_keys_are_fifty_questions_none_lost_none_doubled()
    {
        Hub.Get<Limits>().AreOff = true;
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var other = OtherServer();
        await AtOnceAsync(50, i => ServerOf(i, other).AskAsync(Cast.Bo, id, $"Question {i}?", $"k{i}"));

        var texts = await Hub.LookAsync(db => db.Questions.Select(q => q.Text).ToListAsync());
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"Question {i}?").Order(), texts.Order());
        Assert.Equal(50, (await Stage.Rooms.ReadAsync(Cast.Bo, id, TestContext.Current.CancellationToken))!.Room.Questions.Count);
    }

    [Fact]
    public async Task The_asker_counts_as_one_and_cannot_want_it_twice_or_no_more()
    {
        var question = await QuestionAsync();
        Assert.Equal(1, await Stage.CountVotesAsync(question));

        await Stage.Questions.VoteAsync(Cast.Bo, question, true);
        Assert.Equal(1, await Stage.CountVotesAsync(question));
        Assert.Contains("your own question", await RefusedAsync(() => Stage.Questions.VoteAsync(Cast.Bo, question, false)), StringComparison.Ordinal);
        Assert.Equal(1, await Stage.CountVotesAsync(question));
    }

    [Fact]
    public async Task Me_too_counts_once_and_can_be_taken_back()
    {
        var question = await QuestionAsync();
        await Stage.Questions.VoteAsync(Cast.Cy, question, true);
        await Stage.Questions.VoteAsync(Cast.Cy, question, true);
        Assert.Equal(2, await Stage.CountVotesAsync(question));

        await Stage.Questions.VoteAsync(Cast.Cy, question, false);
        await Stage.Questions.VoteAsync(Cast.Cy, question, false);
        Assert.Equal(1, await Stage.CountVotesAsync(question));
    }

    [Fact]
    public async Task Fifty_clicks_at_once_are_one_vote()
    {
        var question = await QuestionAsync();
        var other = OtherServer();
        await AtOnceAsync(50, async i =>
        {
            await ServerOf(i, other).VoteAsync(Cast.Cy, question, true);
            return i;
        });

        Assert.Equal(2, await Stage.CountVotesAsync(question));
    }

    [Fact]
    public async Task Two_answers_at_once_from_two_servers_leave_one()
    {
        for (var round = 0; round < 5; round++)
        {
            var question = await QuestionAsync();
            var other = OtherServer();
            var refusals = await AtOnceAsync(4, async i =>
            {
                var refused = await Record.ExceptionAsync(() => ServerOf(i, other).AnswerAsync(Cast.Gus, question, $"Answer {i}."));
                return refused is null ? "" : Assert.IsType<RefusedException>(refused).Message;
            });

            Assert.Single(refusals, words => words.Length == 0);
            Assert.All(refusals.Where(words => words.Length > 0), words => Assert.Contains("Yours is kept as a draft", words, StringComparison.Ordinal));
            Assert.Equal(1, await Hub.LookAsync(db => db.Answers.CountAsync(a => a.Question.PublicId == question)));
        }
    }

    [Fact]
    public async Task Answered_and_taken_back_at_once_is_one_or_the_other()
    {
        for (var round = 0; round < 5; round++)
        {
            var asked = await QuestionAsync();
            var other = OtherServer();
            await AtOnceAsync(2, async i => await Record.ExceptionAsync(() => i == 0
                ? Stage.Questions.AnswerAsync(Cast.Gus, asked, "An answer.")
                : other.Questions.WithdrawAsync(Cast.Bo, asked)));

            var question = await Stage.LookAtQuestionAsync(asked);
            Assert.True(question.AnsweredAt is null ^ question.WithdrawnAt is null);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("bbbbbbbbbbbb")]
    [InlineData("never\0was")]
    [InlineData("half\ud83d")]
    [InlineData("../../etc/passwd")]
    public async Task An_address_that_never_was_is_refused_in_the_same_words_as_a_hidden_one(string never)
    {
        var secret = await Stage.HotseatAsync(HotseatState.Live, Cast.Private);
        var question = await Stage.AskAsync(Cast.Bo, secret);
        var hidden = await RefusedAsync(() => Stage.AskAsync(Cast.Ned, secret));

        Assert.Equal(hidden, await RefusedAsync(() => Stage.AskAsync(Cast.Ned, never)));
        Assert.Equal(hidden, await RefusedAsync(() => Stage.Questions.VoteAsync(Cast.Ned, question, true)));
        Assert.Equal(hidden, await RefusedAsync(() => Stage.Questions.VoteAsync(Cast.Ned, never, true)));
        Assert.Null(await Stage.Rooms.ReadAsync(Cast.Ned, never, TestContext.Current.CancellationToken));
        Assert.Equal(hidden, await RefusedAsync(async () => await Stage.Sessions.DraftAsync(Cast.Ned, never, await Stage.FormAsync())));
    }

    async Task<string> QuestionAsync() => await Stage.AskAsync(Cast.Bo, await Stage.HotseatAsync(HotseatState.Live));

    HotseatQuestions ServerOf(int i, Server other) => i % 2 == 0 ? Stage.Questions : other.Questions;

    // Another process: a gate of its own, the same database.
    Server OtherServer() => new(new HubWrites(Hub.Databases, Hub.Feed, Hub.Clock), new Limits(Hub.Clock) { AreOff = Hub.Get<Limits>().AreOff });

    static Task<T[]> AtOnceAsync<T>(int times, Func<int, Task<T>> act) => Task.WhenAll(Enumerable.Range(0, times).Select(i => Task.Run(() => act(i))));

    sealed record Server(HubWrites Writes, Limits Limits)
    {
        public HotseatQuestions Questions { get; } = new(Writes, Limits);
    }
}
