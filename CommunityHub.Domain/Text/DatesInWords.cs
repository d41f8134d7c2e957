using System.Globalization;

namespace CommunityHub.Text;

/// Dates and times as people say them. All take UTC and the zone of who reads.
public static class DatesInWords
{
    /// "Thursday 12 November", with the year when it is another than now's.
    public static string Day(DateTime utc, TimeZoneInfo zone, DateTime nowUtc)
    {
        var (day, today) = (In(zone, utc), In(zone, nowUtc));
        return Say(day, day.Year == today.Year ? "dddd d MMMM" : "dddd d MMMM yyyy");
    }

    /// "11:00"
    public static string Time(DateTime utc, TimeZoneInfo zone) => Say(In(zone, utc), "HH:mm");

    /// "Thursday 12 November, 11:00, UK time"
    public static string DayAndTime(DateTime utc, TimeZoneInfo zone, DateTime nowUtc) =>
        $"{Day(utc, zone, nowUtc)}, {Time(utc, zone)}, {Name(zone)}";

    /// "Thursday 12 November, 11:00 to 12:00, UK time"; over midnight both days are said.
    public static string Span(DateTime fromUtc, DateTime untilUtc, TimeZoneInfo zone, DateTime nowUtc)
    {
        var sameDay = In(zone, fromUtc).Date == In(zone, untilUtc).Date;
        var until = sameDay ? Time(untilUtc, zone) : $"{Day(untilUtc, zone, nowUtc)}, {Time(untilUtc, zone)}";
        return $"{Day(fromUtc, zone, nowUtc)}, {Time(fromUtc, zone)} to {until}, {Name(zone)}";
    }

    /// "UK time", "Paris time"
    public static string Name(TimeZoneInfo zone) => zone.Id switch
    {
        "Europe/London" or "GMT Standard Time" => "UK time",
        "UTC" or "Etc/UTC" or "Etc/GMT" => "UTC",
        var id => id[(id.LastIndexOf('/') + 1)..].Replace('_', ' ') + " time",
    };

    /// As machines read it, for datetime="".
    public static string ForMachines(DateTime utc) => Say(AsUtc(utc), "yyyy-MM-dd'T'HH:mm:ss'Z'");

    static DateTime In(TimeZoneInfo zone, DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(AsUtc(utc), zone);
    static DateTime AsUtc(DateTime utc) => DateTime.SpecifyKind(utc, DateTimeKind.Utc);

    // The invariant culture's names of days and months are the English ones, whatever the server is set to.
    static string Say(DateTime when, string format) => when.ToString(format, CultureInfo.InvariantCulture);
}
