namespace CommunityHub.Forums;

/// Somebody is named in a post, and is told so once.
public sealed class PostMention
{
    PostMention(long postId, long personId, DateTime? toldAt) => (PostId, PersonId, ToldAt) = (postId, personId, toldAt);

    public long PostId { get; private set; }
    public Post Post { get; private set; } = null!;
    public long PersonId { get; private set; }

    /// Null: the post was half-finished, or the change a minor one.
    public DateTime? ToldAt { get; private set; }

    public static PostMention In(Post post, long personId) => new(post.Id, personId, null) { Post = post };

    public void Tell(DateTime now) => ToldAt ??= now;
}
