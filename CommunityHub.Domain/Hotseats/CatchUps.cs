using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Reading a hotseat's answers at one's own pace, the first answer first, while it goes on.
public sealed class CatchUps(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    /// The next answer for this reader. A visitor says where they are; nobody else can.
    public async Task<CatchUp> ReadAsync(Actor actor, HotseatRoom here, string? after = null, CancellationToken cancel = default)
    {
        var answered = here.Room.Answered.Reverse().ToList();
        ReadingPlace? place = null;
        if (actor.PersonId is not null)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
            place = await db.ReadingPlaces.AsNoTracking().SingleOrDefaultAsync(p => p.HotseatId == here.HotseatId && p.PersonId == reader.PersonId, cancel);
        }
        var upTo = actor.PersonId is not null ? place?.UpTo : answered.Find(row => row.Answer!.Id == after)?.Answer!.At;
        var left = answered.Where(row => upTo is null || row.Answer!.At > upTo).ToList();
        var skipped = place is null ? [] : answered.Where(row => place.SkippedIds.Contains(row.Answer!.Id)).ToList();
        return new CatchUp(left.FirstOrDefault(), answered.Count - left.Count + 1, answered.Count, left.Count, skipped, HasBegun: upTo is not null);
    }

    /// On to the next: this one is read, or left for later. Refuses what is no answer of a hotseat that the actor may read.
    public Task PassAsync(Actor actor, string hotseatId, string? answerId, bool isSkipped) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
        var me = standing.Reader.RequirePerson();
        var answeredAt = await work.Db.Answers.Where(a => a.PublicId == answerId && a.Question.HotseatId == hotseat.Id).Select(a => (DateTime?)a.AnsweredAt).SingleOrDefaultAsync()
            ?? throw new RefusedException("This answer is not there any more. Go on with the next.");

        var place = await work.Db.ReadingPlaces.SingleOrDefaultAsync(p => p.HotseatId == hotseat.Id && p.PersonId == me);
        if (place is null) work.Db.Add(place = ReadingPlace.At(hotseat.Id, me));
        place.Pass(answerId!, answeredAt, isSkipped);
    });
}

/// One answer, and how much is still to read. Next is null at the end.
public sealed record CatchUp(QuestionRow? Next, int Number, int All, int Behind, IReadOnlyList<QuestionRow> Skipped, bool HasBegun);
