using CommunityHub.Communities;
using CommunityHub.Text;

namespace CommunityHub.Forums;

/// A question that wants an answer, or a talk that wants none.
public enum DiscussionKind
{
    Question,
    Talk,
}

/// What people of a community write to each other under one title.
public sealed class Discussion
{
    public const int LongestTitle = 150;

    public const string Locked = "This discussion is locked. It can be read, but nothing new comes in. What you typed is kept.";

    public const string Merged = "This discussion is part of another one now.";

    Discussion(string publicId, long communityId, long? themeId, DiscussionKind kind, string title, long starterId, DateTime startedAt, DateTime lastPostAt) =>
        (PublicId, CommunityId, ThemeId, Kind, Title, StarterId, StartedAt, LastPostAt) = (publicId, communityId, themeId, kind, title, starterId, startedAt, lastPostAt);

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long CommunityId { get; private set; }
    public long? ThemeId { get; private set; }
    public DiscussionKind Kind { get; private set; }
    public string Title { get; private set; }
    public long StarterId { get; private set; }
    public DateTime StartedAt { get; private set; }

    /// The number of the latest post. One that was removed keeps its number.
    public int PostCount { get; private set; }
    public DateTime LastPostAt { get; private set; }

    /// The number of the post that answers the question. Not a key to it: two tables that point at each other can be filled in no order.
    public int? MarkedAnswer { get; private set; }
    public DateTime? MarkedAt { get; private set; }
    public long? MarkedById { get; private set; }

    public DateTime? PinnedAt { get; private set; }
    public long? PinnedById { get; private set; }
    public DateTime? LockedAt { get; private set; }
    public long? LockedById { get; private set; }

    /// All its posts are there now; it leads on, and stands in no list.
    public long? MergedIntoId { get; private set; }

    /// Refuses an empty title, and one over <see cref="LongestTitle"/> characters.
    public static Discussion Start(long communityId, Theme? theme, DiscussionKind kind, string? title, long starterId, DateTime now) =>
        new(CommunityHub.PublicId.New(), communityId, theme?.Id, kind, RequireTitle(title), starterId, now, now);

    /// The next post. Refuses what <see cref="Post"/> refuses, and any while the discussion is locked.
    public Post Add(string? text, long personId, bool isHalfFinished, DateTime now)
    {
        RequireUnlocked();
        var post = Post.In(this, PostCount + 1, text, personId, isHalfFinished, now);
        (PostCount, LastPostAt) = (post.Number, now > LastPostAt ? now : LastPostAt);
        return post;
    }

    /// A post from elsewhere, as old as it is: also where the discussion is locked.
    public Post TakeIn(string? text, long personId, DateTime at)
    {
        var post = Post.In(this, PostCount + 1, text, personId, isHalfFinished: false, at, Post.LongestImported);
        (PostCount, LastPostAt) = (post.Number, at > LastPostAt ? at : LastPostAt);
        return post;
    }

    public void RequireUnlocked()
    {
        if (LockedAt is not null) throw new RefusedException(Locked);
    }

    /// A talk has no answer: its mark goes.
    public void Change(string? title, DiscussionKind kind, long? themeId)
    {
        (Title, Kind, ThemeId) = (RequireTitle(title), kind, themeId);
        if (kind is DiscussionKind.Talk) Unmark();
    }

    public void Mark(Post post, long byId, DateTime now)
    {
        if (Kind is not DiscussionKind.Question) throw new RefusedException("Only a question can have an answer.");
        if (post.Number == 1) throw new RefusedException("This is the question itself. Choose a reply.");
        if (post.RemovedAt is not null) throw new RefusedException("This post has been taken away.");
        (MarkedAnswer, MarkedAt, MarkedById) = (post.Number, now, byId);
    }

    public void Unmark() => (MarkedAnswer, MarkedAt, MarkedById) = (null, null, null);

    public void Pin(long byId, DateTime now) => (PinnedAt, PinnedById) = (PinnedAt ?? now, PinnedById ?? byId);

    public void Unpin() => (PinnedAt, PinnedById) = (null, null);

    /// Nobody: whoever it was is not known here.
    public void Lock(long? byId, DateTime now) => (LockedAt, LockedById) = (LockedAt ?? now, LockedById ?? byId);

    public void Unlock()
    {
        if (MergedIntoId is not null) throw new RefusedException(Merged);
        (LockedAt, LockedById) = (null, null);
    }

    /// Themes and pins are a community's own: they stay behind.
    internal void MoveTo(long communityId)
    {
        (CommunityId, ThemeId) = (communityId, null);
        Unpin();
    }

    /// A post from another discussion, at the end.
    internal void Take(Post post)
    {
        post.MoveTo(this, ++PostCount);
        if (post.At > LastPostAt) LastPostAt = post.At;
    }

    internal void MergeInto(Discussion other, long byId, DateTime now)
    {
        MergedIntoId = other.Id;
        Unpin();
        Lock(byId, now);
    }

    /// The posts after that have gone elsewhere.
    internal void WasLastWritten(DateTime at) => LastPostAt = at;

    internal static string RequireTitle(string? title) => Wording.RequireLine(title, LongestTitle, "Give it a title.");
}
