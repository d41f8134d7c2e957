using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Attention;

/// A person's notices, newest first.
public sealed class NoticeList(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    public const int PageLength = 30;

    /// Those before a notice that was on the page before; without one, the newest.
    public async Task<NoticePage> ListAsync(Actor actor, string? before = null)
    {
        await using var db = await databases.CreateDbContextAsync();
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime);
        reader.RequirePerson();
        var mine = db.NoticesFor(reader);
        var from = before is null ? null : await db.NoticesFor(reader).Where(n => n.PublicId == before).Select(n => (long?)n.Id).SingleOrDefaultAsync();
        if (from is not null) mine = mine.Where(n => n.Id < from);
        var lines = await mine.OrderByDescending(n => n.Id).Take(PageLength + 1)
            .Select(n => new NoticeLine(n.PublicId, n.Words, n.Address, n.At, n.ReadAt != null,
                db.Communities.Where(c => c.Id == n.CommunityId).Select(c => c.Name).FirstOrDefault()))
            .ToListAsync();
        return new NoticePage([.. lines.Take(PageLength)], lines.Count > PageLength ? lines[PageLength - 1].PublicId : null);
    }

    /// Marks one as read, and says where it leads; null when it is not there, or not for this person.
    public Task<string?> OpenAsync(Actor actor, string publicId) => writes.DoAsync(async work =>
    {
        var reader = await work.ReadAsync(actor);
        var notice = await work.Db.NoticesFor(reader).SingleOrDefaultAsync(n => n.PublicId == publicId);
        if (notice is null) return null;
        notice.Read(work.Now);
        work.Announce(LiveTopic.Notices(reader.RequirePerson()));
        return notice.Address;
    });

    public Task ReadAllAsync(Actor actor) => writes.DoAsync(async work =>
    {
        var reader = await work.ReadAsync(actor);
        var me = reader.RequirePerson();
        foreach (var notice in await work.Db.NoticesFor(reader).Where(n => n.ReadAt == null).OrderByDescending(n => n.Id).Take(1000).ToListAsync()) notice.Read(work.Now);
        work.Announce(LiveTopic.Notices(me));
    });
}

public sealed record NoticeLine(string PublicId, string Words, string Address, DateTime At, bool IsRead, string? Community);

/// Some of the notices, and where the next page starts.
public sealed record NoticePage(IReadOnlyList<NoticeLine> Lines, string? Next);
