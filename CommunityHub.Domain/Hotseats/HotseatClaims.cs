using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Who of the panel answers what: taken, handed out, given back, lined up.
public sealed class HotseatClaims(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    /// By an answerer, for themselves. Of many at once exactly one gets it; the others are told who.
    public Task ClaimAsync(Actor actor, string questionId) => writes.DoAsync(async work =>
    {
        var (question, hotseat, standing) = await work.AtQuestionAsync(actor, questionId);
        await work.TakeAsync(question, hotseat, standing.RequireAnswerer(), standing.Me);
    });

    /// To one of the panel, by a facilitator, or by who has it now. Refuses who does not sit there.
    public Task HandOutAsync(Actor actor, string questionId, string? personId) => writes.DoAsync(async work =>
    {
        var (question, hotseat, standing) = await work.AtQuestionAsync(actor, questionId);
        var open = await work.OpenClaimAsync(question);
        if (!standing.IsFacilitator && (open is null || open.AnswererId != standing.RequireAnswerer()))
        {
            throw new RefusedException("Only a facilitator, or who has the question now, can hand it to somebody else.");
        }
        var to = await work.Db.Answerers.Where(a => a.HotseatId == hotseat.Id && a.RevokedAt == null && a.Person.PublicId == personId).Select(a => (long?)a.Id).SingleOrDefaultAsync()
            ?? throw new RefusedException("This person does not sit here any more. Choose another one.");
        if (open is not null && open.AnswererId != to)
        {
            await work.RingAsync(hotseat, open.AnswererId);
            if (hotseat.AnsweringId == question.Id) hotseat.StopAnswering();
        }
        await work.TakeAsync(question, hotseat, to, standing.Me, evenFromOthers: true);
    });

    /// By who has it, or a facilitator: it is free again.
    public Task GiveBackAsync(Actor actor, string questionId) => writes.DoAsync(async work =>
    {
        var (question, hotseat, standing) = await work.AtQuestionAsync(actor, questionId);
        standing.RequireAnswererOrFacilitator();
        if (await work.OpenClaimAsync(question) is not { } open) return;
        if (!standing.IsFacilitator && open.AnswererId != standing.AnswererId) throw new RefusedException($"{await work.FirstNameAsync(open)} has this question.");
        open.End(work.Now);
        if (hotseat.AnsweringId == question.Id) hotseat.StopAnswering();
        await work.RingAsync(hotseat, open.AnswererId);
    });

    /// Next after the one that is being answered, for everybody to see. By a facilitator.
    public Task LineUpAsync(Actor actor, string questionId) => writes.DoAsync(async work =>
    {
        var (question, hotseat, standing) = await work.AtQuestionAsync(actor, questionId);
        standing.RequireFacilitator();
        hotseat.LineUp(question);
        work.Announce(LiveTopic.Hotseat(hotseat.Id));
    });

    /// To whom a question may be handed, and who has it. Null: not for this actor.
    public async Task<HandingOut?> ReadAsync(Actor actor, string questionId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var work = new HubWork(db, clock.GetUtcNow().UtcDateTime);
        try
        {
            var (question, hotseat, standing) = await work.AtQuestionAsync(actor, questionId);
            standing.RequireAnswererOrFacilitator();
            var holder = await db.Claims.Where(c => c.QuestionId == question.Id && c.Until == null && c.Answerer.RevokedAt == null).Select(c => (long?)c.AnswererId).SingleOrDefaultAsync(cancel);
            var panel = await db.Answerers
                .Where(a => a.HotseatId == hotseat.Id && a.RevokedAt == null)
                .OrderBy(a => a.Id)
                .Select(a => new PanelChoice(a.Person.PublicId, a.Person.Name, a.Introduction, a.Id == holder, a.Id == standing.AnswererId))
                .ToListAsync(cancel);
            return new HandingOut(panel, standing.IsFacilitator, standing.IsFacilitator || (holder is not null && holder == standing.AnswererId), hotseat.NextId == question.Id);
        }
        catch (RefusedException)
        {
            return null;
        }
    }
}

/// Who may be handed a question. MayHand: the reader may; IsNext: it is lined up.
public sealed record HandingOut(IReadOnlyList<PanelChoice> Panel, bool IsFacilitator, bool MayHand, bool IsNext);

public sealed record PanelChoice(string PersonId, string Name, string Introduction, bool HasIt, bool IsMe);

/// Claims within other operations.
static class Claiming
{
    public static Task<Claim?> OpenClaimAsync(this HubWork work, Question question) =>
        work.Db.Claims.Include(c => c.Answerer).SingleOrDefaultAsync(c => c.QuestionId == question.Id && c.Until == null);

    /// Gives the open claim of this answerer. Refuses a question that a colleague has, unless it is handed on, and one that does not wait.
    public static async Task<Claim> TakeAsync(this HubWork work, Question question, Hotseat hotseat, long answererId, long byId, bool evenFromOthers = false)
    {
        if (!hotseat.TakesAnswers) throw new RefusedException("This hotseat does not take answers now.");
        if (!question.IsWaiting) throw new RefusedException("This question is not waiting any more.");
        var open = await work.OpenClaimAsync(question);
        // What somebody left behind who sits here no more is free.
        if (!evenFromOthers && open is { Answerer.RevokedAt: null } && open.AnswererId != answererId) throw new RefusedException($"{await work.FirstNameAsync(open)} has this question already. Choose another one.");
        if (open is null) work.Db.Add(open = Claim.Of(question, answererId, byId, work.Now));
        else if (open.AnswererId != answererId) open.PassTo(answererId, byId, work.Now);
        await work.RingAsync(hotseat, answererId);
        return open;
    }

    /// Shown to everybody as what this answerer writes on now. Their last one waits for them again.
    public static async Task BeginAnsweringAsync(this HubWork work, Question question, Hotseat hotseat, long answererId, long byId)
    {
        var mine = await work.TakeAsync(question, hotseat, answererId, byId);
        var others = await work.Db.Claims.Where(c => c.AnswererId == answererId && c.Until == null && c.NowSince != null && c.QuestionId != question.Id).ToListAsync();
        foreach (var other in others) other.Rest();
        mine.BeginAnswering(work.Now);
        hotseat.NoLongerNext(question);
        // Pinned, unless a colleague's is: theirs stays where everybody reads it.
        var pinned = hotseat.AnsweringId;
        if (pinned is null || others.Exists(c => c.QuestionId == pinned) || !await work.Db.Claims.AnyAsync(c => c.QuestionId == pinned && c.Until == null && c.AnswererId != answererId)) hotseat.AnswerNow(question);
    }

    /// What is pinned is taken down: whoever has it keeps it, to be answered later.
    public static async Task RestAsync(this HubWork work, Hotseat hotseat)
    {
        var pinned = hotseat.AnsweringId;
        foreach (var claim in await work.Db.Claims.Where(c => c.QuestionId == pinned && c.Until == null && c.NowSince != null).ToListAsync()) claim.Rest();
    }

    /// For who sends an answer: nobody else has the question, and whoever had it has it no more.
    public static async Task EndClaimAsync(this HubWork work, Question question, Hotseat hotseat, long answererId)
    {
        if (await work.OpenClaimAsync(question) is not { } open) return;
        if (open.Answerer.RevokedAt is null && open.AnswererId != answererId) throw new RefusedException($"{await work.FirstNameAsync(open)} is answering this question. Your answer is kept as a draft.");
        open.End(work.Now);
        await work.RingAsync(hotseat, answererId);
    }

    /// What the room shows of them, by the question's public id.
    public static Task<Dictionary<string, ClaimRow>> ClaimsOfAsync(this HubDb db, long hotseatId) => db.Claims
        .Where(c => c.Question.HotseatId == hotseatId && c.Until == null && c.Answerer.RevokedAt == null)
        .Select(c => new { c.Question.PublicId, Row = new ClaimRow(c.Answerer.Person.Name, c.NowSince != null) })
        .ToDictionaryAsync(c => c.PublicId, c => c.Row);

    /// What one person has, by the question's public id, and who handed it to them; null: they took it.
    public static async Task<Dictionary<string, string?>> ClaimedByAsync(this HubDb db, long hotseatId, long personId) => await db.Claims
        .Where(c => c.Question.HotseatId == hotseatId && c.Until == null && c.Answerer.PersonId == personId && c.Answerer.RevokedAt == null)
        .Select(c => new { c.Question.PublicId, By = c.ById == personId ? null : db.People.Where(p => p.Id == c.ById).Select(p => p.Name).FirstOrDefault() })
        .ToDictionaryAsync(c => c.PublicId, c => c.By);

    public static async Task RingAsync(this HubWork work, Hotseat hotseat, long answererId)
    {
        var person = await work.Db.Answerers.Where(a => a.Id == answererId).Select(a => a.PersonId).SingleAsync();
        work.Announce(LiveTopic.Hotseat(hotseat.Id), LiveTopic.Mine(hotseat.Id, person));
    }

    public static async Task<string> FirstNameAsync(this HubWork work, Claim claim) =>
        (await work.Db.Answerers.Where(a => a.Id == claim.AnswererId).Select(a => a.Person.Name).SingleAsync()).Split(' ', 2)[0];
}
