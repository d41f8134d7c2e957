using System.Collections.Concurrent;
using System.Collections.Frozen;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// One person's own part of a hotseat.
public sealed record MyPart(FrozenSet<string> Wanted, FrozenSet<string> Asked, IReadOnlyList<DeclinedQuestion> Declined, bool IsComing, bool IsGuest)
{
    public static readonly MyPart None = new([], [], [], false, false);

    /// What I have to answer, by the question's public id, and who handed it to me; null: I took it.
    public FrozenDictionary<string, string?> Claimed { get; init; } = FrozenDictionary<string, string?>.Empty;
    /// My questions that a facilitator has not approved yet.
    public IReadOnlyList<AwaitingQuestion> Awaiting { get; init; } = [];

    /// My questions that a facilitator edited, as I wrote them.
    public IReadOnlyList<OwnWords> Clarified { get; init; } = [];

    /// My questions without a name that the room may not see yet.
    public IReadOnlyList<UnseenQuestion> Unseen { get; init; } = [];

    /// Mine that I took back, and the room may still see for some seconds.
    public FrozenSet<string> Leaving { get; init; } = [];

    /// The answers I gave thanks for, and my comments.
    public FrozenSet<string> Thanked { get; init; } = [];
    public FrozenSet<string> Comments { get; init; } = [];

    /// That somebody looked up who asked mine.
    public IReadOnlyList<LookUpLine> LookUps { get; init; } = [];

    /// Mine that a facilitator is to ask for me, and those that were given back.
    public IReadOnlyList<OwnRequest> Requests { get; init; } = [];

    /// Those that only I see now. A little longer than they are hidden: the room may come a moment later.
    public IReadOnlyList<QuestionRow> UnseenIn(RoomSnapshot room, DateTime now) =>
        [.. Unseen.Where(q => q.AppearsAt.AddSeconds(10) > now && room.Find(q.Row.Id) is null).Select(q => q.Row)];
}

/// A question that I gave to the facilitators; why it was given back, if it was.
public sealed record OwnRequest(string Id, string Text, string? DeclinedWhy);

/// A question that only its asker sees, and until when.
public sealed record UnseenQuestion(QuestionRow Row, DateTime AppearsAt);

/// A question of mine that only I and the facilitators see yet.
public sealed record AwaitingQuestion(string Id, string Text);

/// What I wrote, where the room reads other words.
public sealed record OwnWords(string Id, string Text, string Now);

/// A question of mine that was not shown, and the kind words why.
public sealed record DeclinedQuestion(string Id, string Text, string Why);

/// A room as one reader finds it: what all see, and what they may do there.
public sealed record HotseatRoom(long HotseatId, Standing Standing, CommunityFace Community, Snapshot<RoomSnapshot> Shared, Snapshot<VoteCounts> SharedVotes)
{
    /// Comments and thanks.
    public required Snapshot<AnswerTalks> SharedTalk { get; init; }

    public AnswerTalks Talk => SharedTalk.Value;
    public RoomSnapshot Room => Shared.Value;
    public HotseatFace Hotseat => Shared.Value.Hotseat;
    public VoteCounts Votes => SharedVotes.Value;
}

/// How rooms are read: through the door, from the shared snapshots.
public sealed class HotseatRooms(IDbContextFactory<HubDb> databases, LiveFeed live, DoorMemory doors, CommunityFaces faces, TimeProvider clock)
{
    readonly Snapshots<RoomSnapshot> rooms = new(live, LiveTopic.Hotseat, (id, before) => ReadRoomAsync(databases, id, before, clock.GetUtcNow().UtcDateTime));
    readonly Snapshots<VoteCounts> votes = new(live, LiveTopic.Votes, (id, _) => CountVotesAsync(databases, id, clock.GetUtcNow().UtcDateTime));
    readonly Snapshots<AnswerTalks> talks = new(live, LiveTopic.Talk, (id, before) => AnswerTalks.ReadAsync(databases, id, before));

    // One person may have a page open on several devices, and each page is made of parts.
    readonly Snapshots<(long HotseatId, long PersonId), MyPart> parts = new(
        live, key => LiveTopic.Mine(key.HotseatId, key.PersonId), (key, _) => ReadPartAsync(databases, key.HotseatId, key.PersonId), most: 5_000);

    // Which community a hotseat belongs to never changes, and says nothing to whoever may not see it.
    readonly ConcurrentDictionary<string, (long HotseatId, long CommunityId)> addresses = new();
    readonly ConcurrentDictionary<long, long> communities = new();

    /// How often rooms and votes were read from the database.
    public long Reads => rooms.Reads + votes.Reads + talks.Reads;

    /// Null: not there for this reader.
    public async Task<HotseatRoom?> ReadAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        if (await FindAsync(hotseatId, cancel) is not { } address) return null;
        var standing = await doors.StandingAsync(actor, address.CommunityId, cancel);
        if (!standing.Reads) return null;

        var shared = await rooms.GetAsync(address.HotseatId);
        if (shared.Value.Hotseat.State is HotseatState.Draft && !standing.IsFacilitator) return null;
        if (shared.Value.Hotseat.IsRehearsal && !standing.IsFacilitator && !(await ReadMineAsync(actor, address.HotseatId, cancel)).IsGuest) return null;
        return new HotseatRoom(address.HotseatId, standing, await faces.OfAsync(address.CommunityId), shared, await votes.GetAsync(address.HotseatId))
        {
            SharedTalk = await talks.GetAsync(address.HotseatId),
        };
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
        var found = await db.Hotseats.Where(h => h.PublicId == hotseatId).Select(h => new { h.Id, h.CommunityId, IsRehearsal = h.RehearsalOf != null }).SingleOrDefaultAsync(cancel);
        if (found is null) return null;
        if (found.IsRehearsal) return (found.Id, found.CommunityId); // looked for anew each time: it goes
        return addresses[hotseatId] = (found.Id, found.CommunityId);
    }

    /// A rehearsal that was wiped: nothing of it stays in memory.
    internal void Forget(long hotseatId)
    {
        rooms.Forget(key => key == hotseatId);
        votes.Forget(key => key == hotseatId);
        parts.Forget(key => key.HotseatId == hotseatId);
        communities.TryRemove(hotseatId, out _);
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

    /// For the desk, whose own door has been passed.
    internal async Task<HotseatRoom> ReadSharedAsync(long hotseatId, Standing standing) =>
        new(hotseatId, standing, await faces.OfAsync(standing.CommunityId), await rooms.GetAsync(hotseatId), await votes.GetAsync(hotseatId)) { SharedTalk = await talks.GetAsync(hotseatId) };

    internal async Task<MyPart> ReadPartAsync(long hotseatId, long personId) => (await parts.GetAsync((hotseatId, personId))).Value;

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
            .Select(q => new
            {
                q.PublicId,
                q.Text,
                q.Html,
                q.AskedAt,
                q.AppearsAt,
                q.DeclinedWhy,
                q.AwaitsSince,
                First = db.Clarifications.Where(c => c.QuestionId == q.Id).OrderBy(c => c.Id).Select(c => c.Text).FirstOrDefault(),
            })
            .ToListAsync();
        var leaving = await db.QuestionsAskedBy(me).Where(q => q.HotseatId == hotseatId && q.WithdrawnAt > q.AppearsAt && q.MergedIntoId == null).Select(q => q.PublicId).ToListAsync();
        var looks = await db.LookUps
            .Where(l => db.QuestionsAskedBy(me).Any(q => q.Id == l.QuestionId && q.HotseatId == hotseatId))
            .OrderBy(l => l.Id)
            .Select(l => new LookUpLine(l.Question.PublicId, l.Question.Text, l.By.Name, l.Why, l.At))
            .ToListAsync();
        var requests = await db.AskRequests
            .Where(r => r.PersonId == me && r.HotseatId == hotseatId && (r.SettledAt == null || r.DeclinedWhy != null))
            .OrderBy(r => r.Id)
            .Select(r => new OwnRequest(r.PublicId, r.Text, r.DeclinedWhy))
            .ToListAsync();
        var wanted = await db.Votes.Where(v => v.PersonId == me && v.Question.HotseatId == hotseatId).Select(v => v.Question.PublicId).ToListAsync();
        var merged = await MergedQuestions.ReadAsync(db, hotseatId);
        // What was declined after the merge was declined for all who asked it; and what stands for it may be waiting.
        var unseen = merged.Any
            ? await db.Questions.Where(q => q.HotseatId == hotseatId && (q.DeclinedAt != null || q.AwaitsSince != null)).Select(q => new { q.PublicId, q.DeclinedWhy, q.AwaitsSince }).ToDictionaryAsync(q => q.PublicId, q => (Why: q.DeclinedWhy, q.AwaitsSince))
            : own.ToDictionary(q => q.PublicId, q => (Why: q.DeclinedWhy, q.AwaitsSince));
        string? WhyNot(string id) => unseen.GetValueOrDefault(id).Why ?? unseen.GetValueOrDefault(merged.Of(id)).Why;
        bool Awaits(string id) => WhyNot(id) is null && unseen.GetValueOrDefault(merged.Of(id)).AwaitsSince is not null;
        var facts = await db.Hotseats
            .Where(h => h.Id == hotseatId)
            .Select(h => new
            {
                IsComing = db.SignUps.Any(s => s.HotseatId == h.Id && s.PersonId == me),
                IsGuest = db.Answerers.Any(a => a.HotseatId == h.Id && a.PersonId == me && a.RevokedAt == null),
            })
            .SingleOrDefaultAsync();
        if (facts is null) return MyPart.None; // a rehearsal that was wiped meanwhile
        return new MyPart(
            wanted.Select(merged.Of).ToFrozenSet(),
            own.Where(q => WhyNot(q.PublicId) is null).Select(q => merged.Of(q.PublicId)).ToFrozenSet(),
            [.. own.Where(q => WhyNot(q.PublicId) is not null).Select(q => new DeclinedQuestion(q.PublicId, q.Text, WhyNot(q.PublicId)!))],
            facts.IsComing,
            facts.IsGuest)
        {
            Claimed = (facts.IsGuest ? await db.ClaimedByAsync(hotseatId, me) : []).ToFrozenDictionary(),
            Leaving = leaving.ToFrozenSet(),
            LookUps = looks.ConvertAll(l => l with { Question = Markdown.ToPlain(l.Question, 80) }),
            Requests = requests,
            Thanked = (await db.AnswerThanks.Where(t => t.PersonId == me && t.Answer.Question.HotseatId == hotseatId).Select(t => t.Answer.PublicId).ToListAsync()).ToFrozenSet(),
            Comments = (await db.AnswerComments.Where(c => c.PersonId == me && c.RemovedAt == null && c.Answer.Question.HotseatId == hotseatId).Select(c => c.PublicId).ToListAsync()).ToFrozenSet(),
            Clarified = [.. own.Where(q => q.First is not null).Select(q => new OwnWords(q.PublicId, q.First!, q.Text))],
            Awaiting = [.. own.Where(q => Awaits(q.PublicId)).Select(q => new AwaitingQuestion(q.PublicId, q.Text))],
            Unseen = [.. own.Where(q => q.AppearsAt is not null && q.DeclinedWhy is null && q.AwaitsSince is null)
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
                About = h.About,
                AboutHtml = h.AboutHtml,
                State = h.State,
                IsRehearsal = h.RehearsalOf != null,
                IsReversed = h.Kind == HotseatKind.Reversed,
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
                ApprovesFirst = h.ApprovesFirst,
                Announcement = h.Announcement,
                AnnouncementBy = h.AnnouncementBy,
                AnsweringId = db.Questions.Where(q => q.Id == h.AnsweringId).Select(q => q.PublicId).FirstOrDefault(),
                NextId = db.Questions.Where(q => q.Id == h.NextId).Select(q => q.PublicId).FirstOrDefault(),
                Coming = db.SignUps.Count(s => s.HotseatId == h.Id),
                Guests = h.Answerers.Where(a => a.RevokedAt == null).OrderBy(a => a.Id).Select(a => new GuestFace(a.Person.Name, a.Introduction, a.Mail != null)).ToList(),
            })
            .AsSplitQuery()
            .SingleAsync();

        // With the room's own names only: who asked is told here, by a name, and nowhere as a person.
        var rows = await db.Questions
            .Shown(now)
            .Where(q => q.HotseatId == id)
            .Select(q => new
            {
                q.Id,
                q.PublicId,
                q.Text,
                q.Html,
                q.AskedAt,
                IsClarified = q.ClarifiedAt != null,
                IsNamed = q.AppearsAt == null,
                AskedForBy = db.People.Where(p => p.Id == q.AskedForById).Select(p => p.Name).FirstOrDefault(),
                Placed = db.PlacedQuestions.Where(p => p.QuestionId == q.Id).Select(p => (PlacedKind?)p.Kind).FirstOrDefault(),
            })
            .ToListAsync();
        var firsts = await db.FirstQuestionsIn(id).ToHashSetAsync();
        var names = await db.NamesForTheRoom(id).ToDictionaryAsync(name => name.QuestionId);
        var answers = await db.Answers
            .Where(a => a.Question.HotseatId == id)
            .Select(a => new { Question = a.Question.PublicId, Row = new AnswerRow(a.PublicId, a.Text, a.Html, a.AnsweredAt, a.Person.Name) { AmendedAt = a.AmendedAt } })
            .ToDictionaryAsync(a => a.Question, a => a.Row);
        await db.AddEarlierAsync(id, answers);
        var claims = await db.ClaimsOfAsync(id);

        var merged = await MergedQuestions.ReadAsync(db, id);
        var credits = merged.Any ? await ReadCreditsAsync(db, id, merged, names) : [];

        // A row that reads the same stays the same object, so that a page draws again only what is new.
        var known = before?.Questions.ToDictionary(q => q.Id);
        // Those without a name come first in their minute, in an order that says nothing: their row's own number would tell who came when.
        var inOrder = rows.OrderBy(q => q.AskedAt).ThenBy(q => q.IsNamed).ThenBy(q => q.IsNamed ? "" : q.PublicId, StringComparer.Ordinal).ThenBy(q => q.Id);
        var questions = inOrder.Select(q =>
        {
            var name = q.AskedForBy is null ? names.GetValueOrDefault(q.Id) : null;
            var by = q.AskedForBy is null ? q.Placed?.InWords() ?? name?.Name ?? QuestionRow.AMember : $"{q.AskedForBy}, for a member";
            var row = new QuestionRow(q.PublicId, q.Text, q.Html, q.AskedAt, by, name?.Organisation, answers.GetValueOrDefault(q.PublicId)) { IsClarified = q.IsClarified, IsSuggestion = face.IsReversed, IsFirst = firsts.Contains(q.Id), Placed = q.Placed, Claim = claims.GetValueOrDefault(q.PublicId) };
            if (credits.TryGetValue(row.Id, out var credit)) row = row with { AskedBy = credit.AskedBy, Organisation = credit.Organisation, IsFirst = false, MergedIds = credit.MergedIds };
            return known is not null && known.TryGetValue(row.Id, out var same) && same == row ? same : row;
        }).ToList();
        // Pinned and merged at once by two servers: what stands for it is what is answered.
        if (face.AnsweringId is { } pinned) face = face with { AnsweringId = merged.Of(pinned) };
        return new RoomSnapshot(before is not null && before.Hotseat.Equals(face) ? before.Hotseat : face, questions) { MergedAway = merged.Known };
    }

    // Of the questions that others were merged into: everybody who asked, by the name that they chose.
    static async Task<Dictionary<string, (string AskedBy, string? Organisation, string MergedIds)>> ReadCreditsAsync(HubDb db, long hotseatId, MergedQuestions merged, Dictionary<long, AskerName> names)
    {
        var questions = await db.Questions
            .Where(q => q.HotseatId == hotseatId && q.WithdrawnAt == null && q.DeclinedAt == null)
            .OrderBy(q => q.Id)
            .Select(q => new { q.Id, q.PublicId })
            .ToListAsync();
        var known = merged.Known.ToLookup(pair => pair.Value, pair => pair.Key);
        return questions
            .GroupBy(q => merged.Of(q.PublicId))
            .Where(set => merged.HasParts(set.Key))
            .ToDictionary(set => set.Key, set =>
            {
                // Somebody who asked once with a name and once without one is not told by the count: each question without a name is a member.
                var named = set.Select(q => names.GetValueOrDefault(q.Id)).OfType<AskerName>().DistinctBy(name => (name.Name, name.Organisation)).ToList();
                var nameless = set.Count(q => !names.ContainsKey(q.Id));
                return (
                    Credit.InWords(named.Select(name => name.Name), nameless),
                    named is [var only] && nameless == 0 ? only.Organisation : null,
                    string.Join(' ', known[set.Key].Order(StringComparer.Ordinal)));
            });
    }

    static async Task<VoteCounts> CountVotesAsync(IDbContextFactory<HubDb> databases, long id, DateTime now)
    {
        await using var db = await databases.CreateDbContextAsync();
        var counts = await db.Questions
            .Shown(now)
            .Where(q => q.HotseatId == id)
            .Select(q => new { q.PublicId, Count = db.Votes.Count(v => v.QuestionId == q.Id) })
            .ToDictionaryAsync(q => q.PublicId, q => q.Count);
        var merged = await MergedQuestions.ReadAsync(db, id);
        if (!merged.Any) return new VoteCounts(counts);

        // A union of people: whoever wanted two that became one has wanted the one.
        var votes = await db.Votes
            .Where(v => v.Question.HotseatId == id && (v.Question.MergedIntoId != null || db.Questions.Any(q => q.MergedIntoId == v.QuestionId)))
            .Select(v => new { v.Question.PublicId, v.PersonId })
            .ToListAsync();
        foreach (var set in votes.GroupBy(v => merged.Of(v.PublicId)))
        {
            if (counts.ContainsKey(set.Key)) counts[set.Key] = set.Select(v => v.PersonId).Distinct().Count();
        }
        return new VoteCounts(counts);
    }
}
