using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// A discussion as far as counting goes.
sealed record StockRow(long Id, string PublicId, DateTime StartedAt, DateTime LastPostAt, int PostCount, long LastPostId);

/// The discussions of a community that somebody can be behind with: the same for all who may read it, and read once for each change. It knows
/// what has changed since the one before, so that a thousand readers each look at that, and not at all there is.
sealed class ForumStock
{
    static long serials;

    ForumStock(ForumStock? before, Dictionary<string, StockRow> rows, LastWord? latest)
    {
        (Rows, Latest, Before) = (rows, latest, before?.Serial);
        LastPostId = rows.Count == 0 ? 0 : rows.Values.Max(row => row.LastPostId);
        if (before is null) return;
        var changed = rows.Values.Where(row => !row.Equals(before.Rows.GetValueOrDefault(row.PublicId))).Select(row => (row.PublicId, (StockRow?)row));
        Changed = [.. changed, .. before.Rows.Keys.Where(id => !rows.ContainsKey(id)).Select(id => (id, (StockRow?)null))];
    }

    /// Every reading has its own.
    public long Serial { get; } = Interlocked.Increment(ref serials);

    /// By public id.
    public IReadOnlyDictionary<string, StockRow> Rows { get; }

    /// Of all its discussions, the old ones too. Null: nothing was ever written.
    public LastWord? Latest { get; }

    /// The youngest post of them all.
    public long LastPostId { get; }

    /// The serial of the reading that it was compared with.
    public long? Before { get; }

    /// Without a row: it is not to be counted any more.
    public IReadOnlyList<(string PublicId, StockRow? Now)> Changed { get; } = [];

    public static async Task<ForumStock> ReadAsync(IDbContextFactory<HubDb> databases, long communityId, DateTime now, ForumStock? before)
    {
        await using var db = await databases.CreateDbContextAsync();
        var (since, latestFirst) = (now - Unread.Reach, db.PostsLatestFirst());
        var all = db.Discussions.Where(d => d.CommunityId == communityId && d.MergedIntoId == null);
        var rows = await all
            .Where(d => d.LastPostAt > since)
            .Select(d => new StockRow(
                d.Id, d.PublicId, d.StartedAt, d.LastPostAt, d.PostCount,
                latestFirst.Where(p => p.DiscussionId == d.Id).Select(p => p.Id).FirstOrDefault()))
            .ToDictionaryAsync(row => row.PublicId);
        var latest = await all
            .OrderByDescending(d => d.LastPostAt).ThenByDescending(d => d.Id)
            .Select(d => new LastWord(d.PublicId, d.Title, latestFirst.Where(p => p.DiscussionId == d.Id).Select(p => p.Person.Name).First(), d.LastPostAt))
            .FirstOrDefaultAsync();
        return new ForumStock(before, rows, latest);
    }
}
