namespace CommunityHub.Servers;

/// Which of several servers does what must be done once: the hotseats' clock, the post, the nightly sweep. Where there is one, it is that one.
public sealed class Leader
{
    volatile bool isMe = true;

    public bool IsMe => isMe;

    /// There may be others: nobody leads until it is settled who.
    internal void Stand() => isMe = false;

    internal void Lead() => isMe = true;
}
