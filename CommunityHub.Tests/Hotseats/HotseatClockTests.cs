using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

public sealed class HotseatClockOnSqliteTests() : HotseatClockTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class HotseatClockOnPostgresTests() : HotseatClockTests(new PostgresTestDatabase());

public abstract class HotseatClockTests(TestDatabase database) : HotseatTest(database)
{
    static DateTime Starts => Stage.Starts;

    [Fact]
    public async Task The_clock_opens_questions_goes_live_wraps_up_and_archives()
    {
        var id = await Stage.HotseatAsync(HotseatState.Announced);

        await MovesAsync(id, new(2026, 3, 11, 8, 59, 59), HotseatState.Announced);
        await MovesAsync(id, new(2026, 3, 11, 9, 0, 0), HotseatState.Collecting);
        await MovesAsync(id, Starts.AddSeconds(-1), HotseatState.Collecting);
        await MovesAsync(id, Starts, HotseatState.Live);
        await MovesAsync(id, Starts.AddMinutes(60).AddSeconds(-1), HotseatState.Live);
        await MovesAsync(id, Starts.AddMinutes(60), HotseatState.WrappingUp);
        await MovesAsync(id, Starts.AddMinutes(60).AddHours(24).AddSeconds(-1), HotseatState.WrappingUp);
        await MovesAsync(id, Starts.AddMinutes(60).AddHours(24), HotseatState.Archived);

        Assert.All(
            await Hub.LookAsync(db => db.Hotseats.Where(h => h.PublicId == id).SelectMany(h => h.Changes).OrderBy(c => c.Id).Skip(2).Select(c => c.ById).ToListAsync()),
            byId => Assert.Null(byId));
    }

    [Fact]
    public async Task After_days_of_silence_it_makes_up_what_was_missed_and_still_gives_a_day_for_answers()
    {
        var id = await Stage.HotseatAsync(HotseatState.Announced);
        await Stage.Sessions.ComeAsync(Cast.Bo, id, true);

        var back = Starts.AddDays(3);
        await MovesAsync(id, back, HotseatState.WrappingUp);
        await MovesAsync(id, back.AddHours(24), HotseatState.Archived);
        Assert.Empty(await Stage.NoticesOfAsync(Cast.Bo));
    }

    [Fact]
    public async Task Nobody_is_told_that_it_begins_when_it_is_over()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        await Stage.Sessions.ComeAsync(Cast.Bo, id, true);

        await MovesAsync(id, Starts.AddHours(3), HotseatState.WrappingUp);
        Assert.Empty(await Stage.NoticesOfAsync(Cast.Bo));
    }

    [Fact]
    public async Task A_held_start_waits_and_then_has_its_whole_length()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        await Stage.Sessions.HoldAsync(Cast.Ada, id);
        await Stage.Sessions.ComeAsync(Cast.Bo, id, true);
        await MovesAsync(id, Starts.AddMinutes(65), HotseatState.Collecting);
        Assert.DoesNotContain(await Stage.NoticesOfAsync(Cast.Bo), words => words.Contains("begins", StringComparison.Ordinal));

        await Stage.Sessions.ReleaseAsync(Cast.Ada, id);
        Assert.Equal(HotseatState.Live, (await Stage.LookAtAsync(id)).State);
        await MovesAsync(id, Starts.AddMinutes(66), HotseatState.Live);
        Assert.Contains("It begins now: “Ask Gus about direct payments”", await Stage.NoticesOfAsync(Cast.Bo));
        await MovesAsync(id, Starts.AddMinutes(125), HotseatState.WrappingUp);
    }

    [Fact]
    public async Task It_runs_on_as_long_as_the_facilitator_says()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        await Stage.TickAtAsync(Starts);
        await Stage.Sessions.RunOnAsync(Cast.Ada, id);

        await MovesAsync(id, Starts.AddMinutes(74), HotseatState.Live);
        await MovesAsync(id, Starts.AddMinutes(75), HotseatState.WrappingUp);
    }

    [Fact]
    public async Task Reminders_come_a_week_before_that_morning_and_at_the_start_each_once()
    {
        var id = await DistantAsync();

        await Stage.TickAtAsync(new(2026, 4, 14, 9, 59, 59));
        Assert.Empty(await RemindedAsync());
        await Stage.TickAtAsync(new(2026, 4, 14, 10, 0, 0));
        await Stage.TickAtAsync(new(2026, 4, 14, 10, 0, 30));
        Assert.Equal(["In a week"], await RemindedAsync());

        // Half past ten in London, in summer.
        await Stage.TickAtAsync(new(2026, 4, 21, 9, 29, 59));
        Assert.Equal(["In a week"], await RemindedAsync());
        await Stage.TickAtAsync(new(2026, 4, 21, 9, 30, 0));
        await Stage.TickAtAsync(new(2026, 4, 21, 9, 31, 0));
        Assert.Equal(["In a week", "Today"], await RemindedAsync());

        await Stage.TickAtAsync(new(2026, 4, 21, 10, 0, 0));
        await Stage.TickAtAsync(new(2026, 4, 21, 10, 1, 0));
        Assert.Equal(["In a week", "Today", "It begins now"], await RemindedAsync());
        Assert.Equal(HotseatState.Live, (await Stage.LookAtAsync(id)).State);
        Assert.Empty(await Stage.NoticesOfAsync(Cast.Cy));
    }

    [Fact]
    public async Task After_a_silence_only_the_last_reminder_that_is_due_is_sent()
    {
        await DistantAsync();

        await Stage.TickAtAsync(new(2026, 4, 21, 9, 45, 0));
        await Stage.TickAtAsync(new(2026, 4, 21, 9, 46, 0));
        Assert.Equal(["Today"], await RemindedAsync());
    }

    [Fact]
    public async Task Moved_to_another_day_it_reminds_for_that_day_and_says_the_move_once()
    {
        var id = await DistantAsync();
        await Stage.TickAtAsync(new(2026, 4, 14, 10, 0, 0));

        // Already within the week before: the news of the move says it all.
        await Stage.Sessions.ChangeAsync(Cast.Ada, id, await Stage.FormAsync(new DateTime(2026, 4, 20, 15, 0, 0)));
        await Stage.TickAtAsync(new(2026, 4, 14, 10, 1, 0));
        var told = await Stage.NoticesOfAsync(Cast.Bo);
        Assert.Equal(2, told.Count);
        Assert.Contains("has a new time: Monday 20 April, 15:00 to 16:00, UK time", told[1], StringComparison.Ordinal);

        await Stage.TickAtAsync(new(2026, 4, 20, 9, 30, 0));
        await Stage.TickAtAsync(new(2026, 4, 20, 14, 0, 0));
        Assert.Equal(["In a week", "Today", "It begins now"], (await RemindedAsync()).Where(words => !words.Contains("new time", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_session_before_half_past_ten_reminds_once_at_its_start()
    {
        await DistantAsync(new DateTime(2026, 4, 21, 9, 0, 0));

        await Stage.TickAtAsync(new(2026, 4, 21, 8, 0, 0));
        await Stage.TickAtAsync(new(2026, 4, 21, 9, 30, 0));
        Assert.Equal(["It begins now"], await RemindedAsync());
    }

    [Fact]
    public async Task Opened_early_by_hand_it_says_then_that_it_begins_and_not_again()
    {
        var id = await DistantAsync();
        Hub.Clock.MoveTo(new(2026, 4, 21, 9, 50, 0));
        await Stage.Sessions.GoLiveAsync(Cast.Ada, id);
        await Stage.TickAtAsync(new(2026, 4, 21, 9, 50, 1));
        await Stage.TickAtAsync(new(2026, 4, 21, 10, 0, 1));

        Assert.Equal(["It begins now"], await RemindedAsync());
    }

    [Fact]
    public async Task A_cancelled_hotseat_reminds_nobody()
    {
        var id = await DistantAsync();
        await Stage.Sessions.CancelAsync(Cast.Ada, id, "Gus is ill.");
        await Stage.TickAtAsync(new(2026, 4, 21, 10, 0, 0));

        Assert.Equal(["“Ask Gus about direct payments” is cancelled. Gus is ill."], await Stage.NoticesOfAsync(Cast.Bo));
        Assert.Equal(HotseatState.Cancelled, (await Stage.LookAtAsync(id)).State);
    }

    [Fact]
    public async Task One_bad_row_stops_neither_the_others_nor_the_clock()
    {
        var bad = await Stage.HotseatAsync(HotseatState.Collecting);
        var good = await Stage.HotseatAsync(HotseatState.Collecting, Cast.Open);
        await Hub.LookAsync(db => db.Database.ExecuteSqlAsync($"""UPDATE "Hotseats" SET "StartsLocal" = 'not a time' WHERE "PublicId" = {bad}"""));

        await MovesAsync(good, Starts, HotseatState.Live);
        await MovesAsync(good, Starts.AddMinutes(60), HotseatState.WrappingUp);
    }

    [Fact]
    public async Task Two_clocks_at_once_move_it_once_and_remind_once()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        await Stage.Sessions.ComeAsync(Cast.Bo, id, true);
        Hub.Clock.MoveTo(Starts);

        // Another server: a gate of its own, the same database.
        var otherWrites = new CommunityHub.Data.HubWrites(Hub.Databases, Hub.Feed, Hub.Clock);
        var other = new HotseatClock(Hub.Databases, otherWrites, Hub.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<HotseatClock>.Instance);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => (i % 2 == 0 ? Stage.Clock : other).TickAsync())));

        Assert.Equal(1, await Hub.LookAsync(db => db.Hotseats.Where(h => h.PublicId == id).SelectMany(h => h.Changes).CountAsync(c => c.To == HotseatState.Live)));
        Assert.Equal(["It begins now"], await RemindedAsync());
    }

    [Fact]
    public async Task What_nobody_can_do_is_left_alone()
    {
        var draft = await Stage.DraftAsync();
        await MovesAsync(draft, Starts.AddDays(2), HotseatState.Draft);
    }

    // Tuesday 21 April 2026, 11:00 in London, which is 10:00 UTC; Bo comes.
    async Task<string> DistantAsync(DateTime? startsLocal = null)
    {
        var id = await Stage.DraftAsync(form: await Stage.FormAsync(startsLocal ?? new DateTime(2026, 4, 21, 11, 0, 0)));
        await Stage.Sessions.AnnounceAsync(Cast.Ada, id);
        await Stage.Sessions.ComeAsync(Cast.Bo, id, true);
        return id;
    }

    async Task<IEnumerable<string>> RemindedAsync() => (await Stage.NoticesOfAsync(Cast.Bo)).Select(words => words.Split(':')[0]);

    async Task MovesAsync(string id, DateTime at, HotseatState expected)
    {
        await Stage.TickAtAsync(DateTime.SpecifyKind(at, DateTimeKind.Utc));
        Assert.Equal(expected, (await Stage.LookAtAsync(id)).State);
    }
}
