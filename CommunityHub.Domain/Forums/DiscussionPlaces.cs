namespace CommunityHub.Forums;

/// The names under which drafts of the forum's boxes are kept.
public static class DiscussionPlaces
{
    /// Of a new discussion, by the community's address.
    public static string Title(string slug) => $"discussion-title/{slug}";

    public static string First(string slug) => $"discussion/{slug}";

    public static string Reply(string discussionId) => $"post/{discussionId}";

    /// The public id of the discussion whose reply box this is; null: it is another place.
    public static string? RepliedTo(string place) => place.StartsWith("post/", StringComparison.Ordinal) ? place["post/".Length..] : null;

    public static string Edit(string discussionId, int number) => $"edit-post/{discussionId}/{number}";

    public static string Report(string discussionId, int number) => $"report-post/{discussionId}/{number}";

    public static string LookUp(string discussionId, int number) => $"look-up-post/{discussionId}/{number}";

    public static string Remove(string discussionId, int number) => $"remove-post/{discussionId}/{number}";

    public static string Bookmark(string discussionId, int number) => $"bookmark/{discussionId}/{number}";

    /// Of a poll in a reply, with a new discussion, and with an edit.
    public static PollPlaces Poll(string discussionId) => PollPlaces.Of("poll", discussionId);

    public static PollPlaces NewPoll(string slug) => PollPlaces.Of("new-poll", slug);

    public static PollPlaces EditPoll(string discussionId, int number) => PollPlaces.Of("edit-poll", $"{discussionId}/{number}");
}

/// Where the fields of one poll are kept.
public sealed record PollPlaces(string Question, string Options, string Many, string Names, string Closes)
{
    public IReadOnlyList<string> All => [Question, Options, Many, Names, Closes];

    internal static PollPlaces Of(string kind, string of) => new($"{kind}-question/{of}", $"{kind}-options/{of}", $"{kind}-many/{of}", $"{kind}-names/{of}", $"{kind}-closes/{of}");
}
