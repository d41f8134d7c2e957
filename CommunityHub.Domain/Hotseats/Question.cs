using System.Security.Cryptography;
using CommunityHub.People;
using CommunityHub.Text;

namespace CommunityHub.Hotseats;

/// What a member wants to know. Who asked stands in a table of its own, behind a door: <see cref="AskerDoor"/>.
public sealed class Question
{
    public const int LongestText = 1000;

    /// After which a question without a name appears, in milliseconds: somewhere between, by chance.
    public const int ShortestDelay = 5_000;
    public const int LongestDelay = 20_000;

    Question(string publicId, long hotseatId, string text, string html, DateTime askedAt) =>
        (PublicId, HotseatId, Text, Html, AskedAt) = (publicId, hotseatId, text, html, askedAt);

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long HotseatId { get; private set; }
    public string Text { get; private set; }

    /// Safe HTML made of the text when it was saved.
    public string Html { get; private set; }

    /// Of a question without a name: the minute in which it appears, and no more.
    public DateTime AskedAt { get; private set; }

    /// Asked without a name: before then only its asker sees it, so that nobody can tell it by who has just typed. Null: seen at once.
    public DateTime? AppearsAt { get; private set; }

    /// Taken back by its asker.
    public DateTime? WithdrawnAt { get; private set; }
    public DateTime? DeclinedAt { get; private set; }
    public long? DeclinedById { get; private set; }

    /// The kind words that its asker reads.
    public string? DeclinedWhy { get; private set; }
    public DateTime? AnsweredAt { get; private set; }

    public bool IsShown => WithdrawnAt is null && DeclinedAt is null;
    public bool IsWaiting => IsShown && AnsweredAt is null;

    public bool HasAppeared(DateTime now) => AppearsAt is not { } at || at <= now;

    /// Refuses an empty text and one over <see cref="LongestText"/> characters.
    public static Question Ask(string? text, long hotseatId, DateTime now, Naming naming = Naming.Named)
    {
        var words = Wording.Require(text, LongestText, "Write your question first.");
        var question = new Question(CommunityHub.PublicId.New(), hotseatId, words, Markdown.ToHtml(words), now);
        if (naming is Naming.Named) return question;

        var appears = now.AddMilliseconds(RandomNumberGenerator.GetInt32(ShortestDelay, LongestDelay + 1));
        (question.AppearsAt, question.AskedAt) = (appears, new DateTime(appears.Ticks - appears.Ticks % TimeSpan.TicksPerMinute, DateTimeKind.Utc));
        return question;
    }

    public void Withdraw(DateTime now)
    {
        if (AnsweredAt is not null) throw new RefusedException("This question has been answered. It stays.");
        WithdrawnAt ??= now;
    }

    public void Decline(string? why, long byId, DateTime now)
    {
        var reason = Wording.Require(why, Hotseat.LongestReason, "Say why, kindly. The person who asked will read it.");
        if (!IsWaiting) throw new RefusedException("This question is not waiting any more.");
        (DeclinedAt, DeclinedById, DeclinedWhy) = (now, byId, reason);
    }

    internal void WasAnswered(DateTime now) => AnsweredAt ??= now;
}

/// Somebody wants to know it too. Whoever asked is one of them.
public sealed class Vote
{
    Vote() { }

    public long QuestionId { get; private set; }
    public Question Question { get; private set; } = null!;
    public long PersonId { get; private set; }
    public DateTime At { get; private set; }

    public static Vote For(Question question, long personId, DateTime now) => new() { Question = question, PersonId = personId, At = now };
}

/// What the guest wrote.
public sealed class Answer
{
    public const int LongestText = 20_000;

    Answer(string publicId, long questionId, long personId, string text, string html, DateTime answeredAt) =>
        (PublicId, QuestionId, PersonId, Text, Html, AnsweredAt) = (publicId, questionId, personId, text, html, answeredAt);

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long QuestionId { get; private set; }
    public Question Question { get; private set; } = null!;
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;
    public string Text { get; private set; }
    public string Html { get; private set; }
    public DateTime AnsweredAt { get; private set; }

    /// Refuses an empty text, one over <see cref="LongestText"/> characters, and a question that is not waiting.
    public static Answer To(Question question, string? text, long personId, DateTime now)
    {
        var words = Wording.Require(text, LongestText, "Write your answer first.");
        if (!question.IsShown) throw new RefusedException("This question has been taken away. Your answer is kept as a draft.");
        if (question.AnsweredAt is not null) throw new RefusedException("This question has an answer already. Yours is kept as a draft.");
        question.WasAnswered(now);
        return new Answer(CommunityHub.PublicId.New(), question.Id, personId, words, Markdown.ToHtml(words), now);
    }
}

/// "I'm coming": one click, and the reminders.
public sealed class SignUp
{
    SignUp(long hotseatId, long personId, DateTime at) => (HotseatId, PersonId, At) = (hotseatId, personId, at);

    public long HotseatId { get; private set; }
    public long PersonId { get; private set; }
    public DateTime At { get; private set; }

    public static SignUp For(long hotseatId, long personId, DateTime now) => new(hotseatId, personId, now);
}

public enum ReminderKind
{
    /// Seven days before.
    Week,

    /// The same morning at 10:30 in the session's zone.
    Morning,

    Start,
}

/// A reminder that went out, or was too late to: each goes once.
public sealed class Reminder
{
    Reminder(long hotseatId, ReminderKind kind, DateTime startsAt, DateTime at) => (HotseatId, Kind, StartsAt, At) = (hotseatId, kind, startsAt, at);

    public long HotseatId { get; private set; }
    public ReminderKind Kind { get; private set; }

    /// For which start: a hotseat moved to another day reminds again.
    public DateTime StartsAt { get; private set; }
    public DateTime At { get; private set; }

    public static Reminder Of(Hotseat hotseat, ReminderKind kind, DateTime now) => new(hotseat.Id, kind, hotseat.StartsAt, now);
}
