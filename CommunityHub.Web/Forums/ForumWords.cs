using CommunityHub.Forums;
using CommunityHub.Text;
using CommunityHub.Web.Communities;

namespace CommunityHub.Web.Forums;

/// The words of the forum's pages, in en-GB.
static class ForumWords
{
    public const string HalfFinished = "Half-finished, be kind";
    public const string TextHint = "Kept as you type. Only you can see it before you send it. **Bold**, a line that begins with - for a list, and > for a quote.";

    public static string Replies(int count) => count switch { 0 => "No reply yet", 1 => "1 reply", _ => $"{CommunityWords.Number(count)} replies" };

    public static string NewPosts(int count) => count == 1 ? "1 new post" : $"{CommunityWords.Number(count)} new posts";

    public static string Thanks(int count) => count == 0 ? "Thanks" : $"Thanks {CommunityWords.Number(count)}";

    /// "120 kB", "2.4 MB".
    public static string Size(int bytes) => bytes < 1_000_000
        ? $"{Math.Max(1, bytes / 1_000)} kB"
        : $"{(bytes / 1_000_000.0).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)} MB";

    /// "12 November, 11:00", as beside a post.
    public static string At(DateTime utc, TimeZoneInfo zone, DateTime now) => $"{DatesInWords.Day(utc, zone, now)}, {DatesInWords.Time(utc, zone)}";

    public static string Line(DiscussionLine line, TimeZoneInfo zone, DateTime now) => line.Replies == 0
        ? $"{line.StartedBy} {(line.Kind is DiscussionKind.Question ? "asked" : "wrote")} on {At(line.StartedAt, zone, now)}. No reply yet"
        : $"{line.StartedBy}. {Replies(line.Replies)}, last by {line.LastBy} on {At(line.LastPostAt, zone, now)}";

    /// What a link or button is about, for ears.
    public static string Short(PostRow post) => $"post {post.Number} by {post.By}";
}
