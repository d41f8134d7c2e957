using CommunityHub.Hotseats;
using CommunityHub.Text;

namespace CommunityHub.Forums;

/// Words of a post in another one, with a link to where they stand.
public static class Quoting
{
    public const int LongestWhole = 300;

    /// "[Ada Osei, post 3](/discussions/…?page=1#post-3)". The page is in the address: what is behind the # never comes to the server.
    public static string LinkTo(string discussionId, PostRow post) => $"[{Plain(post.By)}, post {post.Number}](/{DiscussionPages.AddressOf(discussionId, post.Number)})";

    /// The whole post, shortened: for who selects no words.
    public static string Of(string discussionId, PostRow post) => $"> {Markdown.ToPlain(post.Text, LongestWhole)}\n>\n> {LinkTo(discussionId, post)}\n\n";

    /// An answer of a hotseat, with its question: for a discussion that begins with it.
    public static string Of(HotseatFace hotseat, QuestionRow question) => question.Answer is not { } answer ? ""
        : $"> **{Markdown.ToPlain(question.Text, LongestWhole)}**\n>\n> {Markdown.ToPlain(answer.Text, LongestWhole)}\n>\n> [{Plain(answer.By)}, in “{Plain(hotseat.Title)}”](/hotseats/{hotseat.Id}/answers/{answer.Id})\n\n";

    static string Plain(string name) => name.Replace("\\", "", StringComparison.Ordinal).Replace("[", "(", StringComparison.Ordinal).Replace("]", ")", StringComparison.Ordinal);
}
