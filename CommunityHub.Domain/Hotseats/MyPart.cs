using System.Collections.Frozen;
using CommunityHub.Data;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// One person's own part of a hotseat.
public sealed record MyPart(FrozenSet<string> Wanted, FrozenSet<string> Asked, IReadOnlyList<DeclinedQuestion> Declined, bool IsComing, bool IsGuest)
{
    public static readonly MyPart None = new([], [], [], false, false);

    /// What I have to answer, by the question's public id, and who handed it to me; null: I took it.
    public FrozenDictionary<string, string?> Claimed { get; init; } = FrozenDictionary<string, string?>.Empty;
    /// My questions that a facilitator has not approved yet.
    public IReadOnlyList<AwaitingQuestion> Awaiting { get; init; } = [];

    /// My questions that a facilitator edited, as I wrote them.
    public IReadOnlyList<OwnWords> Clarified { get; init; } = [];

    /// My questions without a name that the room may not see yet.
    public IReadOnlyList<UnseenQuestion> Unseen { get; init; } = [];

    /// Those of mine under which the room reads no name of mine, by the question that stands for them.
    public FrozenSet<string> AskedWithoutName { get; init; } = [];

    /// Mine that I took back, and the room may still see for some seconds.
    public FrozenSet<string> Leaving { get; init; } = [];

    /// The answers I gave thanks for, and my comments.
    public FrozenSet<string> Thanked { get; init; } = [];
    public FrozenSet<string> Comments { get; init; } = [];

    /// That somebody looked up who asked mine.
    public IReadOnlyList<LookUpLine> LookUps { get; init; } = [];

    /// Mine that a facilitator is to ask for me, and those that were given back.
    public IReadOnlyList<OwnRequest> Requests { get; init; } = [];

    /// Those that only I see now. A little longer than they are hidden: the room may come a moment later.
    public IReadOnlyList<QuestionRow> UnseenIn(RoomSnapshot room, DateTime now) =>
        [.. Unseen.Where(q => q.AppearsAt.AddSeconds(10) > now && room.Find(q.Row.Id) is null).Select(q => q.Row)];

    /// What I want to know, by the questions that stand now. Apart from the rest: it changes with every press, and the rest seldom.
    internal static async Task<FrozenSet<string>> ReadWantedAsync(IDbContextFactory<HubDb> databases, long hotseatId, long me)
    {
        await using var db = await databases.CreateDbContextAsync();
        var wanted = await db.Votes.Where(v => v.PersonId == me && v.Question.HotseatId == hotseatId).Select(v => v.Question.PublicId).ToListAsync();
        var merged = await MergedQuestions.ReadAsync(db, hotseatId);
        return wanted.Select(merged.Of).ToFrozenSet();
    }

    /// All but what I want to know.
    internal static async Task<MyPart> ReadAsync(IDbContextFactory<HubDb> databases, long hotseatId, long me)
    {
        await using var db = await databases.CreateDbContextAsync();
        var own = await db.AskingsOf(me)
            .Where(a => a.Question.HotseatId == hotseatId && a.Question.WithdrawnAt == null)
            .Select(a => new { a.Question, IsNamed = a.Naming == Naming.Named })
            .Select(a => new
            {
                a.IsNamed,
                a.Question.PublicId,
                a.Question.Text,
                a.Question.Html,
                a.Question.AskedAt,
                a.Question.AppearsAt,
                a.Question.DeclinedWhy,
                a.Question.AwaitsSince,
                First = db.Clarifications.Where(c => c.QuestionId == a.Question.Id).OrderBy(c => c.Id).Select(c => c.Text).FirstOrDefault(),
            })
            .ToListAsync();
        var leaving = await db.QuestionsAskedBy(me).Where(q => q.HotseatId == hotseatId && q.WithdrawnAt > q.AppearsAt && q.MergedIntoId == null).Select(q => q.PublicId).ToListAsync();
        var looks = await db.LookUps
            .Where(l => db.QuestionsAskedBy(me).Any(q => q.Id == l.QuestionId && q.HotseatId == hotseatId))
            .OrderBy(l => l.Id)
            .Select(l => new LookUpLine(l.Question.PublicId, l.Question.Text, l.By.Name, l.Why, l.At))
            .ToListAsync();
        var requests = await db.AskRequests
            .Where(r => r.PersonId == me && r.HotseatId == hotseatId && (r.SettledAt == null || r.DeclinedWhy != null))
            .OrderBy(r => r.Id)
            .Select(r => new OwnRequest(r.PublicId, r.Text, r.DeclinedWhy))
            .ToListAsync();
        var merged = await MergedQuestions.ReadAsync(db, hotseatId);
        // What was declined after the merge was declined for all who asked it; and what stands for it may be waiting.
        var unseen = merged.Any
            ? await db.Questions.Where(q => q.HotseatId == hotseatId && (q.DeclinedAt != null || q.AwaitsSince != null)).Select(q => new { q.PublicId, q.DeclinedWhy, q.AwaitsSince }).ToDictionaryAsync(q => q.PublicId, q => (Why: q.DeclinedWhy, q.AwaitsSince))
            : own.ToDictionary(q => q.PublicId, q => (Why: q.DeclinedWhy, q.AwaitsSince));
        string? WhyNot(string id) => unseen.GetValueOrDefault(id).Why ?? unseen.GetValueOrDefault(merged.Of(id)).Why;
        bool Awaits(string id) => WhyNot(id) is null && unseen.GetValueOrDefault(merged.Of(id)).AwaitsSince is not null;
        var facts = await db.Hotseats
            .Where(h => h.Id == hotseatId)
            .Select(h => new
            {
                IsComing = db.SignUps.Any(s => s.HotseatId == h.Id && s.PersonId == me),
                IsGuest = db.Answerers.Any(a => a.HotseatId == h.Id && a.PersonId == me && a.RevokedAt == null),
            })
            .SingleOrDefaultAsync();
        if (facts is null) return None; // a rehearsal that was wiped meanwhile
        return new MyPart(
            [],
            own.Where(q => WhyNot(q.PublicId) is null).Select(q => merged.Of(q.PublicId)).ToFrozenSet(),
            [.. own.Where(q => WhyNot(q.PublicId) is not null).Select(q => new DeclinedQuestion(q.PublicId, q.Text, WhyNot(q.PublicId)!))],
            facts.IsComing,
            facts.IsGuest)
        {
            Claimed = (facts.IsGuest ? await db.ClaimedByAsync(hotseatId, me) : []).ToFrozenDictionary(),
            AskedWithoutName = own.Where(q => !q.IsNamed).Select(q => merged.Of(q.PublicId)).ToFrozenSet(),
            Leaving = leaving.ToFrozenSet(),
            LookUps = looks.ConvertAll(l => l with { Question = Markdown.ToPlain(l.Question, 80) }),
            Requests = requests,
            Thanked = (await db.AnswerThanks.Where(t => t.PersonId == me && t.Answer.Question.HotseatId == hotseatId).Select(t => t.Answer.PublicId).ToListAsync()).ToFrozenSet(),
            Comments = (await db.AnswerComments.Where(c => c.PersonId == me && c.RemovedAt == null && c.Answer.Question.HotseatId == hotseatId).Select(c => c.PublicId).ToListAsync()).ToFrozenSet(),
            Clarified = [.. own.Where(q => q.First is not null).Select(q => new OwnWords(q.PublicId, q.First!, q.Text))],
            Awaiting = [.. own.Where(q => Awaits(q.PublicId)).Select(q => new AwaitingQuestion(q.PublicId, q.Text))],
            Unseen = [.. own.Where(q => q.AppearsAt is not null && q.DeclinedWhy is null && q.AwaitsSince is null)
                .Select(q => new UnseenQuestion(new QuestionRow(q.PublicId, q.Text, q.Html, q.AskedAt, QuestionRow.AMember, null, null) { IsNamed = false }, q.AppearsAt!.Value))],
        };
    }
}

/// A question that I gave to the facilitators; why it was given back, if it was.
public sealed record OwnRequest(string Id, string Text, string? DeclinedWhy);

/// A question that only its asker sees, and until when.
public sealed record UnseenQuestion(QuestionRow Row, DateTime AppearsAt);

/// A question of mine that only I and the facilitators see yet.
public sealed record AwaitingQuestion(string Id, string Text);

/// What I wrote, where the room reads other words.
public sealed record OwnWords(string Id, string Text, string Now);

/// A question of mine that was not shown, and the kind words why.
public sealed record DeclinedQuestion(string Id, string Text, string Why);
