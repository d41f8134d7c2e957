namespace CommunityHub.Forums;

/// Somebody wants to hear of a discussion, or has said that they do not.
public sealed class Follow
{
    Follow(long discussionId, long personId, bool isMuted, DateTime at) => (DiscussionId, PersonId, IsMuted, At) = (discussionId, personId, isMuted, at);

    public long DiscussionId { get; private set; }
    public Discussion Discussion { get; private set; } = null!;
    public long PersonId { get; private set; }

    /// Silenced: also writing in it does not make them follow again.
    public bool IsMuted { get; private set; }
    public DateTime At { get; private set; }

    public static Follow Of(Discussion discussion, long personId, DateTime now) => new(discussion.Id, personId, isMuted: false, now) { Discussion = discussion };

    public void Mute(bool isMuted, DateTime now) => (IsMuted, At) = (isMuted, now);
}
