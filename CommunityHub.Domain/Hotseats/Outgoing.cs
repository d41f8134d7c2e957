namespace CommunityHub.Hotseats;

public enum OutgoingKind
{
    /// To the guest, with the announcement.
    Invitation,
    WeekBefore,
    SameMorning,
    Start,

    /// When it is archived.
    ThankYou,
}

/// One thing that a hotseat sends, and when. At null: by hand. LeftOut: it is not sent, because its time is before the announcement or
/// another says it.
public sealed record Outgoing(OutgoingKind Kind, DateTime? At, bool LeftOut = false)
{
    /// All of them, for a hotseat at that time. AnnouncedAt null: it would be announced now.
    public static IReadOnlyList<Outgoing> Of(Schedule schedule, DateTime? announcedAt, DateTime now)
    {
        var from = announcedAt ?? now;
        var (week, morning) = (ReminderTimes.Week(schedule.StartsAt), ReminderTimes.Morning(schedule.StartsAt, schedule.StartsLocal, schedule.Zone));
        return
        [
            new(OutgoingKind.Invitation, announcedAt),
            new(OutgoingKind.WeekBefore, week, LeftOut: week < from),
            new(OutgoingKind.SameMorning, morning, LeftOut: morning < from || morning == schedule.StartsAt),
            new(OutgoingKind.Start, schedule.StartsAt),
            new(OutgoingKind.ThankYou, schedule.EndsAt + Hotseat.LongestWrapUp),
        ];
    }
}

/// When reminders are due.
static class ReminderTimes
{
    public static DateTime Week(DateTime startsAt) => startsAt.AddDays(-7);

    /// Half past ten on the day, in the session's own zone; a session before that has its reminder at the start.
    public static DateTime Morning(DateTime startsAt, DateTime startsLocal, string zone)
    {
        var there = HotseatTimes.Zone(zone);
        var morning = startsLocal.Date.AddHours(10.5);
        // Half past ten exists on nearly every day in every zone; where the clock skips it, an hour later is near enough.
        if ((Schedule.TryToUtc(morning, there) ?? Schedule.TryToUtc(morning.AddHours(1), there)) is not { } at) return startsAt;
        return at < startsAt ? at : startsAt;
    }
}
