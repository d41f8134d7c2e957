using System.Collections.Frozen;

namespace CommunityHub.Hotseats;

/// A hotseat with its questions and answers, as everybody sees it who may. Shared by all of them, so nothing in it says who a person is
/// but the names that the room shows.
public sealed record RoomSnapshot(HotseatFace Hotseat, IReadOnlyList<QuestionRow> Questions)
{
    /// Those that wait, newest first, seeds last.
    public IReadOnlyList<QuestionRow> Waiting { get; } = [.. Questions.Where(q => q.Answer is null).NewestFirst()];

    /// Those that are answered, the latest answer first.
    public IReadOnlyList<QuestionRow> Answered { get; } = [.. Questions.Where(q => q.Answer is not null).OrderByDescending(q => q.Answer!.At)];

    /// The one that is pinned: what a facilitator or an answerer chose last, otherwise what one of the panel writes on.
    public QuestionRow? AnsweringNow { get; } = Pinned(Hotseat, Questions);

    /// What the others of the panel write on meanwhile.
    public IReadOnlyList<QuestionRow> AlsoAnswering { get; } = [.. Questions.Where(q => IsBeingAnswered(q) && q != Pinned(Hotseat, Questions))];

    /// Lined up by a facilitator.
    public QuestionRow? Next { get; } = Questions.FirstOrDefault(q => q.Id == Hotseat.NextId && q.Answer is null && !IsBeingAnswered(q));

    static QuestionRow? Pinned(HotseatFace hotseat, IReadOnlyList<QuestionRow> questions) =>
        questions.FirstOrDefault(q => q.Id == hotseat.AnsweringId) ?? questions.FirstOrDefault(IsBeingAnswered);

    static bool IsBeingAnswered(QuestionRow question) => question is { Answer: null, Claim.IsNow: true };

    // Asked for each row on each page, so not searched for.
    readonly FrozenDictionary<string, QuestionRow> byId = Questions.ToFrozenDictionary(q => q.Id);

    /// Which question stands for one that was merged away, by public ids.
    public IReadOnlyDictionary<string, string> MergedAway { get; init; } = FrozenDictionary<string, string>.Empty;

    /// By public id; null: not shown, or never was.
    public QuestionRow? Find(string id) => byId.GetValueOrDefault(id);

    /// The same, or the one that stands for it.
    public QuestionRow? FindStanding(string id) => Find(MergedAway.GetValueOrDefault(id) ?? id);
}

/// The session itself.
public sealed record HotseatFace
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string About { get; init; } = "";
    public required string AboutHtml { get; init; }
    public required HotseatState State { get; init; }
    /// For facilitators and guests only; wiped afterwards.
    public bool IsRehearsal { get; init; }

    /// The guest brings a problem, and members send in suggestions.
    public bool IsReversed { get; init; }
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

    /// A facilitator reads each question before it appears.
    public bool ApprovesFirst { get; init; }
    public string? Announcement { get; init; }
    public string? AnnouncementBy { get; init; }

    /// The public id of the question that is being answered.
    public string? AnsweringId { get; init; }

    /// The public id of the one that is lined up after it.
    public string? NextId { get; init; }
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
        (EndsAt, QuestionsOpenAt, (IsHeld, ApprovesFirst), WentLiveAt, WrappingUpSince, ArchivedAt, CancelledWhy),
        (Announcement, AnnouncementBy, AnsweringId, NextId, (Coming, IsReversed)));
}

/// Who sits in it: a member, or a guest from outside.
public sealed record GuestFace(string Name, string Introduction, bool IsFromOutside = false);

/// One question, with its answer when it has one. The same object as long as nothing in it changes.
public sealed record QuestionRow(string Id, string Text, string Html, DateTime At, string AskedBy, string? Organisation, AnswerRow? Answer)
{
    /// The public ids of those merged into it, with blanks between: links to them lead here. A list would not compare by its parts.
    public string MergedIds { get; init; } = "";

    /// Edited for clarity by a facilitator.
    public bool IsClarified { get; init; }

    /// Its asker’s first in this community, with their name. Never of one without a name, nor of several askers.
    public bool IsFirst { get; init; }

    /// It stands in a reversed hotseat.
    public bool IsSuggestion { get; init; }

    /// As whom the room sees everybody who asked without a name.
    public const string AMember = "A member";

    /// The room reads at least one name: of who asked it, or of the facilitator who asked it for somebody.
    public bool IsNamed { get; init; } = true;

    /// Who of the panel has it; null: it is free.
    public ClaimRow? Claim { get; init; }
    /// A facilitator put it there: then <see cref="AskedBy"/> says so, and is nobody's name.
    public PlacedKind? Placed { get; init; }

    public bool IsSeed => Placed is PlacedKind.Seed;
}

public sealed record AnswerRow(string Id, string Text, string Html, DateTime At, string By)
{
    public DateTime? AmendedAt { get; init; }
    public EarlierAnswers Earlier { get; init; } = EarlierAnswers.None;
}

/// How many want to know each question, by its public id.
public sealed record VoteCounts(IReadOnlyDictionary<string, int> Counts)
{
    public int Of(string questionId) => Counts.GetValueOrDefault(questionId);
}
