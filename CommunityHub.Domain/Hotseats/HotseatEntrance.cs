using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// How every operation on a hotseat begins: through the door, with rights read afresh.
static class HotseatEntrance
{
    public static async Task<(Hotseat Hotseat, Standing Standing)> InHotseatAsync(this HubWork work, Actor actor, string hotseatId)
    {
        var reader = await work.ReadAsync(actor);
        if (!PublicId.IsWellFormed(hotseatId)) hotseatId = "";
        var hotseat = await work.Db.RoomsFor(reader).SingleOrDefaultAsync(h => h.PublicId == hotseatId)
            ?? throw await work.WhyNotAsync(reader, work.Db.Hotseats.Where(h => h.PublicId == hotseatId).Select(h => h.CommunityId));
        return (hotseat, await work.Db.StandingAsync(reader, hotseat.CommunityId));
    }

    /// To the question, or to the one that stands for it.
    public static async Task<(Question Question, Hotseat Hotseat, Standing Standing)> InQuestionAsync(this HubWork work, Actor actor, string questionId, bool evenGone = false, bool evenLeaving = false)
    {
        var reader = await work.ReadAsync(actor);
        if (!PublicId.IsWellFormed(questionId)) questionId = "";
        var question = await work.Db.Questions.SingleOrDefaultAsync(q => q.PublicId == questionId);
        var hotseat = question is null ? null : await work.Db.RoomsFor(reader).SingleOrDefaultAsync(h => h.Id == question.HotseatId);
        // One that has not appeared yet is not there, but for who asked it.
        if (question is not null && !question.HasAppeared(work.Now) && !(reader.PersonId is { } me && await work.Db.HasAskedAsync(question.Id, me))) hotseat = null;
        if (question is null || hotseat is null)
        {
            throw await work.WhyNotAsync(reader, work.Db.Questions
                .Where(q => q.PublicId == questionId)
                .Join(work.Db.Hotseats, q => q.HotseatId, h => h.Id, (_, h) => h.CommunityId));
        }
        while (question.MergedIntoId is { } into) question = await work.Db.Questions.SingleAsync(q => q.Id == into);
        var standing = await work.Db.StandingAsync(reader, hotseat.CommunityId);
        // One that waits for approval is not there, but for who asked it and who approves.
        if (question.AwaitsSince is not null && !standing.IsFacilitator && !(reader.PersonId is { } asker && await work.Db.HasAskedAsync(question.Id, asker))) throw new RefusedException(Entrance.NotThere);
        if (question.IsGone && !evenGone && !(evenLeaving && question.IsLeaving(work.Now))) throw new RefusedException("This question has been taken away.");
        return (question, hotseat, standing);
    }

    public static Task<bool> IsAnswererAsync(this HubWork work, Hotseat hotseat, long personId) =>
        work.Db.Answerers.AnyAsync(a => a.HotseatId == hotseat.Id && a.PersonId == personId && a.RevokedAt == null);
}
