using System.Text;
using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Hotseats;

public sealed class NamingOnSqliteTests() : NamingTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class NamingOnPostgresTests() : NamingTests(new PostgresTestDatabase());

/// With a name, with a name for the facilitators, without one.
public abstract class NamingTests(TestDatabase database) : HotseatTest(database)
{
    static readonly TimeSpan ALittleTooEarly = TimeSpan.FromMilliseconds(Question.ShortestDelay - 1);
    static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(Question.LongestDelay);

    Appearances Appearances => Hub.Get<Appearances>();

    [Theory]
    [InlineData(Naming.Named, "Bo Lindqvist", null)]
    [InlineData(Naming.ToFacilitators, "A member", "Bo Lindqvist")]
    [InlineData(Naming.Unnamed, "A member", null)]
    public async Task Each_way_of_asking_shows_the_name_to_whom_it_says(Naming naming, string inTheRoom, string? toFacilitators)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await AskAsync(id, naming);
        await PassAsync(LongEnough);

        Assert.Equal(inTheRoom, (await RoomAsync(id)).Find(question)!.AskedBy);
        Assert.Equal(toFacilitators, (await Hub.Get<AskerNames>().ReadAsync(Cast.Ada, id, Cancel)).Of(question));
        Assert.Null((await Hub.Get<AskerNames>().ReadAsync(Cast.Gus, id, Cancel)).Of(question));
        Assert.Null((await Hub.Get<AskerNames>().ReadAsync(Cast.Dot, id, Cancel)).Of(question));
        Assert.Contains(question, (IEnumerable<string>)(await MineAsync(id)).Asked);
    }

    [Fact]
    public async Task Without_a_name_it_appears_5_to_20_seconds_late_for_all_but_its_asker()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await AskAsync(id, Naming.Unnamed);

        Assert.Equal([question], (await MineAsync(id)).UnseenIn(await RoomAsync(id), Hub.Now).Select(row => row.Id));
        await PassAsync(ALittleTooEarly);
        Assert.Null((await RoomAsync(id)).Find(question));
        Assert.Empty(await CsvAsync(id));
        Assert.Empty((await Stage.Rooms.ReadAsync(Cast.Ada, id, Cancel))!.Votes.Counts);

        await PassAsync(LongEnough - ALittleTooEarly);
        Assert.NotNull((await RoomAsync(id)).Find(question));
        Assert.Empty((await MineAsync(id)).UnseenIn(await RoomAsync(id), Hub.Now));
        Assert.Equal(1, (await Stage.Rooms.ReadAsync(Cast.Ada, id, Cancel))!.Votes.Of(question));
    }

    [Fact]
    public async Task Nobody_hears_a_bell_when_it_is_asked_but_when_it_appears()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var hotseat = (await Stage.LookAtAsync(id)).Id;
        await Appearances.RingAsync(Cancel);
        var topics = new[] { LiveTopic.Hotseat(hotseat), LiveTopic.Votes(hotseat), LiveTopic.Presence(hotseat), LiveTopic.Programme };
        long[] Versions() => [.. topics.Select(Hub.Feed.VersionOf)];
        var before = Versions();

        await AskAsync(id, Naming.Unnamed);
        Assert.Equal(before, Versions());
        Assert.InRange((await Appearances.NextAtAsync(Cancel))!.Value - Hub.Now, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20));
        await PassAsync(ALittleTooEarly);
        Assert.Equal(before, Versions());
        await PassAsync(LongEnough);
        // The votes follow the words by themselves.
        Assert.Equal([before[0] + 1, before[1] + 1, before[2], before[3]], Versions());
        Assert.Null(await Appearances.NextAtAsync(Cancel));
        await PassAsync(LongEnough);
        Assert.Equal(before[0] + 1, Versions()[0]);
    }

    [Fact]
    public async Task Taken_back_before_it_appears_it_never_does_and_nobody_hears_of_it()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var topic = LiveTopic.Hotseat((await Stage.LookAtAsync(id)).Id);
        await Appearances.RingAsync(Cancel);
        var before = Hub.Feed.VersionOf(topic);
        await Stage.Questions.WithdrawAsync(Cast.Bo, await AskAsync(id, Naming.Unnamed));

        Assert.Equal(before, Hub.Feed.VersionOf(topic));
        await PassAsync(LongEnough);
        Assert.Empty((await RoomAsync(id)).Questions);
    }

    [Fact]
    public async Task Taken_back_later_it_goes_5_to_20_seconds_late_and_nothing_tells_before()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var topic = LiveTopic.Hotseat((await Stage.LookAtAsync(id)).Id);
        var question = await AskAsync(id, Naming.Unnamed);
        await PassAsync(LongEnough);
        await Stage.Questions.AnswerNowAsync(Cast.Ada, question);
        var before = Hub.Feed.VersionOf(topic);

        await Stage.Questions.WithdrawAsync(Cast.Bo, question);
        Assert.Equal(before, Hub.Feed.VersionOf(topic));
        Assert.Equal(question, Assert.Single((await MineAsync(id)).Leaving));
        Assert.DoesNotContain(question, (IEnumerable<string>)(await MineAsync(id)).Asked);
        Assert.InRange((await Appearances.NextAtAsync(Cancel))!.Value - Hub.Now, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20));
        await PassAsync(ALittleTooEarly);
        Assert.Equal(before, Hub.Feed.VersionOf(topic));
        await Stage.Questions.VoteAsync(Cast.Cy, question, true);
        await Stage.Sessions.SayAsync(Cast.Ada, id, "Ten minutes more."); // the room is read anew meanwhile
        Assert.NotNull((await RoomAsync(id)).AnsweringNow);
        Assert.Single(await CsvAsync(id));

        var said = Hub.Feed.VersionOf(topic);
        await PassAsync(LongEnough - ALittleTooEarly);
        Assert.Equal(said + 1, Hub.Feed.VersionOf(topic));
        Assert.Null((await RoomAsync(id)).Find(question));
        Assert.Null((await RoomAsync(id)).AnsweringNow);
        Assert.Empty(await CsvAsync(id));
        Assert.Null(await Appearances.NextAtAsync(Cancel));
        await RefusedAsync(() => Stage.Questions.VoteAsync(Cast.Cy, question, false));
    }

    [Fact]
    public async Task With_a_name_it_goes_at_once()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await AskAsync(id, Naming.Named);
        await Stage.Questions.WithdrawAsync(Cast.Bo, question);
        Assert.Null((await RoomAsync(id)).Find(question));
        Assert.Empty((await MineAsync(id)).Leaving);
    }

    [Fact]
    public async Task The_delay_is_by_chance()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        for (var i = 0; i < 40; i++) await AskAsync(id, Naming.Unnamed, $"Question {i}?");

        var delays = await Hub.LookAsync(db => db.Questions.Select(q => q.AppearsAt!.Value).ToListAsync());
        Assert.All(delays, at => Assert.InRange(at - Hub.Now, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20)));
        Assert.True(delays.Max() - delays.Min() > TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task After_a_restart_in_between_it_appears_too()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await AskAsync(id, Naming.Unnamed);
        Hub.Clock.Pass(LongEnough);

        var (feed, hotseat) = (new LiveFeed(Microsoft.Extensions.Logging.Abstractions.NullLogger<LiveFeed>.Instance), (await Stage.LookAtAsync(id)).Id);
        Assert.Equal(1, await new Appearances(Hub.Databases, feed, Hub.Clock).RingAsync(Cancel));
        Assert.Equal(1, feed.VersionOf(LiveTopic.Hotseat(hotseat)));
        Assert.True(await Hub.LookAsync(db => db.QuestionsFor(new People.Reader { PublicReading = true, KnownId = Cast.Cy.PersonId, Now = Hub.Now, IsConfirmed = true }).AnyAsync(q => q.PublicId == question)));
    }

    [Fact]
    public async Task It_shows_the_minute_only_and_in_a_minute_their_order_says_nothing()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        Hub.Clock.MoveTo(new DateTime(2026, 3, 5, 9, 30, 12, 345, DateTimeKind.Utc));
        var (asked, named) = (new List<string>(), new List<string>());
        for (var i = 0; i < 8; i++)
        {
            asked.Add(await AskAsync(id, Naming.Unnamed, $"Question {i}?"));
            named.Add(await AskAsync(id, Naming.Named, $"Named question {i}?"));
            Hub.Clock.Pass(TimeSpan.FromMilliseconds(700));
        }
        await PassAsync(LongEnough);

        var room = await RoomAsync(id);
        var unnamed = room.Questions.Where(q => !q.IsNamed).ToList();
        Assert.All(unnamed, q => Assert.Equal(new DateTime(2026, 3, 5, 9, 30, 0, DateTimeKind.Utc), q.At));
        Assert.Equal(asked.Order(StringComparer.Ordinal), unnamed.Select(q => q.Id));
        Assert.Equal(named, room.Questions.Where(q => q.IsNamed).Select(q => q.Id));
        // Nor does a row tell it that anybody can read: neither the vote of who asked, nor the question itself.
        Assert.All(await Hub.LookAsync(db => db.Votes.Where(v => v.Question.AppearsAt != null).Select(v => v.At).ToListAsync()), at => Assert.Equal(0, at.Second));
    }

    [Fact]
    public async Task Before_it_appears_it_is_not_there_for_anybody_else_whatever_they_try()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await AskAsync(id, Naming.Unnamed);
        var never = await RefusedAsync(() => Stage.Questions.VoteAsync(Cast.Cy, "bbbbbbbbbbbb", true));

        Assert.Equal(never, await RefusedAsync(() => Stage.Questions.VoteAsync(Cast.Cy, question, true)));
        Assert.Equal(never, await RefusedAsync(() => Stage.Questions.WithdrawAsync(Cast.Cy, question)));
        Assert.Equal(never, await RefusedAsync(() => Stage.Questions.DeclineAsync(Cast.Ada, question, "No.")));
        Assert.Equal(never, await RefusedAsync(() => Stage.Questions.AnswerNowAsync(Cast.Ada, question)));
        Assert.Equal(never, await RefusedAsync(() => Stage.Questions.AnswerAsync(Cast.Gus, question, "So.")));
        await Stage.Questions.WithdrawAsync(Cast.Bo, question);
    }

    [Fact]
    public async Task The_first_question_of_somebody_here_is_marked_and_none_without_a_name_ever_is()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var unnamed = await AskAsync(id, Naming.Unnamed);
        var toFacilitators = await AskAsync(id, Naming.ToFacilitators, "And for a rail?");
        var first = await AskAsync(id, Naming.Named, "And for a lift?");
        var second = await AskAsync(id, Naming.Named, "And for a door?");
        var other = await Stage.AskAsync(Cast.Cy, id, "And for a bath?");
        await PassAsync(LongEnough);

        // Neither bears the mark, nor do they take it from the first one with a name: that would tell who had asked before.
        var room = await RoomAsync(id);
        Assert.Equal(new[] { first, other }.Order(StringComparer.Ordinal), room.Questions.Where(q => q.IsFirst).Select(q => q.Id).Order(StringComparer.Ordinal));
        Assert.False(room.Find(unnamed)!.IsFirst || room.Find(toFacilitators)!.IsFirst || room.Find(second)!.IsFirst);

        // In another hotseat of the same community it is no first any more; in another community it is.
        var later = await Stage.HotseatAsync(HotseatState.Live);
        var again = await AskAsync(later, Naming.Named);
        Assert.False((await RoomAsync(later)).Find(again)!.IsFirst);
        var elsewhere = await Stage.HotseatAsync(HotseatState.Live, Cast.Open);
        var there = await AskAsync(elsewhere, Naming.Named);
        Assert.True((await RoomAsync(elsewhere)).Find(there)!.IsFirst);

        // Several askers are one row: it says nothing of one of them.
        await Stage.Merges.MergeAsync(Cast.Ada, first, [other]);
        Assert.False((await RoomAsync(id)).Find(first)!.IsFirst);
    }

    [Theory]
    [InlineData(Naming.Named, true)]
    [InlineData(Naming.ToFacilitators, false)]
    [InlineData(Naming.Unnamed, false)]
    public async Task The_log_of_a_declined_question_names_its_asker_only_where_the_room_did(Naming naming, bool isNamed)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await AskAsync(id, naming);
        await PassAsync(LongEnough);
        await Stage.Questions.DeclineAsync(Cast.Ada, question, "Please ask it without her name.");

        var log = (await Hub.Get<ActLog>().OfCommunityAsync(Cast.Ada, Cast.ByRequest, cancel: Cancel))!;
        Assert.Equal(isNamed ? "Bo Lindqvist" : null, log.Acts.Single(act => act.Verb.Contains("declined", StringComparison.Ordinal)).OnPerson);
        Assert.Contains(await Stage.NoticesOfAsync(Cast.Bo), words => words.Contains("without her name", StringComparison.Ordinal));
    }

    [Fact]
    public async Task That_it_was_answered_is_told_to_its_asker_alone()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await AskAsync(id, Naming.Unnamed);
        await PassAsync(LongEnough);
        await Stage.Questions.VoteAsync(Cast.Cy, question, true);
        await Stage.Questions.AnswerAsync(Cast.Gus, question, "With one page.");

        Assert.Equal([Cast.Bo.PersonId!.Value], await Hub.LookAsync(db => db.Notices.Where(n => n.Words.Contains("has an answer")).Select(n => n.PersonId).ToListAsync()));
    }

    [Fact]
    public async Task The_same_words_sent_again_in_another_way_are_another_question()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var first = await Stage.Questions.AskAsync(Cast.Bo, id, Stage.Words, "k1", Naming.Unnamed);

        Assert.Equal(first, await Stage.Questions.AskAsync(Cast.Bo, id, Stage.Words, "k1", Naming.Unnamed));
        Assert.NotEqual(first, await Stage.Questions.AskAsync(Cast.Bo, id, Stage.Words, "k1"));
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    Task<string> AskAsync(string id, Naming naming, string words = Stage.Words) => Stage.Questions.AskAsync(Cast.Bo, id, words, null, naming);

    // As the site's clock does.
    async Task PassAsync(TimeSpan time)
    {
        Hub.Clock.Pass(time);
        await Appearances.RingAsync(Cancel);
    }

    async Task<RoomSnapshot> RoomAsync(string id) => (await Stage.Rooms.ReadAsync(Cast.Cy, id, Cancel))!.Room;

    async Task<MyPart> MineAsync(string id) => await Stage.Rooms.ReadMineAsync(Cast.Bo, (await Stage.LookAtAsync(id)).Id, Cancel);

    async Task<string[]> CsvAsync(string id) =>
        [.. Encoding.UTF8.GetString((await Hub.Get<HotseatExport>().ToCsvAsync(Cast.Ada, id, Cancel))!.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)];
}
