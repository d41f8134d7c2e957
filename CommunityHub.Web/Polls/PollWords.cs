using CommunityHub.Polls;
using CommunityHub.Text;
using CommunityHub.Web.Communities;
using CommunityHub.Web.Forums;

namespace CommunityHub.Web.Polls;

/// The words of polls, in en-GB.
static class PollWords
{
    public const string Hidden = "Votes are counted without names. No page shows how you voted to anybody but you.";
    public const string Shown = "Names are shown: whoever can read this discussion can see how you voted.";

    public static string Votes(int count) => count == 1 ? "1 vote" : $"{CommunityWords.Number(count)} votes";

    public static string Voters(int count) => count switch
    {
        0 => "Nobody has voted yet",
        1 => "1 person has voted",
        _ => $"{CommunityWords.Number(count)} people have voted",
    };

    /// Of a hundred people. Of several choices the sum may be more.
    public static int Share(PollLine line, PollCounts counts) =>
        counts.Voters == 0 ? 0 : (int)Math.Round(100.0 * line.Count / counts.Voters, MidpointRounding.AwayFromZero);

    public static string Names(PollLine line) =>
        line.Count > line.Names.Count ? $"{string.Join(", ", line.Names)} and {CommunityWords.Number(line.Count - line.Names.Count)} more" : string.Join(", ", line.Names);

    public static string? Closing(PollFace poll, TimeZoneInfo zone, DateTime now) => poll.ClosesAt is not { } at ? null
        : $"{(poll.IsOpenAt(now) ? "Closes" : "Closed")} on {ForumWords.At(at, zone, now)}, {DatesInWords.Name(zone)}";
}
