using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// What only the facilitators see of a hotseat's questions: those that do not stand in the room, and why.
public sealed record Backstage(IReadOnlyList<MergedRow> Merged)
{
    public static readonly Backstage Empty = new([]);
}

/// A question that became a part of another one.
public sealed record MergedRow(string Id, string Text, string IntoText);

/// How facilitators read what stands behind the stage: once for each change, shared by all of them.
public sealed class HotseatBackstage(IDbContextFactory<HubDb> databases, LiveFeed live, DoorMemory doors, HotseatRooms rooms)
{
    readonly Snapshots<Backstage> backstages = new(live, LiveTopic.Backstage, (id, _) => ReadAsync(databases, id));

    /// Null: not there for this reader, who is no facilitator.
    public async Task<Snapshot<Backstage>?> ReadAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        if (await rooms.FindAsync(hotseatId, cancel) is not { } place) return null;
        return await doors.StandingAsync(actor, place.CommunityId, cancel) is { IsFacilitator: true } ? await backstages.GetAsync(place.HotseatId) : null;
    }

    static async Task<Backstage> ReadAsync(IDbContextFactory<HubDb> databases, long id)
    {
        await using var db = await databases.CreateDbContextAsync();
        var merged = await db.Questions
            .Where(q => q.HotseatId == id && q.MergedIntoId != null && q.WithdrawnAt == null)
            .OrderByDescending(q => q.Id)
            .Select(q => new MergedRow(q.PublicId, q.Text, db.Questions.Where(into => into.Id == q.MergedIntoId).Select(into => into.Text).First()))
            .ToListAsync();
        return new Backstage(merged);
    }
}
