using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;
using CommunityHub.Web.Hotseats;

namespace CommunityHub.Tests.Hotseats;

public sealed class PaceOnSqliteTests() : PaceTests(new SqliteTestDatabase());

/// What the console says of the hour: the figures, by the clock.
public abstract class PaceTests(TestDatabase database) : HotseatTest(database)
{
    [Fact]
    public async Task The_figures_are_those_of_the_room()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        Hub.Clock.MoveTo((await Stage.LookAtAsync(id)).WentLiveAt!.Value);
        var ends = (await Stage.LookAtAsync(id)).EndsAt;
        var asked = new List<string>();
        for (var i = 0; i < 8; i++) asked.Add(await Stage.AskAsync(Cast.Bo, id, $"Question {i}?"));
        for (var i = 0; i < 2; i++)
        {
            Hub.Clock.Pass(TimeSpan.FromMinutes(4));
            await Stage.Questions.AnswerAsync(Cast.Gus, asked[i], "An answer.");
        }

        // Two answers say how fast it went, and nothing of the rest.
        var pace = await PaceAsync(id);
        Assert.Equal((2, 6, 4.0, TimeSpan.FromMinutes(8), (int?)null), (pace.Answered, pace.Waiting, pace.MinutesForOne!.Value, pace.LongestWait!.Value, pace.AnsweredByTheEnd));
        Hub.Clock.Pass(TimeSpan.FromMinutes(4));
        await Stage.Questions.AnswerAsync(Cast.Gus, asked[2], "An answer.");
        pace = await PaceAsync(id);
        Assert.Equal((3, 5, 4.0, TimeSpan.FromMinutes(12), (int?)5), (pace.Answered, pace.Waiting, pace.MinutesForOne!.Value, pace.LongestWait!.Value, pace.AnsweredByTheEnd));

        // Nine minutes before the end, at seventeen minutes for one.
        Hub.Clock.MoveTo(ends.AddMinutes(-9));
        pace = await PaceAsync(id);
        Assert.Equal((17.0, 0), (pace.MinutesForOne!.Value, pace.AnsweredByTheEnd!.Value));
        Assert.StartsWith("The hour is nearly over.", await InWordsAsync(id, pace), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_has_waited_long_after_a_quarter_of_an_hour_and_one_from_before_waits_from_the_beginning()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        var early = await Stage.AskAsync(Cast.Bo, id, "The day before?");
        Hub.Clock.Pass(TimeSpan.FromDays(1));
        await WaitedAsync(id, null);
        await Stage.Sessions.GoLiveAsync(Cast.Ada, id);
        await WaitedAsync(id, TimeSpan.Zero);

        Hub.Clock.Pass(TimeSpan.FromMinutes(5));
        var late = await Stage.AskAsync(Cast.Cy, id, "In it?");
        Hub.Clock.Pass(TimeSpan.FromMinutes(9.9));
        await WaitedAsync(id, TimeSpan.FromMinutes(14.9));
        Hub.Clock.Pass(TimeSpan.FromMinutes(0.1));
        await WaitedAsync(id, TimeSpan.FromMinutes(15), early);
        Hub.Clock.Pass(TimeSpan.FromMinutes(5));
        await WaitedAsync(id, TimeSpan.FromMinutes(20), early, late);
        await Stage.Questions.AnswerAsync(Cast.Gus, early, "At last.");
        await WaitedAsync(id, TimeSpan.FromMinutes(15), late); // an answered one waits no more
    }

    [Theory]
    [InlineData(3, 4, 4, "At this speed all 4 will be answered by 12:00. There is room for more.")]
    [InlineData(3, 1, 1, "At this speed the one that waits will be answered by 12:00. There is room for more.")]
    [InlineData(3, 4, 0, "The hour is nearly over. You can run on, or the rest can get an owner afterwards.")]
    [InlineData(3, 4, 3, "At this speed about 3 of the 4 will be answered by 12:00. The rest can get an owner afterwards.")]
    [InlineData(3, 0, 0, "Nothing waits. A line to the room may bring the next question.")]
    [InlineData(0, 4, null, "The first answer takes longest. Nobody is late.")]
    [InlineData(2, 4, null, null)]
    public async Task Words_for_the_figures(int answered, int waiting, int? byTheEnd, string? words)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        Assert.Equal(words, await InWordsAsync(id, new Pace(answered, waiting, null, null, byTheEnd)));
    }

    async Task WaitedAsync(string id, TimeSpan? longest, params string[] longWaiting)
    {
        var room = (await Stage.Rooms.ReadAsync(Cast.Ada, id, TestContext.Current.CancellationToken))!.Room;
        Assert.Equal(longest, Pace.Of(room, Hub.Now).LongestWait);
        Assert.Equal(longWaiting, Pace.LongWaiting(room, Hub.Now).OrderBy(row => row.At).Select(row => row.Id));
    }

    async Task<Pace> PaceAsync(string id) => Pace.Of((await Stage.Rooms.ReadAsync(Cast.Ada, id, TestContext.Current.CancellationToken))!.Room, Hub.Now);

    async Task<string?> InWordsAsync(string id, Pace pace) => ConsoleWords.PaceInWords(pace, (await Stage.Rooms.ReadAsync(Cast.Ada, id, TestContext.Current.CancellationToken))!.Hotseat, "12:00");
}
