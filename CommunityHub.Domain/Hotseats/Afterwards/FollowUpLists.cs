using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats.Afterwards;

/// A follow-up that is open, as a line in a list.
public sealed record FollowUpLine
{
    public required string Id { get; init; }
    public required string HotseatId { get; init; }
    public required string Hotseat { get; init; }

    /// Of the session, in which the day is meant.
    public required string Zone { get; init; }
    public required string Question { get; init; }
    public required string Owner { get; init; }
    public required string OwnerKey { get; init; }
    public required DateTime DueAt { get; init; }

    /// The reader is its owner.
    public required bool IsMine { get; init; }
}

/// Somebody who can see to a question.
public sealed record OwnerChoice(string Id, string Name, string Part);

/// A question that is open, and who sees to it; null: nobody yet.
public sealed record OpenQuestion(string QuestionId, string? OwnerId, string? OwnerName, DateTime? DueAt);

static class OwnFollowUps
{
    /// Whether something that the hour left open still waits for them.
    public static Task<bool> HasFollowUpAsync(this HubDb db, long personId, CancellationToken cancel = default) => db.Set<FollowUp>()
        .AnyAsync(f => f.OwnerId == personId && f.ClosedAt == null && f.Question.AnsweredAt == null && f.Question.WithdrawnAt == null && f.Question.DeclinedAt == null, cancel);
}

/// How follow-ups are read: through the doors of their hotseats.
public sealed class FollowUpLists(IDbContextFactory<HubDb> databases, TimeProvider clock)
{
    public const int Most = 200;

    /// The open ones of a community, the most urgent first. Nothing where the actor may not read it.
    public async Task<IReadOnlyList<FollowUpLine>> OfCommunityAsync(Actor actor, long communityId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        return await Lines(db, reader).Where(line => line.CommunityId == communityId).OrderBy(line => line.Line.DueAt).ThenBy(line => line.Id).Take(Most).Select(line => line.Line).ToListAsync(cancel);
    }

    /// The actor's own in one hotseat, for a guest's desk.
    public async Task<IReadOnlyList<FollowUpLine>> MineAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        return await Lines(db, reader).Where(line => line.Line.HotseatId == hotseatId && line.Line.IsMine).OrderBy(line => line.Line.DueAt).ThenBy(line => line.Id).Take(Most).Select(line => line.Line).ToListAsync(cancel);
    }

    /// For its owner and the facilitators. Null: not there for this actor, or closed.
    public async Task<FollowUpLine?> FindAsync(Actor actor, string hotseatId, string followUpId, CancellationToken cancel = default)
    {
        if (!PublicId.IsWellFormed(followUpId)) return null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var found = await Lines(db, reader).Where(line => line.Line.Id == followUpId && line.Line.HotseatId == hotseatId).SingleOrDefaultAsync(cancel);
        if (found is null) return null;
        var standing = await db.StandingAsync(reader, found.CommunityId, cancel);
        return standing.IsFacilitator || ((standing.IsMember || reader.IsGuest) && found.Line.IsMine) ? found.Line : null;
    }

    /// Whom a facilitator is offered first: the guests and the facilitators. Empty for others.
    public async Task<IReadOnlyList<OwnerChoice>> OwnersAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var reader = await Reader.ReadAsync(db, actor, now, cancel);
        var hotseat = await db.HotseatsFor(reader).Where(h => h.PublicId == hotseatId).Select(h => new { h.Id, h.CommunityId }).SingleOrDefaultAsync(cancel);
        if (hotseat is null || await db.StandingAsync(reader, hotseat.CommunityId, cancel) is not { IsFacilitator: true }) return [];

        var guests = await db.Answerers.Where(a => a.HotseatId == hotseat.Id && a.RevokedAt == null).OrderBy(a => a.Id)
            .Select(a => new OwnerChoice(a.Person.PublicId, a.Person.Name, "guest")).ToListAsync(cancel);
        var facilitators = await db.Roles.Where(r => r.CommunityId == hotseat.CommunityId && r.From <= now && (r.Until == null || r.Until > now)).OrderByDescending(r => r.IsLead).ThenBy(r => r.Id)
            .Select(r => new OwnerChoice(r.Person.PublicId, r.Person.Name, "facilitator")).ToListAsync(cancel);
        return [.. guests.Concat(facilitators).DistinctBy(choice => choice.Id)];
    }

    /// Who sees to what in a hotseat, for its facilitators. Empty for others.
    public async Task<IReadOnlyDictionary<string, OpenQuestion>> GivenAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var hotseat = await db.HotseatsFor(reader).Where(h => h.PublicId == hotseatId).Select(h => new { h.Id, h.CommunityId }).SingleOrDefaultAsync(cancel);
        if (hotseat is null || await db.StandingAsync(reader, hotseat.CommunityId, cancel) is not { IsFacilitator: true }) return new Dictionary<string, OpenQuestion>();
        return await db.Set<FollowUp>().Where(f => f.HotseatId == hotseat.Id && f.ClosedAt == null)
            .Select(f => new OpenQuestion(f.Question.PublicId, f.Owner.PublicId, f.Owner.Name, f.DueAt))
            .ToDictionaryAsync(open => open.QuestionId, cancel);
    }

    static IQueryable<Found> Lines(HubDb db, Reader reader)
    {
        // A guest by a link: of the one hotseat whose desk is theirs.
        var (me, now) = (reader.IsGuest ? reader.KnownId : reader.PersonId, reader.Now);
        var hotseats = reader.IsGuest ? db.DesksByLink(reader) : db.HotseatsFor(reader);
        return from f in db.Set<FollowUp>()
               join h in hotseats on f.HotseatId equals h.Id
               where f.ClosedAt == null && f.Question.AnsweredAt == null && f.Question.WithdrawnAt == null && f.Question.DeclinedAt == null && (f.Question.AppearsAt == null || f.Question.AppearsAt <= now)
               select new Found
               {
                   Id = f.Id,
                   CommunityId = h.CommunityId,
                   Line = new FollowUpLine
                   {
                       Id = f.PublicId,
                       HotseatId = h.PublicId,
                       Hotseat = h.Title,
                       Zone = h.Zone,
                       Question = f.Question.Text,
                       Owner = f.Owner.Name,
                       OwnerKey = f.Owner.PublicId,
                       DueAt = f.DueAt,
                       IsMine = me != null && f.OwnerId == me,
                   },
               };
    }

    sealed class Found
    {
        public required long Id { get; init; }
        public required long CommunityId { get; init; }
        public required FollowUpLine Line { get; init; }
    }
}
