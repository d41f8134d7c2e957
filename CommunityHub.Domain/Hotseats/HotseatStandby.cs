using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Standby answers: written beforehand, read by nobody but their writer, released with one click. Facilitators see how many.
public sealed class HotseatStandby(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    const string Gone = "This standby answer is not there any more.";

    /// Gives its public id. Without one it is new. The version is the one that was read: who changed it elsewhere meanwhile is told. Refuses
    /// what <see cref="StandbyAnswer.Write"/> refuses.
    public Task<string> WriteAsync(Actor actor, string hotseatId, string? standbyId, string? topic, string? text, string? questionId, int version = 0, string? key = null) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.AtDeskAsync(actor, hotseatId);
        var seat = standing.RequireAnswerer();
        return await work.OnceAsync(standing.Me, key, async () =>
        {
            if (hotseat.IsOver) throw new RefusedException("This hotseat is over. What you typed is kept.");
            long? question = string.IsNullOrEmpty(questionId) ? null
                : await work.Db.Questions.Where(q => q.PublicId == questionId && q.HotseatId == hotseat.Id && q.WithdrawnAt == null && q.DeclinedAt == null && (q.AppearsAt == null || q.AppearsAt <= work.Now)).Select(q => (long?)q.Id).SingleOrDefaultAsync();
            var standby = standbyId is null ? null : await FindAsync(work, seat, standbyId);
            if (standby is null)
            {
                if (await work.Db.StandbyAnswers.CountAsync(s => s.AnswererId == seat) >= StandbyAnswer.Most) throw new RefusedException("You have fifty standby answers. Take one away first.");
                work.Db.Add(standby = StandbyAnswer.By(seat, work.Now));
            }
            else if (standby.Version != version) throw new RefusedException("You changed this standby answer in another place meanwhile. What you typed here is kept.");
            standby.Write(topic, text, question, work.Now);
            await work.ForgetDraftAsync(standing.Me, Places.Standby(standbyId ?? hotseatId));
            work.Announce(LiveTopic.Standby(hotseat.Id));
            return standby.PublicId;
        }, $"{topic}\n{text}");
    });

    public Task RemoveAsync(Actor actor, string hotseatId, string standbyId) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.AtDeskAsync(actor, hotseatId);
        work.Db.Remove(await FindAsync(work, standing.RequireAnswerer(), standbyId));
        await work.ForgetDraftAsync(standing.Me, Places.Standby(standbyId));
        work.Announce(LiveTopic.Standby(hotseat.Id));
    });

    /// Onto a question that waits: from then on it is the answer. Where the question has gone, or somebody else has it, it is refused and
    /// stays a standby answer.
    public Task<string> ReleaseAsync(Actor actor, string hotseatId, string standbyId, string? questionId) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.AtDeskAsync(actor, hotseatId);
        var seat = standing.RequireAnswerer();
        var standby = await FindAsync(work, seat, standbyId);
        if (string.IsNullOrEmpty(questionId)) throw new RefusedException("Choose a question first. Then release it.");
        var (question, room, _) = await work.AtQuestionAsync(actor, questionId);
        if (room.Id != hotseat.Id) throw new RefusedException("This question has been taken away.");
        if (!hotseat.TakesAnswers) throw new RefusedException("This hotseat does not take answers now. It stays a standby answer.");

        var answer = await HotseatQuestions.AnswerAsync(work, question, hotseat, standing, standby.Text);
        work.Db.Remove(standby);
        work.Announce(LiveTopic.Standby(hotseat.Id));
        return answer;
    });

    /// The actor's own, in the order they were written.
    public async Task<IReadOnlyList<StandbyCard>> ListAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await SeatAsync(db, actor, hotseatId) is not { } seat) return [];
        return await db.StandbyAnswers
            .Where(s => s.AnswererId == seat)
            .OrderBy(s => s.Id)
            .Take(StandbyAnswer.Most)
            .Select(s => new StandbyCard(s.PublicId, s.Topic, s.Text, s.Question!.PublicId, s.Version))
            .ToListAsync(cancel);
    }

    /// How many each of the panel has, by name, in the order they sit. For facilitators; for others none.
    public async Task<IReadOnlyList<StandbyCount>> CountAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        try
        {
            var (hotseat, standing) = await new HubWork(db, clock.GetUtcNow().UtcDateTime).AtDeskAsync(actor, hotseatId);
            standing.RequireFacilitator();
            return await db.Answerers
                .Where(a => a.HotseatId == hotseat.Id && a.RevokedAt == null)
                .OrderBy(a => a.Id)
                .Select(a => new StandbyCount(a.Person.Name, db.StandbyAnswers.Count(s => s.AnswererId == a.Id)))
                .ToListAsync(cancel);
        }
        catch (RefusedException)
        {
            return [];
        }
    }

    async Task<long?> SeatAsync(HubDb db, Actor actor, string hotseatId)
    {
        try
        {
            return (await new HubWork(db, clock.GetUtcNow().UtcDateTime).AtDeskAsync(actor, hotseatId)).Standing.AnswererId;
        }
        catch (RefusedException)
        {
            return null;
        }
    }

    static async Task<StandbyAnswer> FindAsync(HubWork work, long seat, string standbyId) =>
        await work.Db.StandbyAnswers.SingleOrDefaultAsync(s => s.PublicId == standbyId && s.AnswererId == seat) ?? throw new RefusedException(Gone);
}

/// A standby answer, for its writer alone. QuestionId: the public id of the question it was written for.
public sealed record StandbyCard(string Id, string Topic, string Text, string? QuestionId, int Version);

public sealed record StandbyCount(string Name, int Count);
