using CommunityHub.Hotseats;

namespace CommunityHub.Web.Hotseats;

/// How the hour goes, from what the room shows: nothing is guessed.
public sealed record Pace(int Answered, int Waiting, double? MinutesForOne, TimeSpan? LongestWait, int? AnsweredByTheEnd)
{
    /// Fewer answers than these say nothing about the next ones.
    const int Enough = 3;

    /// After which a question has waited long: a quarter of the usual hour.
    public static readonly TimeSpan LongWait = TimeSpan.FromMinutes(15);

    public static IReadOnlyList<QuestionRow> LongWaiting(RoomSnapshot room, DateTime now) => [.. room.Waiting.Where(q => Waited(q, room.Hotseat, now) >= LongWait)];

    // As the report counts it: a question from before the hour waits from its beginning, and before that nobody waits.
    static TimeSpan? Waited(QuestionRow question, HotseatFace hotseat, DateTime now) => hotseat.WentLiveAt is not { } began ? null
        : now - (began > question.At ? began : question.At);

    public static Pace Of(RoomSnapshot room, DateTime now)
    {
        var (hotseat, waiting) = (room.Hotseat, room.Waiting.Count);
        var longest = room.Waiting.Max(q => Waited(q, hotseat, now));

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
                return new(room.Answered.Count, waiting, minutes, longest, Math.Min(more, waiting));
            }
        }
        return new(room.Answered.Count, waiting, minutes, hotseat.IsOver ? null : longest, null);
    }
}
