namespace CommunityHub.Forums;

/// Somebody thanks for a post. One a person, and no ranks.
public sealed class PostThanks
{
    PostThanks(long postId, long personId, DateTime at) => (PostId, PersonId, At) = (postId, personId, at);

    public long PostId { get; private set; }
    public Post Post { get; private set; } = null!;
    public long PersonId { get; private set; }
    public DateTime At { get; private set; }

    public static PostThanks For(long postId, long personId, DateTime now) => new(postId, personId, now);
}
