using System.Globalization;
using CommunityHub.Hotseats;

namespace CommunityHub.Tests.Hotseats;

/// ACCEPTANCE E5 I21 and F13.
public sealed class ScheduleTests
{
    [Theory]
    [InlineData("Europe/London", "2026-03-12T11:00", "2026-03-12T11:00")]
    [InlineData("Europe/London", "2026-07-12T11:00", "2026-07-12T10:00")]
    [InlineData("Europe/London", "2026-10-25T01:30", "2026-10-25T00:30")] // twice: the first
    [InlineData("Europe/London", "2026-10-25T02:00", "2026-10-25T02:00")]
    [InlineData("Europe/Dublin", "2026-10-25T01:30", "2026-10-25T00:30")]
    [InlineData("Europe/Dublin", "2026-07-12T11:00", "2026-07-12T10:00")]
    [InlineData("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30")]
    [InlineData("America/St_Johns", "2026-06-01T11:00", "2026-06-01T13:30")]
    [InlineData("Asia/Kathmandu", "2026-06-01T11:00", "2026-06-01T05:15")]
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45")]
    [InlineData("Pacific/Kiritimati", "2026-06-01T11:00", "2026-05-31T21:00")]
    [InlineData("UTC", "2028-02-29T11:00", "2028-02-29T11:00")]
    public void A_wall_clock_time_is_that_time_there(string zone, string local, string utc)
    {
        var schedule = Schedule.At(Time(local), zone, 60);

        Assert.Equal(Time(utc), schedule.StartsAt);
        Assert.Equal(DateTimeKind.Utc, schedule.StartsAt.Kind);
        Assert.Equal(Time(utc).AddHours(1), schedule.EndsAt);
    }

    [Theory]
    [InlineData("Europe/London", "2026-03-29T01:30", "01:30")]
    [InlineData("Europe/Dublin", "2026-03-29T01:00", "01:00")]
    [InlineData("America/New_York", "2026-03-08T02:59", "02:59")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:15", "02:15")]
    [InlineData("Africa/Casablanca", "2026-03-22T02:30", "02:30")]
    public void A_time_that_the_clock_skips_is_refused_with_words(string zone, string local, string named)
    {
        Assert.Contains(named, Refused(() => Schedule.At(Time(local), zone, 60)), StringComparison.Ordinal);
        Assert.Contains(named, Refused(() => Schedule.At(Time(local).AddHours(-12), zone, 60, Time(local))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_hour_over_the_change_of_the_clocks_is_an_hour()
    {
        var schedule = Schedule.At(Time("2026-10-25T00:30"), "Europe/London", 120);
        Assert.Equal(Time("2026-10-25T01:30"), schedule.EndsAt);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Mars/Base")]
    [InlineData("../zone.tab")]
    [InlineData("Europe/London\0")]
    [InlineData("GMT Standard Time")]
    public void A_zone_that_no_calendar_knows_is_refused(string? zone) =>
        Assert.Equal("Choose a time zone from the list.", Refused(() => Schedule.At(Time("2026-03-12T11:00"), zone, 60)));

    [Theory]
    [InlineData("0001-01-01T00:00")]
    [InlineData("1999-12-31T23:59")]
    [InlineData("2101-01-01T00:00")]
    [InlineData("9999-12-31T23:59")]
    public void A_year_out_of_reach_is_refused(string local) =>
        Assert.Contains("between 2000 and 2100", Refused(() => Schedule.At(Time(local), "Asia/Tokyo", 60)), StringComparison.Ordinal);

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(721)]
    [InlineData(int.MaxValue)]
    public void A_length_outside_ten_minutes_to_twelve_hours_is_refused(int minutes) =>
        Assert.Contains("between ten minutes and twelve hours", Refused(() => Schedule.At(Time("2026-03-12T11:00"), "UTC", minutes)), StringComparison.Ordinal);

    [Theory]
    [InlineData(10)]
    [InlineData(720)]
    public void The_limits_themselves_are_fine(int minutes) => Assert.Equal(minutes, Schedule.At(Time("2026-03-12T11:00"), "UTC", minutes).Minutes);

    [Fact]
    public void Questions_open_before_the_hour_or_with_it()
    {
        var now = Time("2026-03-01T00:00");
        Draft(Time("2026-03-12T11:00"));
        Assert.Contains("before the hour", Refused(() => Draft(Time("2026-03-12T11:01"))), StringComparison.Ordinal);

        void Draft(DateTime opens) => Hotseat.Draft(1, 1, Schedule.At(Time("2026-03-12T11:00"), "UTC", 60, opens), "A title", "", now);
    }

    [Fact]
    public void A_start_that_is_past_is_refused() =>
        Assert.Contains("still to come", Refused(() =>
            Hotseat.Draft(1, 1, Schedule.At(Time("2026-03-12T11:00"), "UTC", 60), "A title", "", Time("2026-03-12T11:00"))), StringComparison.Ordinal);

    static string Refused(Action act) => Assert.Throws<RefusedException>(act).Message;

    static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
