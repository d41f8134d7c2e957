using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

public sealed class KitOnSqliteTests() : KitTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class KitOnPostgresTests() : KitTests(new PostgresTestDatabase());

public abstract class KitTests(TestDatabase database) : HotseatTest(database)
{
    const string Thanks = "Thank you all.";

    [Fact]
    public async Task Seeds_wait_for_the_announcement_and_then_stand_in_the_room_under_nobodys_name()
    {
        var id = await DraftAsync("What would you do first?\n\n  And last?  \nWhat would you do first?");
        Assert.Empty((await RoomAsync(id)).Room.Questions);

        await Stage.Sessions.AnnounceAsync(Cast.Ada, id);

        var room = await RoomAsync(id);
        Assert.Equal(["What would you do first?", "And last?"], room.Room.Questions.Select(q => q.Text));
        Assert.All(room.Room.Questions, q => Assert.Equal(("Seed question", true, null), (q.AskedBy, q.IsSeed, q.Organisation)));
        Assert.Equal(0, await Hub.LookAsync(db => db.QuestionAskers.CountAsync()));
        Assert.Equal(0, await Hub.LookAsync(db => db.Votes.CountAsync()));
    }

    [Fact]
    public async Task Seeds_that_are_added_later_go_in_at_once_and_twice_the_same_is_once()
    {
        var id = await DraftAsync("The first?");
        await Stage.Sessions.AnnounceAsync(Cast.Ada, id);
        var more = await Stage.FormAsync() with { SeedQuestions = "The first?\nThe second?" };
        await Stage.Sessions.ChangeAsync(Cast.Ada, id, more);
        await Stage.Sessions.ChangeAsync(Cast.Ada, id, more);

        Assert.Equal(["The first?", "The second?"], (await RoomAsync(id)).Room.Questions.Select(q => q.Text));
    }

    [Fact]
    public async Task A_seed_sinks_below_any_members_question_in_both_orders_however_many_want_it()
    {
        var id = await DraftAsync("A seed?\nAnother seed?");
        await Stage.Sessions.AnnounceAsync(Cast.Ada, id);
        var asked = await Stage.AskAsync(Cast.Bo, id, "A member's question?");
        await Stage.AskAsync(Cast.Cy, id, "A later one?");
        var seed = (await RoomAsync(id)).Room.Questions[0].Id;
        foreach (var who in new[] { Cast.Ada, Cast.Bo, Cast.Cy, Cast.Gus }) await Stage.Questions.VoteAsync(who, seed, true);
        await Stage.Questions.VoteAsync(Cast.Gus, asked, true);

        var room = await RoomAsync(id);
        Assert.Equal(["A later one?", "A member's question?", "Another seed?", "A seed?"], room.Room.Waiting.Select(q => q.Text));
        Assert.Equal(["A member's question?", "A later one?", "A seed?", "Another seed?"], room.Room.Waiting.MostWantedFirst(room.Votes).Select(q => q.Text));
        Assert.Equal(4, room.Votes.Of(seed));
    }

    [Fact]
    public async Task A_seed_is_answered_wanted_and_taken_away_though_nobody_asked_it()
    {
        var id = await DraftAsync("To be answered?\nTo be taken away?");
        await Stage.Sessions.AnnounceAsync(Cast.Ada, id);
        var (one, other) = ((await RoomAsync(id)).Room.Questions[0].Id, (await RoomAsync(id)).Room.Questions[1].Id);

        await Stage.Questions.VoteAsync(Cast.Bo, one, true);
        await Stage.Questions.VoteAsync(Cast.Bo, one, false);
        await Stage.Questions.AnswerNowAsync(Cast.Ada, one);
        await Stage.Questions.AnswerAsync(Cast.Gus, one, "Like this.");
        Assert.Contains("Only a facilitator", await RefusedAsync(() => Hub.Get<HotseatSeeds>().TakeAwayAsync(Cast.Bo, other)), StringComparison.Ordinal);
        await Hub.Get<HotseatSeeds>().TakeAwayAsync(Cast.Ada, other);

        var room = await RoomAsync(id);
        Assert.Equal("Like this.", Assert.Single(room.Room.Questions).Answer?.Text);
        var asked = await Stage.AskAsync(Cast.Bo, id);
        Assert.Contains("Somebody asked this question.", await RefusedAsync(() => Hub.Get<HotseatSeeds>().TakeAwayAsync(Cast.Ada, asked)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exports_say_that_it_is_a_seed()
    {
        var id = await DraftAsync("A seed?");
        await Stage.Sessions.AnnounceAsync(Cast.Ada, id);
        var export = Hub.Get<HotseatExport>();

        Assert.Contains("A seed?,Seed question,", System.Text.Encoding.UTF8.GetString((await export.ToCsvAsync(Cast.Bo, id, TestContext.Current.CancellationToken))!.Bytes), StringComparison.Ordinal);
        Assert.Contains("\nSeed question, 2026-03-05 09:00", System.Text.Encoding.UTF8.GetString((await export.ToMarkdownAsync(Cast.Bo, id, TestContext.Current.CancellationToken))!.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_long_a_seed_is_refused_by_its_line_and_nothing_is_kept()
    {
        var words = await RefusedAsync(() => DraftAsync($"Short?\n{new string('a', 1001)}"));

        Assert.StartsWith("Line 2: Use at most 1,000 characters.", words, StringComparison.Ordinal);
        Assert.Contains("at most 50 seed questions", await RefusedAsync(() => DraftAsync(string.Join('\n', Enumerable.Range(0, 51).Select(i => $"{i}?")))), StringComparison.Ordinal);
        Assert.Equal(0, await Hub.LookAsync(db => db.Hotseats.CountAsync()));
    }

    [Fact]
    public async Task The_guest_is_invited_in_the_facilitators_words_with_the_announcement()
    {
        var id = await DraftAsync("");
        Assert.Empty(await Stage.NoticesOfAsync(Cast.Gus));
        await Stage.Sessions.AnnounceAsync(Cast.Ada, id);

        Assert.EndsWith("Your desk is ready.\n\nDo come, dear Gus.", Assert.Single(await Stage.NoticesOfAsync(Cast.Gus)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_signed_up_or_asked_and_the_guest_are_thanked_once_when_it_is_archived(bool byHand)
    {
        var id = await DraftAsync("A seed?");
        await Stage.Sessions.AnnounceAsync(Cast.Ada, id);
        await Stage.Sessions.ComeAsync(Cast.Bo, id, true);
        await Stage.AskAsync(Cast.Bo, id);
        await Stage.AskAsync(Cast.Cy, id, "Mine?");
        await Stage.TickAtAsync(Stage.Starts);
        await Stage.TickAtAsync(Stage.Starts.AddHours(1));
        Assert.DoesNotContain(await Stage.NoticesOfAsync(Cast.Bo), IsThanks);

        if (byHand) await Stage.Sessions.ArchiveAsync(Cast.Ada, id);
        await Stage.TickAtAsync(Stage.Starts.AddHours(25));
        await Stage.TickAtAsync(Stage.Starts.AddHours(26));

        foreach (var who in new[] { Cast.Bo, Cast.Cy, Cast.Gus }) Assert.Single(await Stage.NoticesOfAsync(who), IsThanks);
        Assert.DoesNotContain(await Stage.NoticesOfAsync(Cast.Ada), IsThanks);
    }

    [Fact]
    public async Task Two_servers_thank_once_and_a_cancelled_one_or_one_without_words_thanks_nobody()
    {
        var (over, cancelled, silent) = (await DraftAsync(""), await DraftAsync(""), await DraftAsync("", thanks: ""));
        foreach (var id in new[] { over, cancelled, silent })
        {
            await Stage.Sessions.AnnounceAsync(Cast.Ada, id);
            await Stage.Sessions.GoLiveAsync(Cast.Ada, id);
            await Stage.Sessions.WrapUpAsync(Cast.Ada, id);
        }
        await Stage.Sessions.CancelAsync(Cast.Ada, cancelled, "A fire alarm.");
        await Stage.Sessions.ArchiveAsync(Cast.Ada, over);
        await Stage.Sessions.ArchiveAsync(Cast.Ada, silent);

        var otherWrites = new CommunityHub.Data.HubWrites(Hub.Databases, Hub.Feed, Hub.Clock);
        var other = new HotseatClock(Hub.Databases, otherWrites, Hub.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<HotseatClock>.Instance);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => (i % 2 == 0 ? Stage.Clock : other).TickAsync())));

        Assert.Single(await Stage.NoticesOfAsync(Cast.Gus), IsThanks);
    }

    [Fact]
    public async Task After_more_than_a_week_of_silence_nobody_is_thanked()
    {
        var id = await DraftAsync("");
        await Stage.Sessions.AnnounceAsync(Cast.Ada, id);
        await Stage.Sessions.GoLiveAsync(Cast.Ada, id);
        await Stage.Sessions.WrapUpAsync(Cast.Ada, id);
        await Stage.Sessions.ArchiveAsync(Cast.Ada, id);

        await Stage.TickAtAsync(Hub.Now.AddDays(8));
        await Stage.TickAtAsync(Hub.Now.AddMinutes(1));
        Assert.DoesNotContain(await Stage.NoticesOfAsync(Cast.Gus), IsThanks);
    }

    [Theory]
    [InlineData("2026-03-25T11:00", "", "2026-03-18T11:00", "2026-03-25T10:30", "2026-03-25T11:00")]
    [InlineData("2026-03-10T11:00", "week", "2026-03-03T11:00", "2026-03-10T10:30", "2026-03-10T11:00")]
    [InlineData("2026-03-25T09:00", "morning", "2026-03-18T09:00", "2026-03-25T09:00", "2026-03-25T09:00")]
    public void What_goes_out_is_said_with_its_time(string starts, string leftOut, string week, string morning, string start)
    {
        var all = Outgoing.Of(Schedule.At(Time(starts), "UTC", 60), announcedAt: null, TestHub.Start);

        Assert.Equal([OutgoingKind.Invitation, OutgoingKind.WeekBefore, OutgoingKind.SameMorning, OutgoingKind.Start, OutgoingKind.ThankYou], all.Select(one => one.Kind));
        Assert.Equal([null, Time(week), Time(morning), Time(start), Time(start).AddHours(25)], all.Select(one => one.At));
        Assert.Equal(leftOut, all.Where(one => one.LeftOut).Select(one => one.Kind is OutgoingKind.WeekBefore ? "week" : "morning").FirstOrDefault() ?? "");
    }

    async Task<string> DraftAsync(string seeds, string thanks = Thanks) =>
        await Stage.DraftAsync(form: await Stage.FormAsync() with { SeedQuestions = seeds, Invitation = "Do come, dear Gus.", ThankYou = thanks });

    async Task<HotseatRoom> RoomAsync(string id) => (await Stage.Rooms.ReadAsync(Cast.Ada, id, TestContext.Current.CancellationToken))!;

    static bool IsThanks(string words) => words.EndsWith($"is over. {Thanks}", StringComparison.Ordinal);

    static DateTime Time(string text) => DateTime.SpecifyKind(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
