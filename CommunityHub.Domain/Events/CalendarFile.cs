using System.Globalization;
using System.Text;

namespace CommunityHub.Events;

/// One event for people's own calendars. Begin and end are local times of the zone, which is named as IANA names it.
/// A change to the event raises the sequence; the uid never changes.
public sealed record CalendarEntry(
    string Uid, int Sequence, string Title, string Description, string Url, DateTime Start, DateTime End, string Zone, DateTime ChangedAt, bool IsCancelled = false);

/// Writes iCalendar files (RFC 5545).
public static class CalendarFile
{
    const string LocalForm = "yyyyMMdd'T'HHmmss";

    const int LongestLine = 75;

    /// Throws <see cref="TimeZoneNotFoundException"/> for a zone this machine does not know. <paramref name="now"/> is in UTC.
    public static string Write(IReadOnlyList<CalendarEntry> entries, DateTime now)
    {
        var file = new StringBuilder();
        Add(file, "BEGIN", "VCALENDAR");
        Add(file, "VERSION", "2.0");
        Add(file, "PRODID", "-//CommunityHub//CommunityHub//EN");
        Add(file, "CALSCALE", "GREGORIAN");

        // No METHOD: that would make it an invitation, which needs an organiser's mail address. STATUS and SEQUENCE say what changed.
        foreach (var zone in entries.Where(entry => !IsUtc(entry.Zone)).GroupBy(entry => entry.Zone, StringComparer.Ordinal))
        {
            CalendarZone.Write(zone.Key, zone.Min(entry => entry.Start), zone.Max(entry => entry.End), (name, value) => Add(file, name, value));
        }

        foreach (var entry in entries) AddEntry(file, entry, now);
        Add(file, "END", "VCALENDAR");
        return file.ToString();
    }

    public static string Local(DateTime time) => time.ToString(LocalForm, CultureInfo.InvariantCulture);

    static void AddEntry(StringBuilder file, CalendarEntry entry, DateTime now)
    {
        Add(file, "BEGIN", "VEVENT");
        Add(file, "UID", Escape(entry.Uid));
        Add(file, "SEQUENCE", entry.Sequence.ToString(CultureInfo.InvariantCulture));
        Add(file, "DTSTAMP", $"{Local(now)}Z");
        Add(file, "LAST-MODIFIED", $"{Local(entry.ChangedAt)}Z");
        AddTime(file, "DTSTART", entry.Start, entry.Zone);
        AddTime(file, "DTEND", entry.End, entry.Zone);
        Add(file, "SUMMARY", Escape(entry.Title));
        if (entry.Description.Length > 0) Add(file, "DESCRIPTION", Escape(entry.Description));
        if (Uri.TryCreate(entry.Url, UriKind.Absolute, out var url)) Add(file, "URL", url.AbsoluteUri);
        Add(file, "STATUS", entry.IsCancelled ? "CANCELLED" : "CONFIRMED");
        Add(file, "END", "VEVENT");
    }

    static void AddTime(StringBuilder file, string name, DateTime time, string zone)
    {
        if (IsUtc(zone)) Add(file, name, $"{Local(time)}Z");
        else Add(file, $"{name};TZID={zone}", Local(time));
    }

    static bool IsUtc(string zone) => zone is "UTC" or "Etc/UTC";

    static string Escape(string text) => CommunityHub.Text.Wording.Clean(text)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    // A long line goes on in the next, after a space. Lines are measured in octets, and a character is never cut.
    static void Add(StringBuilder file, string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            octets += rune.Utf8SequenceLength;
            if (octets > LongestLine)
            {
                file.Append("\r\n ");
                octets = 1 + rune.Utf8SequenceLength;
            }

            file.Append(rune);
        }

        file.Append("\r\n");
    }
}
