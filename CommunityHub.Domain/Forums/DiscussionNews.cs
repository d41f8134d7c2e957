using CommunityHub.Attention;
using CommunityHub.Text;

namespace CommunityHub.Forums;

/// What people are told about a discussion, in words.
static class DiscussionNews
{
    /// Where a post stands.
    public static string AddressOf(Discussion discussion, int number) => $"/{DiscussionPages.AddressOf(discussion.PublicId, number)}";

    /// How the addresses of all notices of a discussion begin.
    public static string AddressOf(Discussion discussion) => $"/discussions/{discussion.PublicId}";

    public static News Posted(Discussion discussion, Post post, string by) => About(discussion, post.Number, $"{by} wrote in “{discussion.Title}”: {Markdown.ToPlain(post.Text, 120)}");

    public static News Named(Discussion discussion, Post post, string by) => About(discussion, post.Number, $"{by} named you in “{discussion.Title}”: {Markdown.ToPlain(post.Text, 120)}");

    public static News Marked(Discussion discussion, Post post) => About(discussion, post.Number, $"Your post in “{discussion.Title}” is marked as the answer.");

    public static News Removed(Discussion discussion, Post post) => About(discussion, post.Number, $"A facilitator took away your post in “{discussion.Title}”. {post.RemovedWhy}");

    public static News Restored(Discussion discussion, Post post) => About(discussion, post.Number, $"Your post in “{discussion.Title}” is shown again.");

    public static News Moved(Discussion discussion, string to) => About(discussion, 1, $"A facilitator moved “{discussion.Title}” to {to}.");

    public static News Merged(Discussion discussion, Discussion into) => About(into, 1, $"“{discussion.Title}” is part of “{into.Title}” now.");

    public static News LookedUp(Discussion discussion, Post post, string by, string why) =>
        About(discussion, post.Number, $"{by} looked up that you wrote a post without your name in “{discussion.Title}”. Their reason: {why}");

    static News About(Discussion discussion, int number, string words) => new(words, AddressOf(discussion, number), discussion.CommunityId);
}

/// Pages of a discussion: by number, so that a link to one holds, however many come after.
public static class DiscussionPages
{
    public const int Length = 20;

    public static int Of(int number) => (Math.Max(number, 1) - 1) / Length + 1;

    public static int FirstOn(int page) => (page - 1) * Length + 1;

    public static int LastOn(int page) => page * Length;

    /// Where a post stands, below the site's own address.
    public static string AddressOf(string discussionId, int number) => $"discussions/{discussionId}?page={Of(number)}#post-{number}";
}
