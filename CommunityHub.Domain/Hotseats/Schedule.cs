using System.Globalization;

namespace CommunityHub.Hotseats;

/// When a hotseat is: wall-clock times in an IANA zone, and the same in UTC.
public sealed record Schedule
{
    public required DateTime StartsLocal { get; init; }
    public required string Zone { get; init; }
    public required int Minutes { get; init; }
    public required DateTime StartsAt { get; init; }
    public required DateTime EndsAt { get; init; }
    public DateTime? QuestionsOpenAt { get; init; }

    /// Refuses a zone nobody knows, a time that the clock skips when it goes forward, a length outside ten minutes to twelve
    /// hours, and a year outside 2000 to 2100. A time that comes twice, when the clock goes back, means the first.
    public static Schedule At(DateTime startsLocal, string? zone, int minutes, DateTime? questionsOpenLocal = null)
    {
        // Windows' own names are known here too, but not to calendars.
        if (zone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) || !known.HasIanaId)
        {
            throw new RefusedException("Choose a time zone from the list.");
        }
        if (minutes < Hotseat.ShortestSession.TotalMinutes || minutes > Hotseat.LongestSession.TotalMinutes)
        {
            throw new RefusedException("A hotseat lasts between ten minutes and twelve hours.");
        }
        var startsAt = ToUtc(startsLocal, known);
        return new Schedule
        {
            StartsLocal = DateTime.SpecifyKind(startsLocal, DateTimeKind.Unspecified),
            Zone = known.Id,
            Minutes = minutes,
            StartsAt = startsAt,
            EndsAt = startsAt.AddMinutes(minutes),
            QuestionsOpenAt = questionsOpenLocal is { } open ? ToUtc(open, known) : null,
        };
    }

    static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        if (local.Year is < 2000 or > 2100) throw new RefusedException("Choose a date between 2000 and 2100.");

        return TryToUtc(local, zone) ?? throw new RefusedException(
            string.Create(CultureInfo.InvariantCulture, $"The clocks go forward then: {local:HH:mm} does not exist on that day. Choose another time."));
    }

    /// When the clock on the wall shows this; the first of two times. Null: it never does.
    internal static DateTime? TryToUtc(DateTime local, TimeZoneInfo zone)
    {
        // Asked by UTC. The zone's own IsInvalidTime and IsAmbiguousTime know nothing of Dublin and Casablanca, whose winter is the exception.
        var asUtc = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        return new[] { zone.GetUtcOffset(asUtc.AddDays(-1)), zone.GetUtcOffset(asUtc.AddDays(1)) }
            .Select(offset => asUtc - offset)
            .Where(utc => utc + zone.GetUtcOffset(utc) == asUtc)
            .Order()
            .Select(utc => (DateTime?)utc)
            .FirstOrDefault();
    }
}
