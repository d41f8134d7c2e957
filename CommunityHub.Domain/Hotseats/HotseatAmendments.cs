using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Amending an answer, by who wrote it, while the hotseat takes answers. What it said before stays to be read.
public sealed class HotseatAmendments(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    /// The version is the one that was read: who amended it elsewhere meanwhile is told, and keeps both texts. Refuses what
    /// <see cref="Answer.Amend"/> refuses.
    public Task AmendAsync(Actor actor, string answerId, string? text, int version) => writes.DoAsync(async work =>
    {
        var (answer, hotseat, me) = await FindAsync(work, actor, answerId);
        if (answer.Version != version && Wording.Clean(text ?? "").Trim() == answer.Text) return; // sent twice
        if (answer.Version != version) throw new RefusedException("You changed this answer in another place meanwhile. What you typed here is kept: compare the two, and send again.");

        work.Db.Add(answer.Amend(text, work.Now));
        await work.ForgetDraftAsync(me, Places.Amend(answerId));
        work.Announce(LiveTopic.Hotseat(hotseat.Id));
    });

    /// As it stands, to be amended. Null: not this actor's.
    public async Task<AnswerToAmend?> ReadAsync(Actor actor, string answerId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        try
        {
            var (answer, _, _) = await FindAsync(new HubWork(db, clock.GetUtcNow().UtcDateTime), actor, answerId);
            return new AnswerToAmend(answer.PublicId, answer.Question.PublicId, answer.Text, answer.Html, answer.Version);
        }
        catch (RefusedException)
        {
            return null;
        }
    }

    /// The public ids of the actor's own answers in a hotseat.
    public async Task<IReadOnlySet<string>> OwnAsync(Actor actor, HotseatRoom room, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return (await db.Answers.Where(a => a.Question.HotseatId == room.HotseatId && a.PersonId == actor.PersonId).Select(a => a.PublicId).ToListAsync(cancel)).ToHashSet();
    }

    static async Task<(Answer Answer, Hotseat Hotseat, long Me)> FindAsync(HubWork work, Actor actor, string answerId)
    {
        var answer = PublicId.IsWellFormed(answerId) ? await work.Db.Answers.Include(a => a.Question).SingleOrDefaultAsync(a => a.PublicId == answerId) : null;
        var (_, hotseat, standing) = await work.AtQuestionAsync(actor, answer?.Question.PublicId ?? "");
        standing.RequireAnswerer();
        if (answer!.PersonId != standing.Me) throw new RefusedException("Only who wrote an answer can amend it.");
        if (!hotseat.TakesAnswers) throw new RefusedException("This hotseat does not take answers any more. What you typed is kept.");
        return (answer, hotseat, standing.Me);
    }
}

/// An answer as its writer amends it.
public sealed record AnswerToAmend(string Id, string QuestionId, string Text, string Html, int Version);
