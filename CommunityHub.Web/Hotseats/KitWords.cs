using CommunityHub.Hotseats;
using CommunityHub.Text;

namespace CommunityHub.Web.Hotseats;

/// What a hotseat sends, in words, in en-GB.
static class KitWords
{
    public static string Name(OutgoingKind kind) => kind switch
    {
        OutgoingKind.Invitation => "The guest’s invitation",
        OutgoingKind.WeekBefore => "Reminder: in a week",
        OutgoingKind.SameMorning => "Reminder: today",
        OutgoingKind.Start => "Reminder: it begins now",
        _ => "Thank-you",
    };

    /// To whom and when; what is left out says why.
    public static string When(Outgoing one, Schedule schedule, DateTime now, bool isReversed = false)
    {
        var zone = HotseatTimes.Zone(schedule.Zone);
        string At() => DatesInWords.DayAndTime(one.At!.Value, zone, now);
        return one switch
        {
            { Kind: OutgoingKind.Invitation, At: null } => "To the guest, at once when you announce it.",
            { Kind: OutgoingKind.Invitation } => $"Went to the guest on {At()}.",
            { Kind: OutgoingKind.WeekBefore, LeftOut: true } => "Not sent: that is less than seven days away.",
            { Kind: OutgoingKind.SameMorning, LeftOut: true } when one.At == schedule.StartsAt => "Not sent: it begins before 10:30. The reminder at the start is enough.",
            { Kind: OutgoingKind.SameMorning, LeftOut: true } => "Not sent: that morning is past.",
            { Kind: OutgoingKind.WeekBefore or OutgoingKind.SameMorning or OutgoingKind.Start } => $"{At()}, to the guest and everybody who is coming.",
            _ => $"When you archive it, or by itself by {At()}. To the guest, and everybody who was coming, came or {(isReversed ? "wrote" : "asked")}.",
        };
    }
}
