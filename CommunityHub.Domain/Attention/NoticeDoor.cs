using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;

namespace CommunityHub.Attention;

/// Who may see which notices: one's own, and those of a community only while one may read it.
public static class NoticeDoor
{
    public static IQueryable<Notice> NoticesFor(this HubDb db, Reader reader)
    {
        var me = reader.PersonId;
        var readable = db.CommunitiesReadBy(reader);
        return db.Notices.Where(n => n.PersonId == me && (n.CommunityId == null || readable.Any(c => c.Id == n.CommunityId)));
    }
}
