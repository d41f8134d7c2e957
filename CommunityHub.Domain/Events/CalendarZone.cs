using System.Globalization;

namespace CommunityHub.Events;

/// A time zone as a calendar file spells it out: what its clocks show in the years around an event, and each change by its date.
///
/// The changes are found by asking the zone, not from its adjustment rules: those differ between Windows and Linux, and say nothing of the years
/// which the zone's own file lists one by one (Morocco's, say).
static class CalendarZone
{
    public static void Write(string name, DateTime first, DateTime last, Action<string, string> add)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var from = new DateTime(Math.Clamp(first.Year - 1, 2, 9997), 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var until = new DateTime(Math.Clamp(last.Year + 1, 3, 9998), 12, 31, 0, 0, 0, DateTimeKind.Utc);

        add("BEGIN", "VTIMEZONE");
        add("TZID", name);
        WriteSpan(zone, from, zone.GetUtcOffset(from), add);
        for (var day = from; day < until; day = day.AddDays(1))
        {
            if (zone.GetUtcOffset(day) != zone.GetUtcOffset(day.AddDays(1))) WriteSpan(zone, Change(zone, day), zone.GetUtcOffset(day), add);
        }

        add("END", "VTIMEZONE");
    }

    static void WriteSpan(TimeZoneInfo zone, DateTime change, TimeSpan before, Action<string, string> add)
    {
        var kind = zone.IsDaylightSavingTime(change) ? "DAYLIGHT" : "STANDARD";
        add("BEGIN", kind);
        // The local time of a change is told by the clock as it was before.
        add("DTSTART", CalendarFile.Local(change + before));
        add("TZOFFSETFROM", Offset(before));
        add("TZOFFSETTO", Offset(zone.GetUtcOffset(change)));
        add("END", kind);
    }

    // The first minute of the new time within the day.
    static DateTime Change(TimeZoneInfo zone, DateTime day)
    {
        var before = zone.GetUtcOffset(day);
        var (early, late) = (0, 24 * 60);
        while (late - early > 1)
        {
            var middle = (early + late) / 2;
            if (zone.GetUtcOffset(day.AddMinutes(middle)) == before) early = middle;
            else late = middle;
        }

        return day.AddMinutes(late);
    }

    static string Offset(TimeSpan offset) =>
        (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(offset.Seconds == 0 ? "hhmm" : "hhmmss", CultureInfo.InvariantCulture);
}
