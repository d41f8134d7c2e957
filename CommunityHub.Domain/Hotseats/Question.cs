using CommunityHub.People;
using CommunityHub.Text;

namespace CommunityHub.Hotseats;

/// What a member wants to know. Who asked stands in a table of its own, behind a door: <see cref="AskerDoor"/>.
public sealed class Question
{
    public const int LongestText = 1000;

    /// After which a question without a name appears, and goes when it is taken back, in milliseconds: somewhere between, by chance.
    public const int ShortestDelay = UnnamedMoment.ShortestDelay;
    public const int LongestDelay = UnnamedMoment.LongestDelay;

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

    /// The facilitator who asked it for somebody else. The room sees this name, and "for a member".
    public long? AskedForById { get; private set; }

    /// Taken back by its asker. Without a name: when it goes, a little later than it was taken back.
    public DateTime? WithdrawnAt { get; private set; }
    public DateTime? DeclinedAt { get; private set; }
    public long? DeclinedById { get; private set; }

    /// The kind words that its asker reads.
    public string? DeclinedWhy { get; private set; }
    public DateTime? AnsweredAt { get; private set; }

    /// Waits for a facilitator's approval since then, seen by its asker only; null: it does not.
    public DateTime? AwaitsSince { get; private set; }

    /// A facilitator edited its words: those before are kept as <see cref="Clarification"/>s.
    public DateTime? ClarifiedAt { get; private set; }

    /// The question that stands for this one; null: it stands itself. See <see cref="QuestionSet"/>.
    public long? MergedIntoId { get; private set; }

    /// Goes up with each act of a facilitator: of two at once, the second finds it changed.
    public int Version { get; private set; }

    public bool IsGone => WithdrawnAt is not null || DeclinedAt is not null;
    public bool IsShown => !IsGone && AwaitsSince is null && MergedIntoId is null;
    public bool IsWaiting => IsShown && AnsweredAt is null;

    /// Taken back already, and still seen by the others.
    public bool IsLeaving(DateTime now) => WithdrawnAt > now;

    public bool HasAppeared(DateTime now) => AppearsAt is not { } at || at <= now;

    /// Refuses an empty text and one over <see cref="LongestText"/> characters.
    public static Question Ask(string? text, long hotseatId, DateTime now, Naming naming = Naming.Named)
    {
        var words = Wording.Require(text, LongestText, "Write your question first.");
        var question = new Question(CommunityHub.PublicId.New(), hotseatId, words, Markdown.ToHtml(words), now);
        if (naming is Naming.Named) return question;

        var appears = UnnamedMoment.ALittleLater(now);
        (question.AppearsAt, question.AskedAt) = (appears, UnnamedMoment.MinuteOf(appears));
        return question;
    }

    /// By a facilitator, for a member. Refuses what <see cref="Ask"/> does.
    public static Question AskFor(string? text, long hotseatId, long byId, DateTime now)
    {
        var question = Ask(text, hotseatId, now);
        question.AskedForById = byId;
        return question;
    }

    public void Withdraw(DateTime now)
    {
        if (AnsweredAt is not null) throw new RefusedException("This question has been answered. It stays.");
        // Whoever has just pressed something would be known by the moment in which it goes.
        WithdrawnAt ??= AppearsAt <= now ? UnnamedMoment.ALittleLater(now) : now;
    }

    public void Decline(string? why, long byId, DateTime now)
    {
        var reason = Wording.Require(why, Hotseat.LongestReason, "Say why, kindly. The person who asked will read it.");
        if (IsGone || AnsweredAt is not null) throw new RefusedException("This question is not waiting any more.");
        (DeclinedAt, DeclinedById, DeclinedWhy) = (now, byId, reason);
        Touch();
    }

    /// It comes back, and needs no approval any more.
    internal void ShowAfterAll()
    {
        (DeclinedAt, DeclinedById, DeclinedWhy, AwaitsSince) = (null, null, null, null);
        Touch();
    }

    /// Other words for the same. Gives what it was before. Refuses what <see cref="Ask"/> refuses, and the same words again.
    public Clarification Clarify(string? text, long byId, DateTime now)
    {
        var words = Wording.Require(text, LongestText, "Write the question. Its asker's own words are kept.");
        if (words == Text) throw new RefusedException("These are the words that stand there already.");
        var before = Clarification.Of(this, byId, now);
        (Text, Html, ClarifiedAt) = (words, Markdown.ToHtml(words), now);
        Touch();
        return before;
    }

    /// Of one that was answered, so that the answer can stay: these words stand there instead, and then why. Gives what it was before. Refuses no reason.
    public Clarification TakeWordsAway(string instead, string? why, long byId, DateTime now) =>
        Clarify($"*{instead}*\n\n{Wording.Require(why, Hotseat.LongestReason, Hotseat.SayWhy)}", byId, now);

    /// The hotseat's questions appear after approval.
    public void AwaitApproval(DateTime now) => AwaitsSince = now;

    /// It appears in the room. Done twice, it is done once.
    internal void Approve()
    {
        if (AwaitsSince is null) return;
        AwaitsSince = null;
        Touch();
    }

    /// Another one stands for it; null: it stands itself again.
    internal void StandBehind(Question? other)
    {
        MergedIntoId = other?.Id;
        Touch();
    }

    internal void Touch() => Version++;

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
    public DateTime? AmendedAt { get; private set; }

    /// Counts the amendments.
    public int Version { get; private set; }

    /// Gives what it said before, to be kept. Refuses an empty text, one that is too long, and one that is the same.
    public AnswerRevision Amend(string? text, DateTime now)
    {
        var words = Wording.Require(text, LongestText, "Write your answer first.");
        if (words == Text) throw new RefusedException("Nothing has changed yet.");
        var before = AnswerRevision.Of(this);
        (Text, Html, AmendedAt, Version) = (words, Markdown.ToHtml(words), now, Version + 1);
        return before;
    }

    /// By a facilitator: these words stand there instead, and then why. Gives what it said before, kept and shown to nobody. Refuses no reason.
    public AnswerRevision TakeAway(string instead, string? why, DateTime now)
    {
        var before = Amend($"*{instead}*\n\n{Wording.Require(why, Hotseat.LongestReason, Hotseat.SayWhy)}", now);
        before.Hide();
        return before;
    }

    /// By a facilitator: what was taken away stands there again. Gives what stood in its place.
    public AnswerRevision PutBack(AnswerRevision takenAway, DateTime now) => Amend(takenAway.Text, now);

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
