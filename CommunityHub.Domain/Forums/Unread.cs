using CommunityHub.Data;
using CommunityHub.People;

namespace CommunityHub.Forums;

/// What is new to somebody, across discussions. A row of a list says it of one (<see cref="DiscussionLine"/>), however old or muted.
public static class Unread
{
    /// How far back one can be behind. What is older and was not read then, nobody counts.
    public static readonly TimeSpan Reach = TimeSpan.FromDays(60);

    /// Those with posts that the reader has not seen: in one that they have opened, after where they stopped; in one that began since they came
    /// in, all. What they have muted is silent here too.
    public static IQueryable<Discussion> NewTo(this IQueryable<Discussion> discussions, HubDb db, Reader reader)
    {
        var (me, since) = (reader.PersonId, reader.Now - Reach);
        return discussions
            .Where(d => d.LastPostAt > since && d.MergedIntoId == null)
            .Where(d => !db.Follows.Any(f => f.DiscussionId == d.Id && f.PersonId == me && f.IsMuted))
            .Where(d => db.ReadMarks.Any(m => m.DiscussionId == d.Id && m.PersonId == me)
                ? db.ReadMarks.Any(m => m.DiscussionId == d.Id && m.PersonId == me && m.Number < d.PostCount)
                : db.Memberships.Any(m => m.CommunityId == d.CommunityId && m.PersonId == me && m.Until == null && m.From <= d.StartedAt));
    }
}
