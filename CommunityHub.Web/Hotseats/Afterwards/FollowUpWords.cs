using CommunityHub.Hotseats;
using CommunityHub.Text;

namespace CommunityHub.Web.Hotseats.Afterwards;

/// The words of follow-ups, in en-GB.
static class FollowUpWords
{
    /// "Gus Hallam, by Friday 20 November"
    public static string Due(string owner, DateTime dueAt, string zone, DateTime now) => $"{owner}, by {Day(dueAt, zone, now)}";

    public static bool IsLate(DateTime dueAt, DateTime now) => dueAt <= now;

    /// "2 days late"
    public static string Late(DateTime dueAt, DateTime now) => (int)(now - dueAt).TotalDays switch
    {
        0 => "Late since today",
        1 => "1 day late",
        var days => $"{HotseatWords.Number(days)} days late",
    };

    // The end of a day is the midnight after it.
    static string Day(DateTime dueAt, string zone, DateTime now) => DatesInWords.Day(dueAt.AddMinutes(-1), HotseatTimes.Zone(zone), now);
}
