using System.Collections.Concurrent;
using System.Collections.Frozen;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Imports;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Polls;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// How discussions are read: through the door, from shared snapshots, a page at a time.
public sealed class DiscussionReading(IDbContextFactory<HubDb> databases, LiveFeed live, DoorMemory doors, CommunityFaces communities, PollReading polls, TimeProvider clock) : IDisposable
{
    readonly Snapshots<DiscussionFace> faces = new(live, LiveTopic.Discussion, (id, _) => ReadFaceAsync(databases, id), most: 2_000);

    readonly Snapshots<(long Id, int Page), IReadOnlyList<PostRow>> pages = new(
        live, key => LiveTopic.Discussion(key.Id), (key, before) => ReadPageAsync(databases, key.Id, key.Page, before), most: 2_000);

    readonly Snapshots<(long Id, int Page), FrozenDictionary<int, int>> thanks = new(
        live, key => LiveTopic.DiscussionThanks(key.Id), (key, _) => CountThanksAsync(databases, key.Id, key.Page), most: 2_000);

    readonly Snapshots<(long Id, int Page), FrozenDictionary<int, IReadOnlyList<FileRow>>> files = new(
        live, key => LiveTopic.Discussion(key.Id), (key, _) => ReadFilesAsync(databases, key.Id, key.Page), most: 2_000);

    readonly Snapshots<(long Id, int Page), FrozenDictionary<int, IReadOnlyList<PostTally>>> reactions = new(
        live, key => LiveTopic.DiscussionThanks(key.Id), (key, _) => PostReactions.CountAsync(databases, key.Id, key.Page), most: 2_000);

    // For seeing only: an act asks afresh whose post it is.
    readonly LiveMemory<(long Person, long Discussion, int Page), MyDiscussion> own = new(live, clock, TimeSpan.FromMinutes(1), most: 20_000);

    // They never change, and say nothing to whoever may not see them.
    readonly ConcurrentDictionary<string, long> addresses = new();

    /// How often the database was read for what all share.
    public long Reads => faces.Reads + pages.Reads + thanks.Reads + files.Reads + reactions.Reads + polls.Reads;

    /// Null: not there for this reader, or no such page.
    public async Task<DiscussionView?> ReadAsync(Actor actor, string discussionId, int page = 1, CancellationToken cancel = default)
    {
        if (page < 1 || await FindAsync(discussionId, cancel) is not { } address) return null;
        var standing = await doors.StandingAsync(actor, address.CommunityId, cancel);
        if (!standing.Reads) return null;

        var face = (await faces.GetAsync(address.DiscussionId)).Value;
        if (page > face.Pages) return null;
        var key = (address.DiscussionId, page);
        return new DiscussionView(address.DiscussionId, standing, await communities.OfAsync(address.CommunityId), face, page)
        {
            Posts = (await pages.GetAsync(key)).Value,
            Thanks = (await thanks.GetAsync(key)).Value,
            Files = (await files.GetAsync(key)).Value,
            Reactions = (await reactions.GetAsync(key)).Value,
            Polls = await polls.OfPageAsync(key),
        };
    }

    /// Of a page that came through the door. A visitor has none.
    public async Task<MyDiscussion> ReadMineAsync(Actor actor, DiscussionView view, CancellationToken cancel = default)
    {
        if (view.Standing.Reader.PersonId is not { } me || me != actor.PersonId) return MyDiscussion.None;
        var id = view.DiscussionId;
        return await own.GetAsync((me, id, view.Page), () => ReadOwnAsync(me, id, view.Page, cancel), _ =>
            [LiveTopic.PersonRights(me), LiveTopic.Reading(me), LiveTopic.Discussion(id), LiveTopic.DiscussionThanks(id)]);
    }

    public void Dispose() => own.Dispose();

    async Task<MyDiscussion> ReadOwnAsync(long me, long id, int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (first, last) = (DiscussionPages.FirstOn(page), DiscussionPages.LastOn(page));
        var found = await db.Discussions
            .Where(d => d.Id == id)
            .Select(d => new
            {
                Read = db.ReadMarks.Where(m => m.DiscussionId == id && m.PersonId == me).Select(m => m.Number).FirstOrDefault(),
                IsMuted = db.Follows.Where(f => f.DiscussionId == id && f.PersonId == me).Select(f => (bool?)f.IsMuted).FirstOrDefault(),
                IsStarter = d.StarterId == me || db.PostsBy(me).Any(p => p.DiscussionId == id && p.Number == 1 && p.PersonId == d.StarterId),
            })
            .SingleAsync(cancel);
        var posts = await db.Posts
            .Where(p => p.DiscussionId == id && p.Number >= first && p.Number <= last)
            .Select(p => new
            {
                p.Number,
                IsOwn = db.PostsBy(me).Any(own => own.Id == p.Id),
                IsThanked = db.PostThanks.Any(t => t.PostId == p.Id && t.PersonId == me),
                IsBookmarked = db.Bookmarks.Any(b => b.PostId == p.Id && b.PersonId == me),
            })
            .Where(p => p.IsOwn || p.IsThanked || p.IsBookmarked)
            .ToListAsync(cancel);
        var reacted = await db.PostReactions
            .Where(r => r.PersonId == me && r.Post.DiscussionId == id && r.Post.Number >= first && r.Post.Number <= last)
            .Select(r => new { r.Post.Number, r.Kind })
            .ToListAsync(cancel);
        return new MyDiscussion(found.Read, found.IsMuted is false, found.IsMuted is true,
            posts.Where(p => p.IsThanked).Select(p => p.Number).ToFrozenSet(), posts.Where(p => p.IsOwn).Select(p => p.Number).ToFrozenSet(), found.IsStarter)
        {
            Bookmarked = posts.Where(p => p.IsBookmarked).Select(p => p.Number).ToFrozenSet(),
            Reacted = reacted.Select(one => (one.Number, one.Kind)).ToFrozenSet(),
        };
    }

    /// Why somebody is kept out who was once let in. Null: they are not.
    public async Task<SuspensionCard?> SuspensionAsync(Actor actor, string discussionId, CancellationToken cancel = default) =>
        (await StandingAsync(actor, discussionId, cancel))?.Suspension;

    /// What somebody is where a discussion stands now, without a look at its posts. Null: there is no such discussion.
    public async Task<Standing?> StandingAsync(Actor actor, string discussionId, CancellationToken cancel = default) =>
        await FindAsync(discussionId, cancel) is { } address ? await doors.StandingAsync(actor, address.CommunityId, cancel) : null;

    /// Where a discussion stands, whether or not somebody may see it: to know what to listen to. Null: there is none.
    public async Task<(long DiscussionId, long CommunityId)?> FindAsync(string discussionId, CancellationToken cancel = default)
    {
        if (!PublicId.IsWellFormed(discussionId)) return null;
        if (!addresses.TryGetValue(discussionId, out var id))
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            if (await db.Discussions.Where(d => d.PublicId == discussionId).Select(d => (long?)d.Id).SingleOrDefaultAsync(cancel) is not { } found) return null;
            if (addresses.Count > 100_000) addresses.Clear();
            id = addresses[discussionId] = found;
        }
        // It may have moved to another community.
        return (id, (await faces.GetAsync(id)).Value.CommunityId);
    }

    static async Task<DiscussionFace> ReadFaceAsync(IDbContextFactory<HubDb> databases, long id)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Discussions
            .Where(d => d.Id == id)
            .Select(d => new DiscussionFace
            {
                Id = d.PublicId,
                Title = d.Title,
                Kind = d.Kind,
                CommunityId = d.CommunityId,
                MergedInto = db.Discussions.Where(into => into.Id == d.MergedIntoId).Select(into => into.PublicId).FirstOrDefault(),
                ThemeId = db.Set<Theme>().Where(t => t.Id == d.ThemeId).Select(t => t.PublicId).FirstOrDefault(),
                StartedBy = db.People.Where(p => p.Id == d.StarterId).Select(p => p.Name).First(),
                StartedAt = d.StartedAt,
                PostCount = d.PostCount,
                MarkedAnswer = d.MarkedAnswer,
                MarkedBy = db.People.Where(p => p.Id == d.MarkedById).Select(p => p.Name).FirstOrDefault(),
                IsPinned = d.PinnedAt != null,
                LockedAt = d.LockedAt,
                LockedBy = db.People.Where(p => p.Id == d.LockedById).Select(p => p.Name).FirstOrDefault(),
            })
            .SingleAsync();
    }

    // By number, so that page 250 costs what page 1 does.
    static async Task<IReadOnlyList<PostRow>> ReadPageAsync(IDbContextFactory<HubDb> databases, long id, int page, IReadOnlyList<PostRow>? before)
    {
        await using var db = await databases.CreateDbContextAsync();
        var (first, last) = (DiscussionPages.FirstOn(page), DiscussionPages.LastOn(page));
        var rows = await db.Posts
            .Where(p => p.DiscussionId == id && p.Number >= first && p.Number <= last)
            .OrderBy(p => p.Number)
            .Select(p => new PostRow(p.Number, p.Person.Name, p.Person.PublicId, p.Person.Organisation, p.At)
            {
                // What was taken away is nobody's to read.
                Text = p.RemovedAt == null ? p.Text : "",
                Html = p.RemovedAt == null ? p.Html : "",
                EditedAt = db.PostRevisions.Where(r => r.PostId == p.Id && !r.IsMinor).Max(r => (DateTime?)r.ReplacedAt),
                HasHistory = p.EditedAt != null,
                Origin = p.Imported == null || p.Imported.Kind == Imports.ImportedKind.Post ? null
                    : new PostOrigin(p.Imported.Source.Name, p.Imported.Author.Name, p.Imported.Score, p.Imported.Licence, p.Imported.Link, p.Imported.Remarks),
                IsHalfFinished = p.IsHalfFinished,
                Version = p.Version,
                IsUnnamed = p.IsUnnamed,
                RemovedAt = p.RemovedAt,
                IsRemovedByWriter = p.RemovedById == p.PersonId,
                RemovedBy = db.People.Where(by => by.Id == p.RemovedById).Select(by => by.Name).FirstOrDefault(),
                RemovedWhy = p.RemovedWhy,
            })
            .ToListAsync();
        var name = await MentionNames.ReadAsync(db, rows.Select(row => row.Html));
        rows = rows.ConvertAll(row => row with { Html = name(row.Html) });
        var moved = await db.MovedPosts
            .Where(m => m.DiscussionId == id && m.Number >= first && m.Number <= last)
            .Select(m => new { m.Number, m.At, To = m.Post.Discussion.PublicId, ToNumber = m.Post.Number })
            .ToListAsync();
        if (moved.Count > 0)
        {
            rows.AddRange(moved.Select(m => new PostRow(m.Number, "", "", null, m.At) { Text = "", Html = "", MovedTo = DiscussionPages.AddressOf(m.To, m.ToNumber) }));
            rows.Sort((one, other) => one.Number.CompareTo(other.Number));
        }
        // A row that reads the same stays the same object, so that it is not drawn again.
        var known = before?.ToDictionary(row => row.Number);
        return rows.ConvertAll(row => known is not null && known.TryGetValue(row.Number, out var same) && same == row ? same : row);
    }

    static async Task<FrozenDictionary<int, IReadOnlyList<FileRow>>> ReadFilesAsync(IDbContextFactory<HubDb> databases, long id, int page)
    {
        await using var db = await databases.CreateDbContextAsync();
        var (first, last) = (DiscussionPages.FirstOn(page), DiscussionPages.LastOn(page));
        var rows = await db.Posts
            .Where(p => p.DiscussionId == id && p.Number >= first && p.Number <= last && p.RemovedAt == null)
            .Join(db.Attachments.Where(a => a.UntilVersion == null), p => p.Id, a => a.PostId, (p, a) => new { p.Number, a.Id, Row = new FileRow(a.PublicId, a.Name, a.MediaType, a.Size, a.Width, a.Height, a.Alt) })
            .OrderBy(one => one.Id)
            .ToListAsync();
        return rows.GroupBy(one => one.Number).ToFrozenDictionary(all => all.Key, IReadOnlyList<FileRow> (all) => [.. all.Select(one => one.Row)]);
    }

    static async Task<FrozenDictionary<int, int>> CountThanksAsync(IDbContextFactory<HubDb> databases, long id, int page)
    {
        await using var db = await databases.CreateDbContextAsync();
        var (first, last) = (DiscussionPages.FirstOn(page), DiscussionPages.LastOn(page));
        var counts = await db.PostThanks
            .Where(t => t.Post.DiscussionId == id && t.Post.Number >= first && t.Post.Number <= last)
            .GroupBy(t => t.Post.Number)
            .Select(all => new { Number = all.Key, Count = all.Count() })
            .ToListAsync();
        return counts.ToFrozenDictionary(one => one.Number, one => one.Count);
    }
}
