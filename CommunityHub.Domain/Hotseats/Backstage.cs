using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// What only the facilitators see of a hotseat's questions: those that do not stand in the room, and why.
public sealed record Backstage(IReadOnlyList<AwaitingRow> Awaiting, IReadOnlyList<MergedRow> Merged, IReadOnlyList<DeclinedRow> Declined)
{
    public static readonly Backstage Empty = new([], [], []);
}

/// A question that waits for approval. Only for us: a name that was given to the facilitators, and not to the room.
public sealed record AwaitingRow(string Id, string Text, string Html, DateTime Since, string AskedBy, string? Organisation, string? OnlyForUs);

/// A question that was declined, by whom and in which words. Hidden: asked without a name, which can be looked up for safety.
public sealed record DeclinedRow(string Id, string Text, string Why, string By, DateTime At, bool IsHidden);

/// One question as a facilitator acts on it. Version says which one they saw; own words are its asker's, where it was edited.
public sealed record QuestionFile(string Id, string Text, string Html, string AskedBy, int Version, bool Awaits, bool IsDeclined, bool IsAnswered, string? OwnWords)
{
    /// A facilitator put it there, and nobody asked it.
    public PlacedKind? Placed { get; init; }
}

/// A question that became a part of another one. Hidden: as <see cref="DeclinedRow"/> has it.
public sealed record MergedRow(string Id, string Text, string IntoText, bool IsHidden);

/// How facilitators read what stands behind the stage: once for each change, shared by all of them.
public sealed class HotseatBackstage(IDbContextFactory<HubDb> databases, LiveFeed live, DoorMemory doors, HotseatRooms rooms, TimeProvider clock)
{
    readonly Snapshots<Backstage> backstages = new(live, LiveTopic.Backstage, (id, _) => ReadAsync(databases, id, clock.GetUtcNow().UtcDateTime));

    /// Null: not there for this reader, who is no facilitator.
    public async Task<Snapshot<Backstage>?> ReadAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        if (await rooms.FindAsync(hotseatId, cancel) is not { } place) return null;
        return await doors.StandingAsync(actor, place.CommunityId, cancel) is { IsFacilitator: true } ? await backstages.GetAsync(place.HotseatId) : null;
    }

    /// Null: not there for this reader, taken back, or merged into another.
    public async Task<QuestionFile?> FindAsync(Actor actor, string hotseatId, string questionId, CancellationToken cancel = default)
    {
        if (!PublicId.IsWellFormed(questionId) || await rooms.FindAsync(hotseatId, cancel) is not { } place) return null;
        if (await doors.StandingAsync(actor, place.CommunityId, cancel) is not { IsFacilitator: true }) return null;

        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db.Questions
            .Where(q => q.HotseatId == place.HotseatId && q.PublicId == questionId && q.WithdrawnAt == null && q.MergedIntoId == null && (q.AppearsAt == null || q.AppearsAt <= now))
            .Select(q => new QuestionFile(
                q.PublicId, q.Text, q.Html, QuestionRow.AMember,
                q.Version, q.AwaitsSince != null, q.DeclinedAt != null, q.AnsweredAt != null,
                db.Clarifications.Where(c => c.QuestionId == q.Id).OrderBy(c => c.Id).Select(c => c.Text).FirstOrDefault()))
            .SingleOrDefaultAsync(cancel);
        if (found is null) return null;
        // In the room it bears the credit that the room shows; before that its asker's name, if they gave it.
        if (await rooms.ReadAsync(actor, hotseatId, cancel) is { } room && room.Room.Find(questionId) is { } row) return found with { AskedBy = row.AskedBy, Placed = row.Placed };
        return await db.NameForTheRoomAsync(questionId, cancel) is { } name ? found with { AskedBy = name } : found;
    }

    static async Task<Backstage> ReadAsync(IDbContextFactory<HubDb> databases, long id, DateTime now)
    {
        await using var db = await databases.CreateDbContextAsync();
        var hidden = db.AskedWithoutName();
        var merged = await db.Questions
            .Where(q => q.HotseatId == id && q.MergedIntoId != null && q.WithdrawnAt == null)
            .OrderByDescending(q => q.Id)
            .Select(q => new MergedRow(q.PublicId, q.Text, db.Questions.Where(into => into.Id == q.MergedIntoId).Select(into => into.Text).First(), hidden.Contains(q.Id)))
            .ToListAsync();
        var waiting = await db.Questions
            .Where(q => q.HotseatId == id && q.AwaitsSince != null && (q.WithdrawnAt == null || q.WithdrawnAt > now) && q.DeclinedAt == null && q.MergedIntoId == null && (q.AppearsAt == null || q.AppearsAt <= now))
            .Select(q => new { q.Id, q.PublicId, q.Text, q.Html, q.AskedAt, IsNamed = q.AppearsAt == null })
            .ToListAsync();
        var names = await db.NamesForTheRoom(id).ToDictionaryAsync(name => name.QuestionId);
        var ours = await db.NamesForFacilitators(id).ToDictionaryAsync(name => name.QuestionId);
        // In the order of the room, which says nothing of those without a name.
        var awaiting = waiting
            .OrderBy(q => q.AskedAt).ThenBy(q => q.IsNamed).ThenBy(q => q.IsNamed ? "" : q.PublicId, StringComparer.Ordinal).ThenBy(q => q.Id)
            .Select(q => new AwaitingRow(
                q.PublicId, q.Text, q.Html, q.AskedAt,
                names.GetValueOrDefault(q.Id)?.Name ?? QuestionRow.AMember, names.GetValueOrDefault(q.Id)?.Organisation, ours.GetValueOrDefault(q.Id)?.Name))
            .ToList();
        var declined = await db.Questions
            .Where(q => q.HotseatId == id && q.DeclinedAt != null && q.WithdrawnAt == null && q.MergedIntoId == null)
            .OrderByDescending(q => q.DeclinedAt)
            .Select(q => new DeclinedRow(q.PublicId, q.Text, q.DeclinedWhy!, db.People.Where(p => p.Id == q.DeclinedById).Select(p => p.Name).First(), q.DeclinedAt!.Value, hidden.Contains(q.Id)))
            .ToListAsync();
        return new Backstage(awaiting, merged, declined);
    }
}
