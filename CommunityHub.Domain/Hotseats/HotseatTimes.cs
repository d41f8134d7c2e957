using CommunityHub.Text;

namespace CommunityHub.Hotseats;

/// When a hotseat is, in words.
public static class HotseatTimes
{
    /// In the reader's own zone: "Thursday 12 November, 11:00 to 12:00, UK time".
    public static string WhenIn(this Hotseat hotseat, string zone, DateTime now) =>
        DatesInWords.Span(hotseat.StartsAt, hotseat.EndsAt, Zone(zone), now);

    /// Any zone this machine knows; otherwise UTC, which is true for everybody.
    public static TimeZoneInfo Zone(string? id) =>
        id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
}
