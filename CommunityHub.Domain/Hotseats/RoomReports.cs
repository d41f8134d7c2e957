using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.RateLimits;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Asking the facilitators to look at a question, an answer or a comment of a hotseat, and what they decide.
public sealed class RoomReports(HubWrites writes, IDbContextFactory<HubDb> databases, Limits limits)
{
    /// By anybody signed in who can read it. Refuses one's own, what does not stand there any more, and a second report while the first waits.
    public Task ReportAsync(Actor actor, ReportedKind kind, string id, ReportReason reason, string? words) => writes.DoAsync(async work =>
    {
        var part = await InPartAsync(work, actor, kind, id);
        var me = part.Standing.Reader.RequirePerson();
        if (!await work.IsShownAsync(part)) throw new RefusedException(Entrance.NotThere);
        if (await IsOwnAsync(work, part, me)) throw new RefusedException(part.Hotseat.Say($"This is your own {part.What.Word}."));
        await work.ReportAsync(limits, part.Standing, Report.Of(part.What, part.Hotseat.CommunityId, me, reason, words, work.Now), Places.Report(kind, id));
    });

    /// By a facilitator, also when the hotseat is over, on all reports of it at once. Whoever reported is told what came of it. To warn and to take
    /// away need words, which the writer reads. Who asked without a name is told, and named nowhere.
    public Task DecideAsync(Actor actor, ReportedKind kind, string id, ReportOutcome outcome, string? words) => writes.DoAsync(async work =>
    {
        var part = await InPartAsync(work, actor, kind, id);
        var isOwn = part.Standing.Reader.PersonId is { } me && await IsOwnAsync(work, part, me);
        await work.DecideAsync(part.What, ReportedItem.CardOf(kind, part.Hotseat.PublicId, id), part.Standing, outcome, isOwn, () => outcome switch
        {
            ReportOutcome.Removed => TakeAwayAsync(work, actor, part, words),
            ReportOutcome.Warned => WarnAsync(work, actor, part, words),
            _ => RecordAsync(work, actor, part, ModerationVerbs.LetStandThere),
        }, HotseatNews.ReportDecided(part.Hotseat, part.What.Word, outcome, part.Anchor));
    });

    /// An answer that was taken away, by a facilitator who says why, also when the hotseat is over. Nobody puts back their own while there is
    /// another facilitator. Refuses one that stands, or that its writer wrote anew.
    public Task PutBackAsync(Actor actor, string answerId, string? why) => writes.DoAsync(async work =>
    {
        var part = await InPartAsync(work, actor, ReportedKind.Answer, answerId);
        var me = part.Standing.RequireFacilitator();
        if (part.WriterId == me && await work.RolesLeft(part.Hotseat.CommunityId).AnyAsync(r => r.PersonId != me))
        {
            throw new RefusedException(part.Hotseat.Say("This is your own answer. Another facilitator decides."));
        }
        await work.PutBackAsync(actor, part.Hotseat, part.Answer!, why);
        await work.ForgetDraftAsync(me, Places.PutBack(answerId));
    });

    /// Whether that answer of the room was taken away, for its facilitators; others are not told.
    public async Task<bool> IsTakenAwayAsync(HotseatRoom room, string answerId, CancellationToken cancel = default)
    {
        if (!room.Standing.IsFacilitator) return false;
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.TakenAway().AnyAsync(r => r.Answer.PublicId == answerId && r.Answer.Question.HotseatId == room.HotseatId, cancel);
    }

    static async Task TakeAwayAsync(HubWork work, Actor actor, ReportedPart part, string? why)
    {
        if (!await work.IsShownAsync(part)) return;
        var (hotseat, me) = (part.Hotseat, part.Standing.Reader.RequirePerson());
        switch (part)
        {
            case { Comment: { } comment }:
                await work.TakeAwayAsync(actor, hotseat, comment, me, Wording.Require(why, Hotseat.LongestReason, Hotseat.SayWhy));
                break;
            case { Answer: { } answer }:
                await work.TakeAwayAsync(actor, hotseat, answer, why);
                break;
            case { Question.AnsweredAt: null }:
                await work.DeclineAsync(actor, hotseat, part.Question, me, why);
                break;
            default:
                await work.TakeWordsAwayAsync(actor, hotseat, part.Question, me, why);
                break;
        }
    }

    static async Task WarnAsync(HubWork work, Actor actor, ReportedPart part, string? words)
    {
        var said = Wording.Require(words, Report.LongestWords, part.Hotseat.Say($"Write a few words to whoever wrote the {part.What.Word}."));
        await RecordAsync(work, actor, part, ModerationVerbs.WarnedThere, said);
        var news = HotseatNews.Warned(part.Hotseat, part.What.Word, said, part.Anchor);
        if (part.WriterId is { } writer) await work.TellAsync(writer, news);
        else await work.TellAllAsync((await work.Db.AskersOf([part.Question.Id]).ToListAsync()).Select(asker => (asker, news)));
    }

    // Of a question it names who asked where the room does.
    static async Task RecordAsync(HubWork work, Actor actor, ReportedPart part, Func<string, bool, string> verb, string? why = null)
    {
        var writer = part.WriterId ?? await work.Db.NamedAskerOfAsync(part.Question.Id);
        work.Record(actor, verb(part.What.Word, writer is not null), part.Hotseat.CommunityId, writer, part.Hotseat.Title, why);
    }

    static async Task<bool> IsOwnAsync(HubWork work, ReportedPart part, long me) =>
        part.WriterId is { } writer ? writer == me : await work.Db.HasAskedAsync(part.Question.Id, me);

    // Of no rehearsal: that leaves no trace.
    static async Task<ReportedPart> InPartAsync(HubWork work, Actor actor, ReportedKind kind, string id)
    {
        var reader = await work.ReadAsync(actor);
        if (!PublicId.IsWellFormed(id)) id = "";
        var comment = kind is ReportedKind.Comment ? await work.Db.AnswerComments.SingleOrDefaultAsync(c => c.PublicId == id) : null;
        var answerId = comment?.AnswerId;
        var answer = kind is ReportedKind.Question
            ? null
            : await work.Db.Answers.SingleOrDefaultAsync(a => kind == ReportedKind.Comment ? a.Id == answerId : a.PublicId == id);
        var questionId = answer?.QuestionId;
        var question = await work.Db.Questions.SingleOrDefaultAsync(q => kind == ReportedKind.Question ? q.PublicId == id : q.Id == questionId);
        var hotseat = question is not null && question.HasAppeared(work.Now)
            ? await work.Db.HotseatsFor(reader).SingleOrDefaultAsync(h => h.Id == question.HotseatId)
            : null;
        if (question is null || hotseat is null)
        {
            reader.RequirePerson();
            throw new RefusedException(Entrance.NotThere);
        }
        var standing = await work.Db.StandingAsync(reader, hotseat.CommunityId);
        return new ReportedPart(hotseat, standing, question, kind is ReportedKind.Comment ? null : answer, comment);
    }
}

/// A part of a hotseat that somebody reported: the comment, the answer, or else the question.
sealed record ReportedPart(Hotseat Hotseat, Standing Standing, Question Question, Answer? Answer, Comment? Comment)
{
    public Reported What => Comment is not null ? Reported.The(Comment) : Answer is not null ? Reported.The(Answer) : Reported.The(Question);

    /// Null: a question, whose asker stands behind a door.
    public long? WriterId => Comment?.PersonId ?? Answer?.PersonId;

    public string Anchor => Answer is not null ? $"#a-{Answer.PublicId}" : Comment is not null ? "" : $"#q-{Question.PublicId}";
}
