using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Site;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommunityHub.Tests.Hotseats;

/// Reminders when something went otherwise: each has one right outcome.
public sealed class ReminderFaultOnSqliteTests() : ReminderFaultTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class ReminderFaultOnPostgresTests() : ReminderFaultTests(new PostgresTestDatabase());

public abstract class ReminderFaultTests(TestDatabase database) : HotseatTest(database)
{
    // Tuesday 21 April 2026, 11:00 in London.
    static readonly DateTime Starts = new(2026, 4, 21, 10, 0, 0, DateTimeKind.Utc);
    static readonly DateTime Week = Starts.AddDays(-7);
    static readonly DateTime Morning = Starts.AddMinutes(-30);

    [Theory]
    [InlineData(11, "In a week")]
    [InlineData(13, "")] // by then it says something wrong
    public async Task One_that_was_due_while_the_server_was_down_is_made_up_for_within_twelve_hours(int hoursLate, string expected)
    {
        await AnnouncedAsync();
        await Stage.TickAtAsync(Week.AddHours(hoursLate));
        await Stage.TickAtAsync(Week.AddHours(hoursLate).AddMinutes(1));

        Assert.Equal(expected, string.Join('|', await RemindedAsync(Cast.Bo)));
        await Stage.TickAtAsync(Morning);
        Assert.Equal("Today", (await RemindedAsync(Cast.Bo)).Last());
    }

    [Fact]
    public async Task A_server_that_comes_back_in_the_hour_says_once_that_it_begins_and_nothing_of_that_morning()
    {
        await AnnouncedAsync();
        await Stage.TickAtAsync(Week);
        await Stage.TickAtAsync(Starts.AddMinutes(20));
        await Stage.TickAtAsync(Starts.AddMinutes(21));

        Assert.Equal(["In a week", "It begins now"], await RemindedAsync(Cast.Bo));
    }

    [Fact]
    public async Task Where_it_went_live_and_the_reminder_came_later_it_says_that_it_has_begun()
    {
        var id = await AnnouncedAsync();
        Hub.Clock.MoveTo(Starts);
        await Stage.Sessions.GoLiveAsync(Cast.Ada, id); // and the server stops before its clock has told anybody
        await Stage.TickAtAsync(Starts.AddMinutes(20));

        Assert.Equal(["It has begun"], await RemindedAsync(Cast.Bo));
    }

    [Fact]
    public async Task Moved_to_a_far_day_after_its_reminders_it_reminds_of_that_day_from_the_beginning()
    {
        var id = await AnnouncedAsync();
        await Stage.TickAtAsync(Week);
        await Stage.TickAtAsync(Morning);
        await MoveAsync(id, new(2026, 5, 6, 11, 0, 0));
        await Stage.TickAtAsync(Starts); // not that day any more
        foreach (var at in new DateTime[] { new(2026, 4, 29, 10, 0, 0), new(2026, 5, 6, 9, 30, 0), new(2026, 5, 6, 10, 0, 0) }) await Stage.TickAtAsync(at);

        Assert.Equal(["In a week", "Today", "moved", "In a week", "Today", "It begins now"], await RemindedAsync(Cast.Bo));
    }

    [Fact]
    public async Task Moved_there_and_back_nobody_reads_the_same_reminder_twice()
    {
        var id = await AnnouncedAsync();
        await Stage.TickAtAsync(Week);
        await MoveAsync(id, new(2026, 5, 6, 11, 0, 0));
        await MoveAsync(id, new(2026, 4, 21, 11, 0, 0));
        await Stage.TickAtAsync(Week.AddMinutes(1));
        await Stage.TickAtAsync(Morning);

        Assert.Equal(["In a week", "moved", "moved", "Today"], await RemindedAsync(Cast.Bo));
    }

    [Fact]
    public async Task Moved_nearer_it_leaves_out_what_is_past_and_sends_the_rest()
    {
        var id = await AnnouncedAsync();
        Hub.Clock.MoveTo(Week.AddDays(-3));
        await MoveAsync(id, new(2026, 4, 13, 11, 0, 0)); // in two days
        foreach (var at in new DateTime[] { Week.AddDays(-3).AddMinutes(1), new(2026, 4, 13, 9, 30, 0), new(2026, 4, 13, 10, 0, 0) }) await Stage.TickAtAsync(at);

        Assert.Equal(["moved", "Today", "It begins now"], await RemindedAsync(Cast.Bo));
    }

    [Fact]
    public async Task Cancelled_after_a_reminder_it_says_so_once_and_then_nothing()
    {
        var id = await AnnouncedAsync();
        await Stage.TickAtAsync(Week);
        await Stage.Sessions.CancelAsync(Cast.Ada, id, "Gus is ill.");
        await Stage.TickAtAsync(Morning);
        await Stage.TickAtAsync(Starts);

        Assert.Equal(["In a week", "cancelled"], await RemindedAsync(Cast.Bo));
    }

    [Fact]
    public async Task Who_signs_up_late_gets_what_is_still_to_come()
    {
        var id = await AnnouncedAsync();
        await Stage.TickAtAsync(Week);
        await Stage.Sessions.ComeAsync(Cast.Cy, id, true);
        await Stage.TickAtAsync(Week.AddMinutes(1));
        Assert.Empty(await RemindedAsync(Cast.Cy));

        // The clock is late that morning: who signs up meanwhile has just read that it is today.
        Hub.Clock.MoveTo(Morning.AddMinutes(5));
        await Stage.Sessions.ComeAsync(Cast.Eve, await OpenToEveAsync(id), true);
        await Stage.TickAtAsync(Morning.AddMinutes(6));
        await Stage.TickAtAsync(Starts);

        Assert.Equal(["Today", "It begins now"], await RemindedAsync(Cast.Cy));
        Assert.Equal(["It begins now"], await RemindedAsync(Cast.Eve));
    }

    [Fact]
    public async Task Who_signs_up_while_the_start_is_held_hears_that_it_begins()
    {
        var id = await AnnouncedAsync();
        await Stage.Sessions.HoldAsync(Cast.Ada, id);
        await Stage.TickAtAsync(Starts.AddMinutes(3));
        await Stage.Sessions.ComeAsync(Cast.Cy, id, true);
        await Stage.TickAtAsync(Starts.AddMinutes(4));
        await Stage.Sessions.ReleaseAsync(Cast.Ada, id);
        await Stage.TickAtAsync(Starts.AddMinutes(5));

        Assert.Equal(["It begins now"], await RemindedAsync(Cast.Cy));
    }

    [Fact]
    public async Task Who_does_not_come_any_more_is_left_in_peace_and_the_guest_is_reminded_too()
    {
        var id = await AnnouncedAsync();
        await Stage.Sessions.ComeAsync(Cast.Bo, id, false);
        await Stage.TickAtAsync(Week);

        Assert.Empty(await RemindedAsync(Cast.Bo));
        Assert.Equal(["In a week"], (await RemindedAsync(Cast.Gus)).Skip(1)); // after the invitation
    }

    [Theory]
    [InlineData("moved")]
    [InlineData("cancelled")]
    [InlineData("late")]
    [InlineData("in time")]
    public async Task A_reminder_that_waits_for_the_post_goes_only_while_it_is_true(string what)
    {
        var id = await AnnouncedAsync();
        var lou = await Hub.Writes.EnrolAsync("lou@demo.test", "Lou Reed");
        await Hub.Writes.DoAsync(work => Task.FromResult(work.Db.Add(Membership.Begin(Cast.ByRequest, lou.PersonId!.Value, work.Now))), TestContext.Current.CancellationToken);
        await Stage.Sessions.ComeAsync(lou, id, true);
        await Stage.TickAtAsync(Morning);

        if (what is "moved") await MoveAsync(id, new(2026, 5, 6, 11, 0, 0));
        if (what is "cancelled") await Stage.Sessions.CancelAsync(Cast.Ada, id, "Gus is ill.");
        if (what is "late") Hub.Clock.MoveTo(Starts.AddMinutes(1));
        var carrier = new Bag();
        Hub.Get<SiteAddress>().Fallback = "https://hub.example.org/";
        await new Post(Hub.Databases, Hub.Writes, Hub.Get<SiteAddress>(), Hub.Clock, NullLogger<Post>.Instance, carrier).SendDueAsync(TestContext.Current.CancellationToken);

        Assert.Equal(what is "in time", carrier.Carried.Exists(letter => letter.Text.StartsWith("Today:", StringComparison.Ordinal)));
        Assert.Equal(what is "moved", carrier.Carried.Exists(letter => letter.Text.Contains("has a new time", StringComparison.Ordinal)));
        Assert.Equal(what is "cancelled", carrier.Carried.Exists(letter => letter.Text.Contains("is cancelled", StringComparison.Ordinal)));
    }

    // Announced; Bo comes.
    async Task<string> AnnouncedAsync()
    {
        var id = await Stage.DraftAsync(form: await Stage.FormAsync(new DateTime(2026, 4, 21, 11, 0, 0)));
        await Stage.Sessions.AnnounceAsync(Cast.Ada, id);
        await Stage.Sessions.ComeAsync(Cast.Bo, id, true);
        return id;
    }

    async Task MoveAsync(string id, DateTime to) => await Stage.Sessions.ChangeAsync(Cast.Ada, id, await Stage.FormAsync(to));

    // Her suspension is over by then.
    async Task<string> OpenToEveAsync(string id)
    {
        await Hub.LookAsync(db => db.Suspensions.ExecuteDeleteAsync());
        return id;
    }

    async Task<string[]> RemindedAsync(Actor who) => [.. (await Stage.NoticesOfAsync(who)).Select(words =>
        words.Contains("new time", StringComparison.Ordinal) ? "moved" : words.Contains("is cancelled", StringComparison.Ordinal) ? "cancelled" : words.Split(':')[0])];

    sealed class Bag : ICarrier
    {
        public List<Letter> Carried { get; } = [];

        public Task CarryAsync(Letter letter, CancellationToken cancel)
        {
            Carried.Add(letter);
            return Task.CompletedTask;
        }
    }
}
