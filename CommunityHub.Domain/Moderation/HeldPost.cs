using CommunityHub.Forums;
using CommunityHub.People;
using CommunityHub.Text;

namespace CommunityHub.Moderation;

/// Why a post waits for a facilitator before others see it.
public enum HoldReason
{
    /// The community looks at everybody's first post.
    FirstPost,

    /// Somebody new, and more than a few addresses of other sites.
    ManyLinks,

    /// The same words as in another post of theirs a short while ago.
    SameText,

    /// A field was filled in that people do not see.
    Trap,

    /// Somebody new who writes faster than people do.
    Hurried,

    /// None: it has no name on it, and appears a little later by itself.
    Unnamed,
}

/// What somebody wrote, kept until a facilitator has looked at it. It is no post yet: it has no number, and stands in no list, count or search.
public sealed class HeldPost
{
    public const int LongestWords = 1_000;

    HeldPost(string publicId, long communityId, long? discussionId, DiscussionKind? kind, string? title, long? themeId, long personId, string text, bool isHalfFinished, DateTime at, HoldReason reason) =>
        (PublicId, CommunityId, DiscussionId, Kind, Title, ThemeId, PersonId, Text, IsHalfFinished, At, Reason) =
        (publicId, communityId, discussionId, kind, title, themeId, personId, text, isHalfFinished, at, reason);

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long CommunityId { get; private set; }

    /// Where it replies; null: it would begin one, of this kind, under this title and theme.
    public long? DiscussionId { get; private set; }
    public DiscussionKind? Kind { get; private set; }
    public string? Title { get; private set; }
    public long? ThemeId { get; private set; }
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;
    public string Text { get; private set; }
    public bool IsHalfFinished { get; private set; }
    public DateTime At { get; private set; }
    public HoldReason Reason { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public long? DecidedById { get; private set; }

    /// False: it was given back to its writer, with the facilitator's words.
    public bool? IsReleased { get; private set; }
    public string? Words { get; private set; }

    /// Its writer shows no name, here neither.
    public bool IsUnnamed { get; private set; }

    /// When it becomes a post by itself; null: a facilitator decides.
    public DateTime? AppearsAt { get; private set; }

    public bool IsWaiting => DecidedAt is null;

    /// Drawn by chance where nobody has to look at it first, so that the moment does not tell who wrote it.
    public HeldPost WithoutName(DateTime? appearsAt)
    {
        (IsUnnamed, AppearsAt) = (true, appearsAt);
        return this;
    }

    /// Refuses what a post refuses.
    public static HeldPost Reply(Discussion discussion, string? text, long personId, bool isHalfFinished, HoldReason reason, DateTime now)
    {
        discussion.RequireUnlocked();
        return new(CommunityHub.PublicId.New(), discussion.CommunityId, discussion.Id, null, null, null, personId, Forums.Post.RequireText(text), isHalfFinished, now, reason);
    }

    /// Refuses what a discussion and a post refuse.
    public static HeldPost Beginning(long communityId, DiscussionKind kind, string? title, long? themeId, string? text, long personId, bool isHalfFinished, HoldReason reason, DateTime now) =>
        new(CommunityHub.PublicId.New(), communityId, null, kind, Discussion.RequireTitle(title), themeId, personId, Forums.Post.RequireText(text), isHalfFinished, now, reason);

    /// By: null, when it appears by itself.
    public void Release(long? byId, DateTime now) => (IsReleased, DecidedAt, DecidedById) = (true, now, byId);

    /// By: null, when it could not appear any more.
    public void GiveBack(string? words, long? byId, DateTime now)
    {
        Words = Wording.Require(words, LongestWords, "Say why, in a sentence or two. Whoever wrote it reads it.");
        (IsReleased, DecidedAt, DecidedById) = (false, now, byId);
    }
}
