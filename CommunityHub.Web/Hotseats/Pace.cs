using CommunityHub.Hotseats;

namespace CommunityHub.Web.Hotseats;

/// How the hour goes, from what the room shows: nothing is guessed.
public sealed record Pace(int Answered, int Waiting, double? MinutesForOne, TimeSpan? LongestWait, int? AnsweredByTheEnd)
{
    /// Fewer answers than these say nothing about the next ones.
    const int Enough = 3;

    public static Pace Of(RoomSnapshot room, DateTime now)
    {
        var (hotseat, waiting) = (room.Hotseat, room.Waiting.Count);
        var oldest = room.Waiting.Count == 0 ? (DateTime?)null : room.Waiting.Min(q => q.At);

        // Since it went live, and until now or the last answer, whichever says more of how fast they came.
        double? minutes = null;
        if (hotseat.WentLiveAt is { } began)
        {
            var inTheHour = room.Answered.Where(q => q.Answer!.At >= began).ToList();
            var until = hotseat.State is HotseatState.Live ? now : inTheHour.Select(q => q.Answer!.At).DefaultIfEmpty(began).Max();
            if (inTheHour.Count > 0) minutes = (until - began).TotalMinutes / inTheHour.Count;
            if (inTheHour.Count >= Enough && hotseat.State is HotseatState.Live && minutes > 0)
            {
                var more = (int)Math.Floor(Math.Max(0, (hotseat.EndsAt - now).TotalMinutes) / minutes.Value);
                return new(room.Answered.Count, waiting, minutes, now - oldest, Math.Min(more, waiting));
            }
        }
        return new(room.Answered.Count, waiting, minutes, hotseat.IsOver ? null : now - oldest, null);
    }
}
