namespace CommunityHub.Forums;

/// What a post said before an edit, and whose edit that was.
public sealed class PostRevision
{
    PostRevision(long postId, int version, string text, string html, DateTime writtenAt, DateTime replacedAt, long byId, bool isMinor) =>
        (PostId, Version, Text, Html, WrittenAt, ReplacedAt, ById, IsMinor) = (postId, version, text, html, writtenAt, replacedAt, byId, isMinor);

    public long Id { get; private set; }
    public long PostId { get; private set; }
    public Post Post { get; private set; } = null!;
    public int Version { get; private set; }
    public string Text { get; private set; }
    public string Html { get; private set; }

    /// From when it stood there, and until when.
    public DateTime WrittenAt { get; private set; }
    public DateTime ReplacedAt { get; private set; }
    public long ById { get; private set; }

    /// The edit was of the kind that nobody needs to be told.
    public bool IsMinor { get; private set; }

    /// Elsewhere others may edit a post, too.
    internal PostRevision By(long editorId)
    {
        ById = editorId;
        return this;
    }

    internal static PostRevision Of(Post post, bool isMinor, DateTime now) =>
        new(post.Id, post.Version, post.Text, post.Html, post.EditedAt ?? post.At, now, post.PersonId, isMinor);
}
