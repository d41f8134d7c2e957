namespace CommunityHub.Search;

/// What can be found. A discussion is its title and its first post.
public enum SearchKind
{
    Discussion = 1,
    Post,
    Hotseat,
    Question,
    Answer,
    Person,
    Community,

    /// Under an answer of a hotseat.
    Comment,

    /// What was said to whoever asked, when a question was closed without an answer.
    ClosingWord,
}

static class SearchKinds
{
    public static bool IsInForum(this SearchKind kind) => kind is SearchKind.Discussion or SearchKind.Post;

    /// Has no title of its own: it is shown under the one of where it stands.
    public static bool IsPart(this SearchKind kind) =>
        kind is SearchKind.Post or SearchKind.Question or SearchKind.Answer or SearchKind.Comment or SearchKind.ClosingWord;
}
