using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.Hotseats;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Search;

/// Where a reader may find things, read through the doors at each search.
sealed record SearchRights(Reader Reader, IReadOnlyList<SearchRights.Read> Reads, IReadOnlyList<long> Knows)
{
    public sealed record Read(long Id, string Slug, string Name, bool IsIn);

    public static async Task<SearchRights> OfAsync(HubDb db, Reader reader, CancellationToken cancel)
    {
        var me = reader.PersonId;
        var reads = await db.CommunitiesReadBy(reader)
            .OrderBy(c => c.Slug)
            .Select(c => new Read(c.Id, c.Slug, c.Name, db.Memberships.Any(m => m.CommunityId == c.Id && m.PersonId == me && m.Until == null)))
            .ToListAsync(cancel);
        return new SearchRights(reader, reads, await db.CommunitiesKnownTo(reader).Select(c => c.Id).ToListAsync(cancel));
    }

    /// Of what was found the titles of where it stands, once more through the doors.
    public static async Task<Dictionary<long, (string PublicId, string Title)>> DiscussionsAsync(HubDb db, Reader reader, IReadOnlyList<long> ids, CancellationToken cancel) =>
        (await db.DiscussionsFor(reader).Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.PublicId, d.Title }).ToListAsync(cancel)).ToDictionary(d => d.Id, d => (d.PublicId, d.Title));

    public static async Task<Dictionary<long, (string PublicId, string Title)>> HotseatsAsync(HubDb db, Reader reader, IReadOnlyList<long> ids, CancellationToken cancel) =>
        (await db.HotseatsFor(reader).Where(h => ids.Contains(h.Id)).Select(h => new { h.Id, h.PublicId, h.Title }).ToListAsync(cancel)).ToDictionary(h => h.Id, h => (h.PublicId, h.Title));
}
