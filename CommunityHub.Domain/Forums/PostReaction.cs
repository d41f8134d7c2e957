namespace CommunityHub.Forums;

/// What one can say to a post without words. Few, and none against.
public enum ReactionKind
{
    Agree,
    Helpful,
    MeToo,
    Celebrate,
}

/// Somebody says one of these to a post. Each once a person.
public sealed class PostReaction
{
    PostReaction(long postId, long personId, ReactionKind kind, DateTime at) => (PostId, PersonId, Kind, At) = (postId, personId, kind, at);

    public long PostId { get; private set; }
    public Post Post { get; private set; } = null!;
    public long PersonId { get; private set; }
    public ReactionKind Kind { get; private set; }
    public DateTime At { get; private set; }

    public static PostReaction To(long postId, long personId, ReactionKind kind, DateTime now) => new(postId, personId, kind, now);
}
