namespace CommunityHub.Forums;

/// How far somebody has read a discussion. The same on all their devices.
public sealed class ReadMark
{
    ReadMark(long discussionId, long personId, int number, DateTime at) => (DiscussionId, PersonId, Number, At) = (discussionId, personId, number, at);

    public long DiscussionId { get; private set; }
    public Discussion Discussion { get; private set; } = null!;
    public long PersonId { get; private set; }

    /// Of the last post they have seen.
    public int Number { get; private set; }
    public DateTime At { get; private set; }

    public static ReadMark Of(Discussion discussion, long personId, int number, DateTime now) => new(discussion.Id, personId, number, now) { Discussion = discussion };

    /// Never back: a page that was left open loses nothing. False: they had come so far already.
    public bool Reach(int number, DateTime now)
    {
        if (number <= Number) return false;
        (Number, At) = (number, now);
        return true;
    }
}
