using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats.Afterwards;

/// One answer that somebody got, and what they have said of it.
public sealed record HelpQuestion(string QuestionId, HelpVerdict? Verdict, string? Words);

/// What one person says of one answer.
public sealed record HelpChoice(string QuestionId, HelpVerdict Verdict, string? Words);

/// Of how many answers was said what. How many people were asked is not told: beside the count of those who gave their name it would tell of the others.
public sealed record HelpCounts(int Yes, int Partly, int No);

/// "Did it help?", thirty days after the archive.
public sealed class DidItHelp(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    public static readonly TimeSpan After = TimeSpan.FromDays(30);

    /// After so long nobody remembers; and hotseats from before this was built are left alone.
    static readonly TimeSpan Latest = TimeSpan.FromDays(120);

    /// Whoever asked a question that was answered gets one notice for each hotseat. Not who has left or is suspended. By the clock.
    public async Task<int> AskAsync(CancellationToken cancel = default)
    {
        var asked = 0;
        foreach (var id in await DueAsync(cancel)) asked += await AskAsync(id, cancel);
        return asked;
    }

    /// The actor's own answered questions. Null: they were not asked, or may not read the hotseat any more.
    public async Task<IReadOnlyList<HelpQuestion>?> ReadAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        if (reader.PersonId is not { } me || !PublicId.IsWellFormed(hotseatId)) return null;
        var hotseat = await db.HotseatsFor(reader).Where(h => h.PublicId == hotseatId && db.Set<HelpRequest>().Any(r => r.HotseatId == h.Id && r.PersonId == me)).Select(h => (long?)h.Id).SingleOrDefaultAsync(cancel);
        if (hotseat is not { } id) return null;
        return await db.AnsweredOf(id, me)
            .OrderBy(q => q.Id)
            .Select(q => new HelpQuestion(
                q.PublicId,
                db.Set<HelpReply>().Where(r => r.QuestionId == q.Id && r.PersonId == me).Select(r => (HelpVerdict?)r.Verdict).FirstOrDefault(),
                db.Set<HelpReply>().Where(r => r.QuestionId == q.Id && r.PersonId == me).Select(r => r.Words).FirstOrDefault()))
            .ToListAsync(cancel);
    }

    /// Of one's own questions, by who was asked; said again, the last word counts. Refuses others, and nothing chosen.
    public Task SayAsync(Actor actor, string hotseatId, IReadOnlyList<HelpChoice> choices) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
        var me = standing.Reader.RequirePerson();
        if (!await work.Db.Set<HelpRequest>().AnyAsync(r => r.HotseatId == hotseat.Id && r.PersonId == me)) throw new RefusedException(Entrance.NotThere);
        if (choices.Count == 0) throw new RefusedException("Choose yes, partly or no.");

        var own = await work.Db.AnsweredOf(hotseat.Id, me).ToDictionaryAsync(q => q.PublicId, q => q.Id);
        foreach (var choice in choices)
        {
            if (!own.TryGetValue(choice.QuestionId, out var question)) throw new RefusedException("This question is not there any more. Load the page again.");
            var reply = await work.Db.Set<HelpReply>().SingleOrDefaultAsync(r => r.QuestionId == question && r.PersonId == me);
            if (reply is null) work.Db.Add(reply = HelpReply.Of(question, me));
            reply.Say(choice.Verdict, choice.Words);
        }
    });

    /// Null: nobody has been asked yet.
    internal static async Task<HelpCounts?> CountAsync(HubDb db, long hotseatId, CancellationToken cancel = default)
    {
        var said = await db.Set<HelpReply>().Where(r => r.Question.HotseatId == hotseatId).GroupBy(r => r.Verdict).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        if (said.Count == 0 && !await db.Set<HelpRound>().AnyAsync(r => r.HotseatId == hotseatId, cancel)) return null;
        return new HelpCounts(said.GetValueOrDefault(HelpVerdict.Yes), said.GetValueOrDefault(HelpVerdict.Partly), said.GetValueOrDefault(HelpVerdict.No));
    }

    // In an order of its own, so that neither time nor place tells whose they are.
    internal static Task<List<string>> WordsAsync(HubDb db, long hotseatId, CancellationToken cancel = default) => db.Set<HelpReply>()
        .Where(r => r.Question.HotseatId == hotseatId && r.Words != null)
        .OrderBy(r => r.Shuffle)
        .Select(r => r.Words!)
        .Take(500)
        .ToListAsync(cancel);

    async Task<List<long>> DueAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (from, until) = (now - Latest, now - After);
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Hotseats
            .Where(h => h.State == HotseatState.Archived && h.ArchivedAt <= until && h.ArchivedAt > from && !db.Set<HelpRound>().Any(r => r.HotseatId == h.Id))
            .OrderBy(h => h.ArchivedAt)
            .Select(h => h.Id)
            .Take(50)
            .ToListAsync(cancel);
    }

    Task<int> AskAsync(long id, CancellationToken cancel) => writes.DoAsync(async work =>
    {
        if (await work.Db.Set<HelpRound>().AnyAsync(r => r.HotseatId == id)) return 0;
        work.Db.Add(HelpRound.For(id, work.Now));
        var hotseat = await work.Db.Hotseats.SingleAsync(h => h.Id == id, cancel);
        var (community, now) = (hotseat.CommunityId, work.Now);
        var askers = work.Db.AskersOfAnswered(id);
        var people = await work.Db.People
            .Where(p => askers.Contains(p.Id) && p.Kind == PersonKind.Registered && work.Db.Memberships.Any(m => m.CommunityId == community && m.PersonId == p.Id && m.Until == null))
            .Where(p => !work.Db.Suspensions.Any(s => s.PersonId == p.Id && (s.CommunityId == null || s.CommunityId == community) && s.From <= now && s.Until > now && s.LiftedAt == null))
            .Select(p => p.Id)
            .ToListAsync(cancel);
        work.Db.AddRange(people.Select(person => HelpRequest.To(person, id, work.Now)));
        var news = new News($"A month ago you asked in “{hotseat.Title}”. Did the answer help?", $"/hotseats/{hotseat.PublicId}/did-it-help", community);
        await work.TellAllAsync(people.Select(person => (person, news)));
        return people.Count;
    }, cancel);
}
