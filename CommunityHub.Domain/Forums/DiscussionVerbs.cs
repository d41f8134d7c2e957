namespace CommunityHub.Forums;

/// The acts of power in a forum, as a sentence goes on after who did it.
static class DiscussionVerbs
{
    public const string Pinned = "pinned the discussion";
    public const string Unpinned = "unpinned the discussion";
    public const string LockedIt = "locked the discussion";
    public const string Unlocked = "unlocked the discussion";
    public const string Changed = "changed the title or place of the discussion";
    public const string Marked = "marked an answer in the discussion";
    public const string Unmarked = "took back the mark of an answer in the discussion";
    public const string MovedAway = "moved away the discussion";
    public const string MovedHere = "moved here the discussion";
    public const string Split = "split posts off the discussion";
    public const string MergedIt = "merged the discussion";
    public const string ClosedPoll = "closed a poll in the discussion";
    public const string Removed = "took away a post of";
    public const string Restored = "put back a post of";
}
