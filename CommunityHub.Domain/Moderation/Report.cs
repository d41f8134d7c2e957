using CommunityHub.People;
using CommunityHub.Text;

namespace CommunityHub.Moderation;

/// What somebody finds wrong with a post.
public enum ReportReason
{
    Unkind,
    Private,
    Advertising,
    Other,
}

/// What came of a report.
public enum ReportOutcome
{
    /// The post may stay as it is.
    Stays,

    /// Its writer was asked, in a facilitator's words, to do otherwise. The post stays.
    Warned,

    Removed,
}

/// Somebody asks the facilitators to look at a post.
public sealed class Report
{
    public const int LongestWords = 600;

    Report(string publicId, long communityId, long postId, long personId, ReportReason reason, string words, DateTime at) =>
        (PublicId, CommunityId, PostId, PersonId, Reason, Words, At) = (publicId, communityId, postId, personId, reason, words, at);

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long CommunityId { get; private set; }
    public long PostId { get; private set; }
    public Forums.Post Post { get; private set; } = null!;

    /// Whoever reported it: the facilitators know, and nobody else.
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;
    public ReportReason Reason { get; private set; }
    public string Words { get; private set; }
    public DateTime At { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public long? DecidedById { get; private set; }
    public ReportOutcome? Outcome { get; private set; }

    /// Refuses words over <see cref="LongestWords"/> characters; and none where the reason says nothing.
    public static Report Of(Forums.Post post, long communityId, long personId, ReportReason reason, string? words, DateTime now)
    {
        if (!Enum.IsDefined(reason)) throw new RefusedException("Choose what is wrong with it.");
        var said = reason is ReportReason.Other ? Wording.Require(words, LongestWords, "Say what is wrong with it, in a sentence or two.") : Wording.Allow(words, LongestWords);
        return new(CommunityHub.PublicId.New(), communityId, post.Id, personId, reason, said, now);
    }

    public void Decide(ReportOutcome outcome, long byId, DateTime now) => (Outcome, DecidedAt, DecidedById) = (outcome, now, byId);
}

/// When the facilitators of a community were last told by mail that something waits.
public sealed class ModerationMail
{
    ModerationMail(long communityId, DateTime at) => (CommunityId, At) = (communityId, at);

    public long CommunityId { get; private set; }
    public DateTime At { get; private set; }

    public static ModerationMail Of(long communityId, DateTime now) => new(communityId, now);

    public void Again(DateTime now) => At = now;
}
