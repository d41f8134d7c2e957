using CommunityHub.Text;

namespace CommunityHub.Tests.Text;

public sealed class DatesInWordsTests
{
    static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    static readonly DateTime Now = new(2026, 11, 1, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_time_is_said_with_its_day_and_zone() =>
        Assert.Equal("Thursday 12 November, 11:00, UK time", DatesInWords.DayAndTime(Utc("2026-11-12 11:00"), London, Now));

    [Fact]
    public void Summer_time_counts() =>
        Assert.Equal("Wednesday 1 July, 11:00, UK time", DatesInWords.DayAndTime(Utc("2026-07-01 10:00"), London, Now));

    [Fact]
    public void Another_year_is_said() =>
        Assert.Equal("Wednesday 12 November 2025", DatesInWords.Day(Utc("2025-11-12 11:00"), London, Now));

    [Fact]
    public void An_hour_is_said_with_its_end() => Assert.Equal(
        "Thursday 12 November, 11:00 to 12:00, UK time",
        DatesInWords.Span(Utc("2026-11-12 11:00"), Utc("2026-11-12 12:00"), London, Now));

    [Fact]
    public void Over_midnight_both_days_are_said() => Assert.Equal(
        "Thursday 12 November, 23:30 to Friday 13 November, 00:30, UK time",
        DatesInWords.Span(Utc("2026-11-12 23:30"), Utc("2026-11-13 00:30"), London, Now));

    [Theory]
    [InlineData("UTC", "UTC")]
    [InlineData("America/New_York", "New York time")]
    public void A_zone_is_named_for_its_city(string id, string name) =>
        Assert.Equal(name, DatesInWords.Name(TimeZoneInfo.FindSystemTimeZoneById(id)));

    // As SQLite gives them back: without their kind.
    static DateTime Utc(string when) => DateTime.Parse(when, System.Globalization.CultureInfo.InvariantCulture);
}
