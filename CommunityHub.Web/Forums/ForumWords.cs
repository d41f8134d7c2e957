using System.Runtime.CompilerServices;
using CommunityHub.Forums;
using CommunityHub.Text;
using CommunityHub.Web.Communities;

namespace CommunityHub.Web.Forums;

/// The words of the forum's pages, in en-GB.
static class ForumWords
{
    public const string HalfFinished = "Half-finished, be kind";
    public const string TextHint = "Kept as you type. Only you can see it before you send it. **Bold**, a line that begins with - for a list, > for a quote, and @ with a member's name to call them.";

    public static string Replies(int count) => count switch { 0 => "No reply yet", 1 => "1 reply", _ => $"{CommunityWords.Number(count)} replies" };

    public static string NewPosts(int count) => count == 1 ? "1 new post" : $"{CommunityWords.Number(count)} new posts";

    /// "3 new"; of one that was never opened, "new"; nothing where there is none.
    public static string New(UnreadPosts news) => New(news.Count, news.IsOpened);

    public static string New(int count, bool isOpened) => count == 0 ? "" : isOpened ? $"{CommunityWords.Number(count)} new" : "new";

    public static string Thanks(int count) => count == 0 ? "Thanks" : $"Thanks {CommunityWords.Number(count)}";

    /// "120 kB", "2.4 MB".
    public static string Size(int bytes) => bytes < 1_000_000
        ? $"{Math.Max(1, bytes / 1_000)} kB"
        : $"{(bytes / 1_000_000.0).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)} MB";

    public static string Reaction(ReactionKind kind) => kind switch
    {
        ReactionKind.Agree => "Agree",
        ReactionKind.Helpful => "Helpful",
        ReactionKind.MeToo => "Me too",
        _ => "Celebrate",
    };

    /// "2 agree · 1 says me too"; who gave thanks is asked for in the same place.
    public static string Tally(IReadOnlyList<PostTally> tally, int thanks) =>
        tally.Count > 0 ? string.Join(" · ", tally.Select(Tally)) : thanks > 0 ? "Who said thanks" : "";

    static string Tally(PostTally one) => (one.Kind, one.Count == 1) switch
    {
        (ReactionKind.Agree, true) => "1 agrees",
        (ReactionKind.Agree, _) => $"{CommunityWords.Number(one.Count)} agree",
        (ReactionKind.Helpful, true) => "1 finds it helpful",
        (ReactionKind.Helpful, _) => $"{CommunityWords.Number(one.Count)} find it helpful",
        (ReactionKind.MeToo, true) => "1 says me too",
        (ReactionKind.MeToo, _) => $"{CommunityWords.Number(one.Count)} say me too",
        (_, true) => "1 celebrates",
        _ => $"{CommunityWords.Number(one.Count)} celebrate",
    };

    /// Where mention.js asks who can be named.
    public static string PeopleAddress(string slug) => $"communities/{slug}/people-to-name";

    /// Where a reply that quotes the post begins, for who has no script.
    public static string QuoteAddress(string discussionId, int number) => $"discussions/{discussionId}?page={DiscussionPages.Of(number)}&quote={number}#reply";

    /// "12 November, 11:00", as beside a post.
    public static string At(DateTime utc, TimeZoneInfo zone, DateTime now) => $"{DatesInWords.Day(utc, zone, now)}, {DatesInWords.Time(utc, zone)}";

    public static string Line(DiscussionLine line, TimeZoneInfo zone, DateTime now) => line.Replies == 0
        ? $"{line.StartedBy} {(line.Kind is DiscussionKind.Question ? "asked" : "wrote")} on {At(line.StartedAt, zone, now)}. No reply yet"
        : $"{line.StartedBy}. {Replies(line.Replies)}, last by {line.LastBy} on {At(line.LastPostAt, zone, now)}";

    // Read from Markdown, and asked for again with each drawing.
    static readonly ConditionalWeakTable<PostRow, string> labels = [];

    /// A post as one hears it named.
    public static string Label(PostRow post) =>
        labels.GetValue(post, row => $"{row.Number}. {row.By}: {(row.IsRemoved ? "taken away" : Markdown.ToPlain(row.Text, 60))}");

    /// What a link or button is about, for ears.
    public static string Short(PostRow post) => $"post {post.Number} by {post.By}";
}
