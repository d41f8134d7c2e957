using System.Globalization;

namespace CommunityHub.Web.Shared;

/// Dates as browsers send them from a date box, in the zone of who chose them.
static class DateBox
{
    /// Whether a refusal is about the day that ends something, and not about the words beside it.
    public static bool IsRefusal(string? words) => words?.StartsWith("Choose a", StringComparison.Ordinal) is true;

    /// Midnight after that day. Refuses what is no date.
    public static DateTime EndOf(string? typed, TimeZoneInfo zone) => StartOf(Read(typed).AddDays(1), zone);

    /// Midnight before that day.
    public static DateTime StartOf(string? typed, TimeZoneInfo zone) => StartOf(Read(typed), zone);

    /// For min="", max="" and value="".
    public static string Say(DateTime utc, TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static DateOnly Read(string? typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2100
            ? day
            : throw new RefusedException("Choose a day.");

    // Where the clocks skip midnight, the day begins an hour later.
    static DateTime StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight, zone);
    }
}
