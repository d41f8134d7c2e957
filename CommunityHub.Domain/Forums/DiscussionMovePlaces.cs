using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// A community that a discussion can move to.
public sealed record MovePlace(string Slug, string Name);

/// Where a facilitator can put a discussion.
public sealed class DiscussionMovePlaces(IDbContextFactory<HubDb> databases, DiscussionLists lists, TimeProvider clock)
{
    const int Most = 100, MostOthers = 12;

    /// Communities that they facilitate, too, and that are no wider than where it is.
    public async Task<IReadOnlyList<MovePlace>> CommunitiesAsync(Actor actor, DiscussionView view, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var reader = await Reader.ReadAsync(db, actor, now, cancel);
        var (me, here, isOpen) = (reader.PersonId, view.Standing.CommunityId, view.Community.Kind is CommunityKind.Open);
        return await db.CommunitiesReadBy(reader)
            .Where(c => c.Id != here && c.ArchivedAt == null && (isOpen || c.Kind != CommunityKind.Open))
            .Where(c => db.Roles.Any(r => r.CommunityId == c.Id && r.PersonId == me && r.From <= now && (r.Until == null || r.Until > now)))
            .OrderBy(c => c.Slug)
            .Take(Most)
            .Select(c => new MovePlace(c.Slug, c.Name))
            .ToListAsync(cancel);
    }

    /// The latest others of the same community.
    public async Task<IReadOnlyList<DiscussionLine>> OthersAsync(Actor actor, DiscussionView view, CancellationToken cancel = default) =>
        [.. (await lists.LatestAsync(actor, view.Standing.CommunityId, MostOthers + 1, cancel)).Where(line => line.Id != view.Face.Id).Take(MostOthers)];
}
