using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// A discussion as a row of a list.
public sealed record DiscussionLine
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required DiscussionKind Kind { get; init; }
    public required string Theme { get; init; }
    public required string StartedBy { get; init; }
    public required string StartedByKey { get; init; }
    public required DateTime StartedAt { get; init; }
    public required int PostCount { get; init; }
    public required DateTime LastPostAt { get; init; }
    public required string LastBy { get; init; }
    public required bool IsAnswered { get; init; }
    public required bool IsPinned { get; init; }
    public required bool IsLocked { get; init; }
    public required bool IsHalfFinished { get; init; }

    /// Up to which post this reader has read; null: never opened.
    public required int? Read { get; init; }

    public required bool IsMuted { get; init; }

    /// Since when the reader has been in its community; null: they are not.
    public required DateTime? MemberSince { get; init; }

    /// When this was read.
    public required DateTime Now { get; init; }

    public int Replies => PostCount - 1;

    /// How many of its posts this reader has not seen.
    public int Unread => Forums.Unread.Count(PostCount, StartedAt, LastPostAt, Read, IsMuted, MemberSince, Now);
}

/// Which of a community's discussions. Theme: a public id.
public sealed record DiscussionFilter(bool Unanswered = false, string? Theme = null);

/// Some of the discussions, and where the next page starts. Pinned: on the first page only.
public sealed record DiscussionList(IReadOnlyList<DiscussionLine> Pinned, IReadOnlyList<DiscussionLine> Lines, string? Next);

/// Lists of discussions, latest post first.
public sealed class DiscussionLists(IDbContextFactory<HubDb> databases, TimeProvider clock)
{
    public const int PageLength = 30;
    public const int MostPinned = 10;

    /// Those after a discussion that was on the page before; without one, the first. Nothing where the actor may not read.
    public async Task<DiscussionList> ListAsync(Actor actor, long communityId, DiscussionFilter? filter = null, string? after = null, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var all = Narrow(db, db.DiscussionsFor(reader).Where(d => d.CommunityId == communityId), filter ?? new());
        var loose = all.Where(d => d.PinnedAt == null);
        var from = PublicId.IsWellFormed(after)
            ? await db.DiscussionsFor(reader).Where(d => d.PublicId == after).Select(d => new { d.Id, d.LastPostAt }).SingleOrDefaultAsync(cancel)
            : null;
        if (from is not null) loose = loose.Where(d => d.LastPostAt < from.LastPostAt || (d.LastPostAt == from.LastPostAt && d.Id < from.Id));
        var lines = await Lines(db, reader, loose.OrderByDescending(d => d.LastPostAt).ThenByDescending(d => d.Id).Take(PageLength + 1)).ToListAsync(cancel);
        var pinned = from is not null ? [] : await Lines(db, reader, all.Where(d => d.PinnedAt != null).OrderByDescending(d => d.PinnedAt).Take(MostPinned)).ToListAsync(cancel);
        return new DiscussionList(pinned, [.. lines.Take(PageLength)], lines.Count > PageLength ? lines[PageLength - 1].Id : null);
    }

    /// The latest few of a community.
    public async Task<IReadOnlyList<DiscussionLine>> LatestAsync(Actor actor, long communityId, int most, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var all = db.DiscussionsFor(reader).Where(d => d.CommunityId == communityId && d.MergedIntoId == null);
        return await Lines(db, reader, all.OrderByDescending(d => d.LastPostAt).ThenByDescending(d => d.Id).Take(most)).ToListAsync(cancel);
    }

    /// The one that began before it in its community, or after it; null: there is none, or this reader may not see it.
    public async Task<string?> NextToAsync(Actor actor, string discussionId, bool isLater, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var known = PublicId.IsWellFormed(discussionId) ? discussionId : "";
        if (await db.DiscussionsFor(reader).Where(d => d.PublicId == known).Select(d => new { d.Id, d.CommunityId }).SingleOrDefaultAsync(cancel) is not { } here) return null;
        var all = db.Discussions.Where(d => d.CommunityId == here.CommunityId && d.MergedIntoId == null);
        all = isLater ? all.Where(d => d.Id > here.Id).OrderBy(d => d.Id) : all.Where(d => d.Id < here.Id).OrderByDescending(d => d.Id);
        return await all.Select(d => d.PublicId).FirstOrDefaultAsync(cancel);
    }

    static IQueryable<Discussion> Narrow(HubDb db, IQueryable<Discussion> all, DiscussionFilter filter)
    {
        all = all.Where(d => d.MergedIntoId == null);
        if (filter.Unanswered) all = all.Where(d => d.Kind == DiscussionKind.Question && d.MarkedAnswer == null);
        if (!string.IsNullOrEmpty(filter.Theme)) all = all.Where(d => db.Set<Theme>().Any(t => t.Id == d.ThemeId && t.PublicId == filter.Theme));
        return all;
    }

    /// Of discussions that came through the door, in their order.
    internal static IQueryable<DiscussionLine> Lines(HubDb db, Reader reader, IQueryable<Discussion> discussions)
    {
        var (me, now, latestFirst) = (reader.PersonId, reader.Now, db.PostsLatestFirst());
        return discussions.Select(d => new DiscussionLine
        {
            Id = d.PublicId,
            Title = d.Title,
            Kind = d.Kind,
            Theme = db.Set<Theme>().Where(t => t.Id == d.ThemeId).Select(t => t.Name).FirstOrDefault() ?? "",
            StartedBy = db.People.Where(p => p.Id == d.StarterId).Select(p => p.Name).First(),
            StartedByKey = db.People.Where(p => p.Id == d.StarterId).Select(p => p.PublicId).First(),
            StartedAt = d.StartedAt,
            PostCount = d.PostCount,
            LastPostAt = d.LastPostAt,
            LastBy = latestFirst.Where(p => p.DiscussionId == d.Id).Select(p => p.Person.Name).First(),
            IsAnswered = d.MarkedAnswer != null,
            IsPinned = d.PinnedAt != null,
            IsLocked = d.LockedAt != null,
            IsHalfFinished = db.Posts.Any(p => p.DiscussionId == d.Id && p.Number == 1 && p.IsHalfFinished),
            Read = db.ReadMarks.Where(m => m.DiscussionId == d.Id && m.PersonId == me).Select(m => (int?)m.Number).FirstOrDefault(),
            IsMuted = db.Follows.Any(f => f.DiscussionId == d.Id && f.PersonId == me && f.IsMuted),
            MemberSince = db.Memberships.Where(m => m.CommunityId == d.CommunityId && m.PersonId == me && m.Until == null).Select(m => (DateTime?)m.From).FirstOrDefault(),
            Now = now,
        });
    }
}
