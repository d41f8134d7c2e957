using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Text;

namespace CommunityHub.Moderation;

/// What somebody finds wrong with it.
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
    /// It may stay as it is.
    Stays,

    /// Its writer was asked, in a facilitator's words, to do otherwise. It stays.
    Warned,

    Removed,
}

/// What others wrote and somebody reports: one of these.
public readonly record struct Reported(long? PostId = null, long? QuestionId = null, long? AnswerId = null, long? CommentId = null)
{
    public static Reported The(Forums.Post post) => new(PostId: post.Id);

    public static Reported The(Question question) => new(QuestionId: question.Id);

    public static Reported The(Answer answer) => new(AnswerId: answer.Id);

    public static Reported The(Comment comment) => new(CommentId: comment.Id);

    /// "post", as sentences say it.
    public string Word => this switch
    {
        { PostId: not null } => "post",
        { QuestionId: not null } => "question",
        { AnswerId: not null } => "answer",
        _ => "comment",
    };
}

/// Somebody asks the facilitators to look at what others wrote.
public sealed class Report
{
    public const int LongestWords = 600;

    Report(string publicId, long communityId, long personId, ReportReason reason, string words, DateTime at) =>
        (PublicId, CommunityId, PersonId, Reason, Words, At) = (publicId, communityId, personId, reason, words, at);

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long CommunityId { get; private set; }

    /// One of these four is what it is about.
    public long? PostId { get; private set; }
    public Forums.Post? Post { get; private set; }
    public long? QuestionId { get; private set; }
    public Question? Question { get; private set; }
    public long? AnswerId { get; private set; }
    public Answer? Answer { get; private set; }
    public long? CommentId { get; private set; }
    public Comment? Comment { get; private set; }

    /// Whoever reported it: the facilitators know, and nobody else.
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;
    public ReportReason Reason { get; private set; }
    public string Words { get; private set; }
    public DateTime At { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public long? DecidedById { get; private set; }
    public ReportOutcome? Outcome { get; private set; }

    public Reported What => new(PostId, QuestionId, AnswerId, CommentId);

    /// Refuses words over <see cref="LongestWords"/> characters; and none where the reason says nothing.
    public static Report Of(Reported what, long communityId, long personId, ReportReason reason, string? words, DateTime now)
    {
        if (!Enum.IsDefined(reason)) throw new RefusedException("Choose what is wrong with it.");
        var said = reason is ReportReason.Other ? Wording.Require(words, LongestWords, "Say what is wrong with it, in a sentence or two.") : Wording.Allow(words, LongestWords);
        return new(CommunityHub.PublicId.New(), communityId, personId, reason, said, now)
        {
            PostId = what.PostId,
            QuestionId = what.QuestionId,
            AnswerId = what.AnswerId,
            CommentId = what.CommentId,
        };
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
