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
}
