using System.Collections.Frozen;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// The names that were given to the facilitators only, by the question's public id.
public sealed record NamesForFacilitators(FrozenDictionary<string, string> Names)
{
    public static readonly NamesForFacilitators None = new(FrozenDictionary<string, string>.Empty);

    /// Null: the room knows it, or nobody does.
    public string? Of(string questionId) => Names.GetValueOrDefault(questionId);

    /// The same of one that others may have been merged into: all who gave their names.
    public string? Of(QuestionRow row) => row.MergedIds.Length == 0
        ? Of(row.Id)
        : string.Join("; ", row.MergedIds.Split(' ').Prepend(row.Id).Select(Of).OfType<string>().Distinct()) is { Length: > 0 } names ? names : null;
}

/// Reads those names, for facilitators of the hotseat's community and for nobody else.
public sealed class AskerNames(IDbContextFactory<HubDb> databases, LiveFeed live, HotseatRooms rooms)
{
    readonly Snapshots<NamesForFacilitators> names = new(live, LiveTopic.Hotseat, (id, _) => ReadAsync(databases, id));

    public async Task<NamesForFacilitators> ReadAsync(Actor actor, string hotseatId, CancellationToken cancel = default) =>
        await rooms.ReadAsync(actor, hotseatId, cancel) is { Standing.IsFacilitator: true } room ? (await names.GetAsync(room.HotseatId)).Value : NamesForFacilitators.None;

    static async Task<NamesForFacilitators> ReadAsync(IDbContextFactory<HubDb> databases, long hotseatId)
    {
        await using var db = await databases.CreateDbContextAsync();
        var all = await db.NamesForFacilitators(hotseatId).ToListAsync();
        return new NamesForFacilitators(all.ToFrozenDictionary(name => name.PublicId, name => name.Organisation is null ? name.Name : $"{name.Name}, {name.Organisation}"));
    }
}
