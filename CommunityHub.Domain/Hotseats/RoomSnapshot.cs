using System.Collections.Frozen;

namespace CommunityHub.Hotseats;

/// A hotseat with its questions and answers, as everybody sees it who may. Shared by all of them, so nothing in it says who a person is
/// but the names that the room shows.
public sealed record RoomSnapshot(HotseatFace Hotseat, IReadOnlyList<QuestionRow> Questions)
{
    /// Those that wait, newest first.
    public IReadOnlyList<QuestionRow> Waiting { get; } = [.. Questions.Where(q => q.Answer is null).Reverse()];

    /// Those that are answered, the latest answer first.
    public IReadOnlyList<QuestionRow> Answered { get; } = [.. Questions.Where(q => q.Answer is not null).OrderByDescending(q => q.Answer!.At)];

    public QuestionRow? AnsweringNow { get; } = Questions.FirstOrDefault(q => q.Id == Hotseat.AnsweringId);

    // Asked for each row on each page, so not searched for.
    readonly FrozenDictionary<string, QuestionRow> byId = Questions.ToFrozenDictionary(q => q.Id);

    /// By public id; null: not shown, or never was.
    public QuestionRow? Find(string id) => byId.GetValueOrDefault(id);
}

/// The session itself.
public sealed record HotseatFace
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required string AboutHtml { get; init; }
    public required HotseatState State { get; init; }
    public required string Zone { get; init; }
    public required int Minutes { get; init; }
    public required DateTime StartsAt { get; init; }
    public required DateTime EndsAt { get; init; }
    public DateTime? QuestionsOpenAt { get; init; }
    public bool IsHeld { get; init; }
    public DateTime? WentLiveAt { get; init; }
    public DateTime? WrappingUpSince { get; init; }
    public DateTime? ArchivedAt { get; init; }
    public string? CancelledWhy { get; init; }
    public string? Announcement { get; init; }
    public string? AnnouncementBy { get; init; }

    /// The public id of the question that is being answered.
    public string? AnsweringId { get; init; }
    public int Coming { get; init; }
    public required IReadOnlyList<GuestFace> Guests { get; init; }

    public bool TakesQuestions => State is HotseatState.Collecting or HotseatState.Live;
    public bool TakesAnswers => State is HotseatState.Collecting or HotseatState.Live or HotseatState.WrappingUp;

    /// Until twelve hours after it went live.
    public bool MayRunOn(DateTime now) => State is HotseatState.Live && Hotseat.EndAfterRunningOn(EndsAt, now) - WentLiveAt <= Hotseat.LongestSession;
    public bool IsOver => State is HotseatState.Archived or HotseatState.Cancelled;
    public bool IsBefore => State is HotseatState.Draft or HotseatState.Announced or HotseatState.Collecting;

    /// Lists compare by their parts here, so that a face that reads the same is the same.
    public bool Equals(HotseatFace? other) => ReferenceEquals(this, other) || other is not null && Parts.Equals(other.Parts) && Guests.SequenceEqual(other.Guests);

    public override int GetHashCode() => HashCode.Combine(Id, State);

    (object, object, object) Parts => (
        (Id, Title, AboutHtml, State, Zone, Minutes, StartsAt),
        (EndsAt, QuestionsOpenAt, IsHeld, WentLiveAt, WrappingUpSince, ArchivedAt, CancelledWhy),
        (Announcement, AnnouncementBy, AnsweringId, Coming));
}

/// Who sits in it.
public sealed record GuestFace(string Name, string Introduction);

/// One question, with its answer when it has one. The same object as long as nothing in it changes.
public sealed record QuestionRow(string Id, string Text, string Html, DateTime At, string AskedBy, string? Organisation, AnswerRow? Answer)
{
    /// As whom the room sees everybody who asked without a name.
    public const string AMember = "A member";

    public bool IsNamed => AskedBy is not AMember;
}

public sealed record AnswerRow(string Id, string Text, string Html, DateTime At, string By);

/// How many want to know each question, by its public id.
public sealed record VoteCounts(IReadOnlyDictionary<string, int> Counts)
{
    public int Of(string questionId) => Counts.GetValueOrDefault(questionId);
}
