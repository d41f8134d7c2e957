using CommunityHub.Files;
using CommunityHub.Forums;
using CommunityHub.Imports;
using CommunityHub.Moderation;
using CommunityHub.Polls;

namespace CommunityHub.Exports;

/// Discussions, and all that hangs on their posts. What comes to belong to a post, as polls do, is a sheet here.
static class ForumSheets
{
    static readonly string Here = HereAs("d");

    public static IEnumerable<Sheet> All { get; } =
    [
        new("discussions", "Discussions", $"FROM \"Discussions\" t JOIN \"Discussions\" d ON d.\"Id\" = t.\"Id\" WHERE {Here}", "t.\"Id\"",
        [
            Field.Number, Field.PublicId, Field.Community, Field.Link("ThemeId", "themes"), .. Field.Values("Kind"), Field.Line("Title", Discussion.LongestTitle),
            Field.Person("StarterId"), .. Field.Values("StartedAt", "PostCount", "LastPostAt", "MarkedAnswer", "MarkedAt"), Field.Person("MarkedById"),
            .. Field.Values("PinnedAt"), Field.Person("PinnedById"), .. Field.Values("LockedAt"), Field.Person("LockedById"), Field.Link("MergedIntoId", "discussions"),
        ]),
        new("posts", "Posts", $"FROM \"Posts\" t JOIN \"Discussions\" d ON d.\"Id\" = t.\"DiscussionId\" WHERE {Here}", "t.\"Id\"",
        [
            Field.Number, Field.PublicId, Field.Link("DiscussionId", "discussions"), .. Field.Values("Number"), Field.Person(), Field.Words("Text", Post.LongestImported),
            Field.Html(withPeople: true), .. Field.Values("At", "EditedAt", "Version", "IsHalfFinished", "IsUnnamed", "RemovedAt"), Field.Person("RemovedById"), Field.Words("RemovedWhy", Post.LongestReason),
        ]) { IsAddressed = false },
        new("postRevisions", "PostRevisions", OfPosts("PostRevisions"), "t.\"PostId\", t.\"Version\"",
        [
            Field.Number, Field.Link("PostId", "posts"), .. Field.Values("Version"), Field.Words("Text", Post.LongestImported), Field.Html(withPeople: true),
            .. Field.Values("WrittenAt", "ReplacedAt", "IsMinor"), Field.Person("ById"),
        ]),
        new("reactions", "PostReactions", OfPosts("PostReactions"), "t.\"PostId\", t.\"PersonId\", t.\"Kind\"", [Field.Link("PostId", "posts"), Field.Person(), .. Field.Values("Kind", "At")]),
        new("thanks", "PostThanks", OfPosts("PostThanks"), "t.\"PostId\", t.\"PersonId\"", [Field.Link("PostId", "posts"), Field.Person(), .. Field.Values("At")]),
        new("mentions", "PostMentions", OfPosts("PostMentions"), "t.\"PostId\", t.\"PersonId\"", [Field.Link("PostId", "posts"), Field.Person(), .. Field.Values("ToldAt")]),
        new("movedPosts", "MovedPosts", $"{OfPosts("MovedPosts")} AND EXISTS (SELECT 1 FROM \"Discussions\" f WHERE f.\"Id\" = t.\"DiscussionId\" AND {HereAs("f")})", "t.\"DiscussionId\", t.\"Number\"",
            [Field.Link("DiscussionId", "discussions"), .. Field.Values("Number"), Field.Link("PostId", "posts"), Field.Person("ById"), .. Field.Values("At")]),
        new("heldPosts", "HeldPosts", Waiting("t"), "t.\"Id\"",
        [
            Field.Number, Field.PublicId, Field.Community, Field.Link("DiscussionId", "discussions"), .. Field.Values("Kind"), Field.Line("Title", Discussion.LongestTitle),
            Field.Link("ThemeId", "themes"), Field.Person(), Field.Words("Text", Post.LongestText), .. Field.Values("IsHalfFinished", "At", "Reason"),
            Field.Never("IsUnnamed", false), Field.Never("AppearsAt"), Field.Never("DecidedAt"), Field.Never("DecidedById"), Field.Never("IsReleased"), Field.Never("Words"),
        ]) { IsAddressed = false },
        new("attachments", "Attachments", OfPostsOrHeld("Attachments"), "t.\"Id\"",
        [
            Field.Number, Field.PublicId, Field.Link("PostId", "posts"), Field.Link("HeldPostId", "heldPosts"), Field.Person(), Field.Line("Name", Attachment.LongestName),
            .. Field.Values("MediaType", "Size", "Width", "Height", "At", "SinceVersion", "UntilVersion"), Field.Line("Alt", Attachment.LongestAlt),
        ]),
        new("polls", "Polls", OfPostsOrHeld("Polls"), "t.\"Id\"",
        [
            Field.Number, Field.Link("PostId", "posts"), Field.Link("HeldPostId", "heldPosts"), Field.Line("Question", Poll.LongestQuestion),
            Field.Words("Options", Poll.MostOptions * (Poll.LongestOption + 1)), .. Field.Values("IsMany", "ShowsNames", "ClosesAt"),
        ]),
        new("pollVotes", "PollVotes",
            $"FROM \"PollVotes\" t JOIN \"Polls\" o ON o.\"Id\" = t.\"PollId\" WHERE o.\"ShowsNames\" AND o.\"Id\" IN (SELECT t.\"Id\" {OfPostsOrHeld("Polls")})",
            "t.\"PollId\", t.\"PersonId\"", [Field.Link("PollId", "polls"), Field.Person(), .. Field.Values("Choices", "At")]),
        new("importedPosts", "ImportedPosts", $"{OfPosts("ImportedPosts")} AND t.\"Kind\" <> '{nameof(ImportedKind.Post)}'", "t.\"PostId\"",
        [
            Field.Link("PostId", "posts"), Field.Link("SourceId", "importSources"), Field.Link("AuthorId", "importedAuthors"), .. Field.Values("Kind", "Score"),
            Field.Line("Key", ImportedPost.LongestKey), Field.Line("Licence", ImportedPost.LongestLicence), new("Link", FieldKind.Web) { Most = ImportedPost.LongestLink },
            Field.Line("Remarks", ImportedPost.LongestRemarks),
        ]),
        new("firstReplies", "FirstReplies", $"FROM \"FirstReplies\" t JOIN \"Discussions\" d ON d.\"Id\" = t.\"DiscussionId\" WHERE {Here}", "t.\"DiscussionId\"",
        [
            Field.Link("DiscussionId", "discussions"), Field.Community, .. Field.Values("At", "DueAt", "RepliedAt", "StoppedAt", "VolunteersAt", "FacilitatorsAt", "OwnAt"),
        ]),
    ];

    // What was merged into a discussion that has moved elsewhere since leads out, and stays.
    static string HereAs(string one) => $"{one}.\"CommunityId\" = @community AND ({one}.\"MergedIntoId\" IS NULL "
        + $"OR EXISTS (SELECT 1 FROM \"Discussions\" o WHERE o.\"Id\" = {one}.\"MergedIntoId\" AND o.\"CommunityId\" = @community))";

    static string OfPosts(string table) => $"FROM \"{table}\" t JOIN \"Posts\" p ON p.\"Id\" = t.\"PostId\" JOIN \"Discussions\" d ON d.\"Id\" = p.\"DiscussionId\" WHERE {Here}";

    static string OfPostsOrHeld(string table) =>
        $"FROM \"{table}\" t LEFT JOIN \"Posts\" p ON p.\"Id\" = t.\"PostId\" LEFT JOIN \"Discussions\" d ON d.\"Id\" = p.\"DiscussionId\" "
        + $"WHERE (({Here}) OR t.\"HeldPostId\" IN (SELECT w.\"Id\" {Waiting("w")}))";

    // One without a name still has its writer beside it (docs/decisions/0023): it stays behind.
    static string Waiting(string one) => $"FROM \"HeldPosts\" {one} WHERE {one}.\"CommunityId\" = @community AND {one}.\"DecidedAt\" IS NULL AND NOT {one}.\"IsUnnamed\"";
}
