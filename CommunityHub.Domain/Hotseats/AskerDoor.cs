using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// The one way to who asked. Nothing else reads that table: an architecture test says so. Each way in says for whom it is.
public static class AskerDoor
{
    /// For the file of a community, which takes of it those who asked with their name, and no others (<see cref="Exports.HotseatSheets"/>).
    internal const string Table = nameof(HubDb.QuestionAskers);

    public static void AddAsker(this HubDb db, Question question, long personId, Naming naming) => db.Add(QuestionAsker.Of(question, personId, naming));

    /// To tell them, and nobody else, what becomes of it; of questions that became one, all who did not take theirs back. None: a facilitator
    /// put it there (<see cref="PlacedQuestion"/>).
    public static IQueryable<long> AskersOf(this HubDb db, IReadOnlyList<long> questionIds) =>
        db.QuestionAskers.Where(a => questionIds.Contains(a.QuestionId) && a.Question.WithdrawnAt == null).Select(a => a.PersonId);

    /// Who it is, where it may be said aloud; null: it was not asked with a name.
    public static Task<long?> NamedAskerOfAsync(this HubDb db, long questionId) =>
        db.QuestionAskers.Where(a => a.QuestionId == questionId && a.Naming == Naming.Named).Select(a => (long?)a.PersonId).SingleOrDefaultAsync();

    public static Task<bool> HasAskedAsync(this HubDb db, long questionId, long personId) =>
        HasAsked.In(db)(db, questionId, personId);

    static readonly CompiledQuery<Func<HubDb, long, long, Task<bool>>> HasAsked = CompiledQuery.Of(
        (HubDb db, long questionId, long personId) => db.QuestionAskers.Any(a => a.QuestionId == questionId && a.PersonId == personId));

    /// A person's own questions, for that person.
    public static IQueryable<Question> QuestionsAskedBy(this HubDb db, long personId) =>
        db.QuestionAskers.Where(a => a.PersonId == personId).Select(a => a.Question);

    /// Whoever asked what was answered in a hotseat: to ask them whether it helped, and nobody else.
    public static IQueryable<long> AskersOfAnswered(this HubDb db, long hotseatId) => db.QuestionAskers
        .Where(a => a.Question.HotseatId == hotseatId && (a.Question.AnsweredAt != null || db.Questions.Any(q => q.Id == a.Question.MergedIntoId && q.AnsweredAt != null)) && a.Question.WithdrawnAt == null && a.Question.DeclinedAt == null)
        .Select(a => a.PersonId)
        .Distinct();

    /// People who asked with their name, for counting. Those who did not are in no count of people: with two questions, one of them unnamed, "one person asked" would tell who.
    public static IQueryable<NamedAsking> NamedAskings(this HubDb db) => db.QuestionAskers
        .Where(a => a.Naming == Naming.Named && a.Question.WithdrawnAt == null && a.Question.DeclinedAt == null)
        .Select(a => new NamedAsking { HotseatId = a.Question.HotseatId, QuestionId = a.QuestionId, PersonId = a.PersonId });

    /// Questions with which somebody asked in the community for the first time, with their name. Those without one are not looked at: a
    /// badge that is missing would tell of them.
    public static IQueryable<long> FirstQuestionsIn(this HubDb db, long hotseatId) => db.QuestionAskers
        .Where(a => a.Question.HotseatId == hotseatId && a.Naming == Naming.Named && a.Question.AskedForById == null)
        .Where(a => !db.QuestionAskers.Any(e => e.PersonId == a.PersonId && e.QuestionId < a.QuestionId && e.Naming == Naming.Named
            && e.Question.WithdrawnAt == null && e.Question.DeclinedAt == null && e.Question.AskedForById == null
            && db.Hotseats.Any(h => h.Id == e.Question.HotseatId && db.Hotseats.Any(here => here.Id == hotseatId && here.CommunityId == h.CommunityId))))
        .Select(a => a.QuestionId);

    /// For the room: those who asked with their name.
    public static IQueryable<AskerName> NamesForTheRoom(this HubDb db, long hotseatId) => db.NamesIn(hotseatId, Naming.Named);

    /// The same of one question; null: it was not asked with a name.
    public static Task<string?> NameForTheRoomAsync(this HubDb db, string questionId, CancellationToken cancel = default) =>
        db.QuestionAskers.Where(a => a.Question.PublicId == questionId && a.Naming == Naming.Named).Select(a => a.Person.Name).FirstOrDefaultAsync(cancel);

    /// For facilitators: those who gave them their name, and only them.
    public static IQueryable<AskerName> NamesForFacilitators(this HubDb db, long hotseatId) => db.NamesIn(hotseatId, Naming.ToFacilitators);

    /// For facilitators who look at a report: who asked these with their name, and can be turned to. No others.
    public static Task<Dictionary<long, NamedAsker>> NamedAskersOfAsync(this HubDb db, IReadOnlyList<long> questionIds, CancellationToken cancel = default) => db.QuestionAskers
        .Where(a => questionIds.Contains(a.QuestionId) && a.Naming == Naming.Named && a.Question.AskedForById == null)
        .Select(a => new NamedAsker(a.QuestionId, a.Person.PublicId, a.Person.Name))
        .ToDictionaryAsync(a => a.QuestionId, cancel);

    /// What a person asked and as whom, for that person.
    public static IQueryable<OwnAsking> AskingsOf(this HubDb db, long personId) =>
        db.QuestionAskers.Where(a => a.PersonId == personId).Select(a => new OwnAsking { Question = a.Question, Naming = a.Naming });

    /// Of a person who is erased: nobody can be found behind these questions any more.
    internal static Task<int> EraseUnnamedAskersAsync(this HubDb db, long personId) =>
        db.QuestionAskers.Where(a => a.PersonId == personId && a.Naming != Naming.Named).ExecuteDeleteAsync();

    public static Task<bool> IsAskedWithoutNameAsync(this HubDb db, long questionId) => db.AskedWithoutName().ContainsAsync(questionId);

    /// Which questions have a hidden asker, who could be looked up.
    public static IQueryable<long> AskedWithoutName(this HubDb db) => db.QuestionAskers.Where(a => a.Naming == Naming.Unnamed).Select(a => a.QuestionId);

    /// For <see cref="SafetyLookUps"/> alone, which leaves a row that the asker sees.
    internal static Task<FoundAsker> AskerForSafetyAsync(this HubDb db, long questionId) => db.QuestionAskers
        .Where(a => a.QuestionId == questionId)
        .Select(a => new FoundAsker(a.PersonId, a.Person.PublicId, a.Person.Name, a.Person.Organisation,
            db.Memberships.Any(m => m.PersonId == a.PersonId && m.Until == null && db.Hotseats.Any(h => h.Id == a.Question.HotseatId && h.CommunityId == m.CommunityId))))
        .SingleAsync();

    static IQueryable<AskerName> NamesIn(this HubDb db, long hotseatId, Naming naming) => db.QuestionAskers
        .Where(a => a.Question.HotseatId == hotseatId && a.Naming == naming)
        .Select(a => new AskerName(a.QuestionId, a.Question.PublicId, a.Person.Name, a.Person.Organisation));
}

/// Who asked without a name, as a safety look-up finds them.
public sealed record FoundAsker(long PersonId, string PublicId, string Name, string? Organisation, bool IsMember);

/// Who asked a question with their name.
public sealed record NamedAsker(long QuestionId, string PublicId, string Name);

/// A question, and as whom its asker is shown.
public sealed record OwnAsking
{
    public required Question Question { get; init; }
    public required Naming Naming { get; init; }
}

/// The name beside a question.
public sealed record AskerName(long QuestionId, string PublicId, string Name, string? Organisation);

/// One question that somebody asked with their name.
public sealed record NamedAsking
{
    public required long HotseatId { get; init; }
    public required long QuestionId { get; init; }
    public required long PersonId { get; init; }
}
