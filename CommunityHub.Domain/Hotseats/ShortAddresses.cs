using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Six letters to type from a screen on the wall: the beginning of the hotseat's own random name. Two that begin alike are told apart by age:
/// the older one keeps the six, the newer one takes a letter more, so an address never changes its meaning.
public sealed class ShortAddresses(IDbContextFactory<HubDb> databases)
{
    public const int Shortest = 6;

    /// "h/k7m2qd".
    public async Task<string> OfAsync(string hotseatId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var older = await Alike(db, hotseatId[..Shortest]).OrderBy(h => h.Id).Select(h => h.PublicId).ToListAsync(cancel);
        var before = older.TakeWhile(id => id != hotseatId).ToList();
        var length = Shortest;
        while (length < PublicId.Length && before.Any(id => id.StartsWith(hotseatId[..length], StringComparison.Ordinal))) length++;
        return $"h/{hotseatId[..length]}";
    }

    /// The hotseat's public id; whether somebody may see it is asked of the door. Null: none begins so.
    public async Task<string?> FindAsync(string code, CancellationToken cancel = default)
    {
        if (code.Length is < Shortest or > PublicId.Length || !PublicId.IsWellFormed(code.PadRight(PublicId.Length, '2'))) return null;

        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Alike(db, code).OrderBy(h => h.Id).Select(h => h.PublicId).FirstOrDefaultAsync(cancel);
    }

    // A range, so that the index is used.
    static IQueryable<Hotseat> Alike(HubDb db, string code)
    {
        var after = code + "zz";
        return db.Hotseats.Where(h => h.PublicId.CompareTo(code) >= 0 && h.PublicId.CompareTo(after) <= 0 && h.PublicId.StartsWith(code));
    }
}
