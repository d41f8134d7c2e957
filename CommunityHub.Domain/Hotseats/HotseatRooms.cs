using System.Collections.Concurrent;
using System.Collections.Frozen;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// One person's own part of a hotseat.
public sealed record MyPart(FrozenSet<string> Wanted, FrozenSet<string> Asked, IReadOnlyList<DeclinedQuestion> Declined, bool IsComing, bool IsGuest)
{
    public static readonly MyPart None = new([], [], [], false, false);

    /// My questions without a name that the room may not see yet.
    public IReadOnlyList<UnseenQuestion> Unseen { get; init; } = [];

    /// Those that only I see now. A little longer than they are hidden: the room may come a moment later.
    public IReadOnlyList<QuestionRow> UnseenIn(RoomSnapshot room, DateTime now) =>
        [.. Unseen.Where(q => q.AppearsAt.AddSeconds(10) > now && room.Find(q.Row.Id) is null).Select(q => q.Row)];
}

/// A question that only its asker sees, and until when.
public sealed record UnseenQuestion(QuestionRow Row, DateTime AppearsAt);

/// A question of mine that was not shown, and the kind words why.
public sealed record DeclinedQuestion(string Id, string Text, string Why);

/// A room as one reader finds it: what all see, and what they may do there.
public sealed record HotseatRoom(long HotseatId, Standing Standing, CommunityFace Community, Snapshot<RoomSnapshot> Shared, Snapshot<VoteCounts> SharedVotes)
{
    public RoomSnapshot Room => Shared.Value;
    public HotseatFace Hotseat => Shared.Value.Hotseat;
    public VoteCounts Votes => SharedVotes.Value;
}

/// How rooms are read: through the door, from the shared snapshots.
public sealed class HotseatRooms(IDbContextFactory<HubDb> databases, LiveFeed live, DoorMemory doors, CommunityFaces faces, TimeProvider clock)
{
    readonly Snapshots<RoomSnapshot> rooms = new(live, LiveTopic.Hotseat, (id, before) => ReadRoomAsync(databases, id, before, clock.GetUtcNow().UtcDateTime));
    readonly Snapshots<VoteCounts> votes = new(live, LiveTopic.Votes, (id, _) => CountVotesAsync(databases, id, clock.GetUtcNow().UtcDateTime));

    // One person may have a page open on several devices, and each page is made of parts.
    readonly Snapshots<(long HotseatId, long PersonId), MyPart> parts = new(
        live, key => LiveTopic.Mine(key.HotseatId, key.PersonId), (key, _) => ReadPartAsync(databases, key.HotseatId, key.PersonId), most: 5_000);

    // Which community a hotseat belongs to never changes, and says nothing to whoever may not see it.
    readonly ConcurrentDictionary<string, (long HotseatId, long CommunityId)> addresses = new();
    readonly ConcurrentDictionary<long, long> communities = new();

    /// How often rooms and votes were read from the database.
    public long Reads => rooms.Reads + votes.Reads;

    /// Null: not there for this reader.
    public async Task<HotseatRoom?> ReadAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        if (await FindAsync(hotseatId, cancel) is not { } address) return null;
        var standing = await doors.StandingAsync(actor, address.CommunityId, cancel);
        if (!standing.Reads) return null;

        var shared = await rooms.GetAsync(address.HotseatId);
        if (shared.Value.Hotseat.State is HotseatState.Draft && !standing.IsFacilitator) return null;
        return new HotseatRoom(address.HotseatId, standing, await faces.OfAsync(address.CommunityId), shared, await votes.GetAsync(address.HotseatId));
    }

    /// Why somebody is kept out who was once let in: they are told so, and nothing of what is inside. Null: they are not.
    public async Task<SuspensionCard?> SuspensionAsync(Actor actor, string hotseatId, CancellationToken cancel = default) =>
        await FindAsync(hotseatId, cancel) is { } address ? (await doors.StandingAsync(actor, address.CommunityId, cancel)).Suspension : null;

    /// Where a hotseat stands, whether or not somebody may see it: to know what to listen to. Null: there is none.
    public async Task<(long HotseatId, long CommunityId)?> FindAsync(string hotseatId, CancellationToken cancel = default)
    {
        if (!PublicId.IsWellFormed(hotseatId)) return null;
        if (addresses.TryGetValue(hotseatId, out var known)) return known;

        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db.Hotseats.Where(h => h.PublicId == hotseatId).Select(h => new { h.Id, h.CommunityId }).SingleOrDefaultAsync(cancel);
        if (found is null) return null;
        return addresses[hotseatId] = (found.Id, found.CommunityId);
    }

    /// What is only this person's. None for a visitor, for one who was signed out meanwhile, and for who may not read the room.
    public async Task<MyPart> ReadMineAsync(Actor actor, long hotseatId, CancellationToken cancel = default)
    {
        if (actor.PersonId is null) return MyPart.None;
        var standing = await doors.StandingAsync(actor, await CommunityOfAsync(hotseatId, cancel), cancel);
        if (!standing.Reads || standing.Reader.PersonId is not { } me) return MyPart.None;

        var part = (await parts.GetAsync((hotseatId, me))).Value;
        return part.IsGuest && !standing.IsMember ? part with { IsGuest = false } : part;
    }

    async Task<long> CommunityOfAsync(long hotseatId, CancellationToken cancel)
    {
        if (communities.TryGetValue(hotseatId, out var known)) return known;

        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db.Hotseats.Where(h => h.Id == hotseatId).Select(h => h.CommunityId).SingleOrDefaultAsync(cancel);
        return found is 0 ? 0 : communities[hotseatId] = found;
    }

    static async Task<MyPart> ReadPartAsync(IDbContextFactory<HubDb> databases, long hotseatId, long me)
    {
        await using var db = await databases.CreateDbContextAsync();
        var own = await db.QuestionsAskedBy(me)
            .Where(q => q.HotseatId == hotseatId && q.WithdrawnAt == null)
            .Select(q => new { q.PublicId, q.Text, q.Html, q.AskedAt, q.AppearsAt, q.DeclinedWhy })
            .ToListAsync();
        var wanted = await db.Votes.Where(v => v.PersonId == me && v.Question.HotseatId == hotseatId).Select(v => v.Question.PublicId).ToListAsync();
        var facts = await db.Hotseats
            .Where(h => h.Id == hotseatId)
            .Select(h => new
            {
                IsComing = db.SignUps.Any(s => s.HotseatId == h.Id && s.PersonId == me),
                IsGuest = db.Answerers.Any(a => a.HotseatId == h.Id && a.PersonId == me && a.RevokedAt == null),
            })
            .SingleAsync();
        return new MyPart(
            wanted.ToFrozenSet(),
            own.Where(q => q.DeclinedWhy is null).Select(q => q.PublicId).ToFrozenSet(),
            [.. own.Where(q => q.DeclinedWhy is not null).Select(q => new DeclinedQuestion(q.PublicId, q.Text, q.DeclinedWhy!))],
            facts.IsComing,
            facts.IsGuest)
        {
            Unseen = [.. own.Where(q => q.AppearsAt is not null && q.DeclinedWhy is null)
                .Select(q => new UnseenQuestion(new QuestionRow(q.PublicId, q.Text, q.Html, q.AskedAt, QuestionRow.AMember, null, null), q.AppearsAt!.Value))],
        };
    }

    static async Task<RoomSnapshot> ReadRoomAsync(IDbContextFactory<HubDb> databases, long id, RoomSnapshot? before, DateTime now)
    {
        await using var db = await databases.CreateDbContextAsync();
        var face = await db.Hotseats
            .Where(h => h.Id == id)
            .Select(h => new HotseatFace
            {
                Id = h.PublicId,
                Title = h.Title,
                AboutHtml = h.AboutHtml,
                State = h.State,
                Zone = h.Zone,
                Minutes = h.Minutes,
                StartsAt = h.StartsAt,
                EndsAt = h.EndsAt,
                QuestionsOpenAt = h.QuestionsOpenAt,
                IsHeld = h.HeldAt != null,
                WentLiveAt = h.WentLiveAt,
                WrappingUpSince = h.WrappingUpSince,
                ArchivedAt = h.ArchivedAt,
                CancelledWhy = h.CancelledWhy,
                Announcement = h.Announcement,
                AnnouncementBy = h.AnnouncementBy,
                AnsweringId = db.Questions.Where(q => q.Id == h.AnsweringId).Select(q => q.PublicId).FirstOrDefault(),
                Coming = db.SignUps.Count(s => s.HotseatId == h.Id),
                Guests = h.Answerers.Where(a => a.RevokedAt == null).OrderBy(a => a.Id).Select(a => new GuestFace(a.Person.Name, a.Introduction)).ToList(),
            })
            .AsSplitQuery()
            .SingleAsync();

        // With the room's own names only: who asked is told here, by a name, and nowhere as a person.
        var rows = await db.Questions
            .Where(q => q.HotseatId == id && q.WithdrawnAt == null && q.DeclinedAt == null && (q.AppearsAt == null || q.AppearsAt <= now))
            .Select(q => new { q.Id, q.PublicId, q.Text, q.Html, q.AskedAt, IsNamed = q.AppearsAt == null })
            .ToListAsync();
        var names = await db.NamesForTheRoom(id).ToDictionaryAsync(name => name.QuestionId);
        var answers = await db.Answers
            .Where(a => a.Question.HotseatId == id)
            .Select(a => new { Question = a.Question.PublicId, Row = new AnswerRow(a.PublicId, a.Text, a.Html, a.AnsweredAt, a.Person.Name) })
            .ToDictionaryAsync(a => a.Question, a => a.Row);

        // A row that reads the same stays the same object, so that a page draws again only what is new.
        var known = before?.Questions.ToDictionary(q => q.Id);
        // Those without a name come first in their minute, in an order that says nothing: their row's own number would tell who came when.
        var inOrder = rows.OrderBy(q => q.AskedAt).ThenBy(q => q.IsNamed).ThenBy(q => q.IsNamed ? "" : q.PublicId, StringComparer.Ordinal).ThenBy(q => q.Id);
        var questions = inOrder.Select(q =>
        {
            var name = names.GetValueOrDefault(q.Id);
            var row = new QuestionRow(q.PublicId, q.Text, q.Html, q.AskedAt, name?.Name ?? QuestionRow.AMember, name?.Organisation, answers.GetValueOrDefault(q.PublicId));
            return known is not null && known.TryGetValue(row.Id, out var same) && same == row ? same : row;
        }).ToList();
        return new RoomSnapshot(before is not null && before.Hotseat.Equals(face) ? before.Hotseat : face, questions);
    }

    static async Task<VoteCounts> CountVotesAsync(IDbContextFactory<HubDb> databases, long id, DateTime now)
    {
        await using var db = await databases.CreateDbContextAsync();
        return new VoteCounts(await db.Questions
            .Where(q => q.HotseatId == id && q.WithdrawnAt == null && q.DeclinedAt == null && (q.AppearsAt == null || q.AppearsAt <= now))
            .Select(q => new { q.PublicId, Count = db.Votes.Count(v => v.QuestionId == q.Id) })
            .ToDictionaryAsync(q => q.PublicId, q => q.Count));
    }
}
