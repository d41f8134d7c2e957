using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using LinqKit;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// How every operation on a hotseat begins: through the door, with rights read afresh.
static class HotseatEntrance
{
    static readonly CompiledQuery<Func<HubDb, string, long?, DateTime, bool, bool, Task<Hotseat?>>> FindRoom = CompiledQuery.Of(
        (HubDb db, string id, long? me, DateTime now, bool readsOpen, bool isAdministrator) => db.Hotseats
            .SingleOrDefault(h => h.PublicId == id && HotseatDoor.IsRoom.Invoke(db, h, me, now, readsOpen, isAdministrator)));

    static readonly CompiledQuery<Func<HubDb, long, long?, DateTime, bool, bool, Task<Hotseat?>>> FindRoomById = CompiledQuery.Of(
        (HubDb db, long id, long? me, DateTime now, bool readsOpen, bool isAdministrator) => db.Hotseats
            .SingleOrDefault(h => h.Id == id && HotseatDoor.IsRoom.Invoke(db, h, me, now, readsOpen, isAdministrator)));

    static readonly CompiledQuery<Func<HubDb, long, long, Task<bool>>> IsAnswerer = CompiledQuery.Of(
        (HubDb db, long hotseatId, long personId) => db.Answerers.Any(a => a.HotseatId == hotseatId && a.PersonId == personId && a.RevokedAt == null));

    // Before any door.
    static readonly CompiledQuery<Func<HubDb, string, Task<Question?>>> FindQuestion = CompiledQuery.Of((HubDb db, string id) => db.Questions.SingleOrDefault(q => q.PublicId == id));

    public static async Task<(Hotseat Hotseat, Standing Standing)> InHotseatAsync(this HubWork work, Actor actor, string hotseatId)
    {
        var reader = await work.ReadAsync(actor);
        if (!PublicId.IsWellFormed(hotseatId)) hotseatId = "";
        var hotseat = await FindRoom.In(work.Db)(work.Db, hotseatId, reader.PersonId, reader.Now, reader.ReadsOpen, reader.IsAdministrator)
            ?? throw await work.WhyNotAsync(reader, work.Db.Hotseats.Where(h => h.PublicId == hotseatId).Select(h => h.CommunityId));
        return (hotseat, await work.Db.StandingAsync(reader, hotseat.CommunityId));
    }

    /// To the question, or to the one that stands for it.
    public static async Task<(Question Question, Hotseat Hotseat, Standing Standing)> InQuestionAsync(this HubWork work, Actor actor, string questionId, bool evenGone = false, bool evenLeaving = false)
    {
        var reader = await work.ReadAsync(actor);
        if (!PublicId.IsWellFormed(questionId)) questionId = "";
        var question = await FindQuestion.In(work.Db)(work.Db, questionId);
        var hotseat = question is null ? null : await FindRoomById.In(work.Db)(work.Db, question.HotseatId, reader.PersonId, reader.Now, reader.ReadsOpen, reader.IsAdministrator);
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
        IsAnswerer.In(work.Db)(work.Db, hotseat.Id, personId);
}
