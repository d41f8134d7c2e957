using System.Collections.Immutable;
using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// How far one person has read, in all discussions that they have opened, and which they follow or have muted.
sealed class OwnReading(Dictionary<long, int> marks, Dictionary<long, bool> follows)
{
    public static async Task<OwnReading> ReadAsync(HubDb db, long me, CancellationToken cancel) => new(
        await db.ReadMarks.Where(m => m.PersonId == me).Select(m => new { m.DiscussionId, m.Number }).ToDictionaryAsync(m => m.DiscussionId, m => m.Number, cancel),
        await db.Follows.Where(f => f.PersonId == me).Select(f => new { f.DiscussionId, f.IsMuted }).ToDictionaryAsync(f => f.DiscussionId, f => f.IsMuted, cancel));

    public UnreadPosts NewIn(StockRow row, DateTime memberSince, DateTime now)
    {
        var (read, isMuted) = (marks.TryGetValue(row.Id, out var number) ? number : (int?)null, follows.TryGetValue(row.Id, out var muted) ? muted : (bool?)null);
        var count = Unread.Count(row.PostCount, row.StartedAt, row.LastPostAt, read, isMuted is true, memberSince, now);
        return new UnreadPosts(count, read is not null, isMuted is false, row.LastPostId, row.LastPostAt);
    }
}

/// What is new to one person in one community, counted once and then kept up: from one reading of the community to the next it looks only at
/// what has changed between the two.
sealed record CountedForum(long Serial, OwnReading Own, DateTime MemberSince, DateTime Until, ImmutableDictionary<string, UnreadPosts> New)
{
    /// How many discussions were looked at for it.
    public int Looked { get; private init; }

    /// The same, as it is now.
    public static CountedForum Of(CountedForum? before, ForumStock stock, OwnReading own, DateTime memberSince, DateTime now)
    {
        var isKept = before is not null && ReferenceEquals(before.Own, own) && before.MemberSince == memberSince && now < before.Until;
        if (isKept && before!.Serial == stock.Serial) return before;
        var goesOn = isKept && before!.Serial == stock.Before;
        var all = (goesOn ? before!.New : ImmutableDictionary<string, UnreadPosts>.Empty).ToBuilder();
        // What nobody writes in any more leaves by itself.
        var until = goesOn ? before!.Until : DateTime.MaxValue;
        var looked = goesOn ? stock.Changed.Count : stock.Rows.Count;
        foreach (var (id, row) in goesOn ? stock.Changed : stock.Rows.Select(one => (one.Key, (StockRow?)one.Value)))
        {
            if (row is not null && own.NewIn(row, memberSince, now) is { Count: > 0 } news)
            {
                all[id] = news;
                if (row.LastPostAt + Unread.Reach < until) until = row.LastPostAt + Unread.Reach;
            }
            else
            {
                all.Remove(id);
            }
        }
        return new CountedForum(stock.Serial, own, memberSince, until, all.ToImmutable()) { Looked = looked };
    }
}
