using CommunityHub.Search;
using CommunityHub.Web.Communities;

namespace CommunityHub.Web.Search;

/// The words of the search page, in en-GB.
static class FoundWords
{
    public static readonly IReadOnlyList<(SearchKind Kind, string Value, string Name)> Kinds =
    [
        (SearchKind.Discussion, "discussions", "Discussions"),
        (SearchKind.Post, "posts", "Replies"),
        (SearchKind.Hotseat, "hotseats", "Hotseats"),
        (SearchKind.Question, "questions", "Questions in hotseats"),
        (SearchKind.Answer, "answers", "Answers in hotseats"),
        (SearchKind.Comment, "comments", "Comments in hotseats"),
        (SearchKind.ClosingWord, "closing-words", "Closing words in hotseats"),
        (SearchKind.Person, "people", "People"),
        (SearchKind.Community, "communities", "Communities"),
    ];

    public static string One(SearchKind kind) => kind switch
    {
        SearchKind.Discussion => "Discussion",
        SearchKind.Post => "Reply",
        SearchKind.Hotseat => "Hotseat",
        SearchKind.Question => "Question",
        SearchKind.Answer => "Answer",
        SearchKind.Comment => "Comment",
        SearchKind.ClosingWord => "Closing word",
        SearchKind.Person => "Person",
        _ => "Community",
    };

    public static string Icon(SearchKind kind) => kind switch
    {
        SearchKind.Discussion or SearchKind.Post => "chat",
        SearchKind.Hotseat => "megaphone",
        SearchKind.Question => "question",
        SearchKind.Answer or SearchKind.ClosingWord => "answer",
        SearchKind.Comment => "chat",
        SearchKind.Person => "person",
        _ => "people",
    };

    /// "12 results for “carers”".
    public static string Count(Findings found, string? text)
    {
        var count = found.IsMore ? $"More than {CommunityWords.Number(found.Count)} results" : found.Count == 1 ? "1 result" : $"{CommunityWords.Number(found.Count)} results";
        return string.IsNullOrWhiteSpace(text) ? count : $"{count} for “{text.Trim()}”";
    }
}
