namespace CommunityHub.Forums;

/// What is new to somebody: the one rule behind every count of it, in lists, on a community's page, on the first page and in the navigation.
public static class Unread
{
    /// How far back one can be behind. What is older and was not read then, nobody counts.
    public static readonly TimeSpan Reach = TimeSpan.FromDays(60);

    /// How many posts of a discussion its reader has not seen. In one that they have opened, those after where they stopped; in one that began
    /// since they came in, all. What they have muted is silent here too.
    public static int Count(int postCount, DateTime startedAt, DateTime lastPostAt, int? read, bool isMuted, DateTime? memberSince, DateTime now) =>
        isMuted || lastPostAt + Reach <= now ? 0
        : read is { } seen ? Math.Max(0, postCount - seen)
        : memberSince <= startedAt ? postCount
        : 0;
}

/// What is new to one person in one discussion. The last post's id: to know whether it came after something was drawn.
public readonly record struct UnreadPosts(int Count, bool IsOpened, bool IsFollowed, long LastPostId, DateTime LastPostAt);

/// The latest word in a community, as all who may read it see it.
public sealed record LastWord(string Id, string Title, string LastBy, DateTime LastPostAt);
