using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// What a bookmark leads to, for who may still read it.
public sealed record BookmarkedPost(string DiscussionId, int Number, string Title, string By, string Words, string Community);

/// A bookmark of one's own. Post: null where it has gone, or is not one's to read any more.
public sealed record BookmarkLine(string Id, string Note, DateTime At, BookmarkedPost? Post);

/// Some of one's bookmarks, and where the next page starts.
public sealed record BookmarkList(IReadOnlyList<BookmarkLine> Lines, string? Next);

/// Posts that somebody wants to find again. Their own: nobody else comes upon one.
public sealed class Bookmarks(HubWrites writes, IDbContextFactory<HubDb> databases, TimeProvider clock)
{
    public const int PageLength = 50;

    /// By anybody signed in who may read the post; a note says why. Done again it changes the note.
    public Task KeepAsync(Actor actor, string discussionId, int number, string? note) => writes.DoAsync(async work =>
    {
        var (post, _, standing) = await work.InPostAsync(actor, discussionId, number);
        var me = standing.Reader.RequirePerson();
        var bookmark = await work.Db.Bookmarks.SingleOrDefaultAsync(b => b.PostId == post.Id && b.PersonId == me);
        if (bookmark is null)
        {
            if (post.RemovedAt is not null) throw new RefusedException("This post has been taken away.");
            work.Db.Add(bookmark = Bookmark.Of(post.Id, me, work.Now));
        }
        bookmark.Say(note);
        await work.ForgetDraftAsync(me, DiscussionPlaces.Bookmark(discussionId, number));
        work.Announce(LiveTopic.Reading(me));
    });

    /// One's own, also of what one may not read any more. Twice is once.
    public Task RemoveAsync(Actor actor, string? bookmarkId) => writes.DoAsync(async work =>
    {
        var me = (await work.ReadAsync(actor)).RequirePerson();
        if (await work.Db.Bookmarks.SingleOrDefaultAsync(b => b.PublicId == bookmarkId && b.PersonId == me) is not { } bookmark) return;
        work.Db.Remove(bookmark);
        work.Announce(LiveTopic.Reading(me));
    });

    /// The latest first, after one that was on the page before.
    public async Task<BookmarkList> ListAsync(Actor actor, string? after = null, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        if (reader.PersonId is not { } me) return new([], null);
        var mine = db.Bookmarks.Where(b => b.PersonId == me);
        if (await mine.Where(b => b.PublicId == after).Select(b => (long?)b.Id).SingleOrDefaultAsync(cancel) is { } from) mine = mine.Where(b => b.Id < from);
        var found = await mine.OrderByDescending(b => b.Id).Take(PageLength + 1).Select(b => new { b.PublicId, b.Note, b.At, b.PostId }).ToListAsync(cancel);
        var ids = found.ConvertAll(b => b.PostId);
        var posts = await db.Posts
            .Where(p => ids.Contains(p.Id) && p.RemovedAt == null && db.DiscussionsFor(reader).Any(d => d.Id == p.DiscussionId))
            .Select(p => new
            {
                p.Id,
                p.Number,
                p.Discussion.PublicId,
                p.Discussion.Title,
                By = p.Person.Name,
                p.Text,
                Community = db.Communities.Where(c => c.Id == p.Discussion.CommunityId).Select(c => c.Name).First(),
            })
            .ToDictionaryAsync(p => p.Id, p => new BookmarkedPost(p.PublicId, p.Number, p.Title, p.By, Markdown.ToPlain(p.Text, 140), p.Community), cancel);
        return new([.. found.Take(PageLength).Select(b => new BookmarkLine(b.PublicId, b.Note, b.At, posts.GetValueOrDefault(b.PostId)))],
            found.Count > PageLength ? found[PageLength - 1].PublicId : null);
    }

    /// One's own of a post that came through the door. Null: there is none.
    public async Task<(string Id, string Note)?> FindAsync(Actor actor, string discussionId, int number, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var me = reader.PersonId;
        var found = await db.Bookmarks
            .Where(b => b.PersonId == me && b.Post.Number == number && b.Post.Discussion.PublicId == discussionId)
            .Select(b => new { b.PublicId, b.Note })
            .SingleOrDefaultAsync(cancel);
        return found is null ? null : (found.PublicId, found.Note);
    }
}
