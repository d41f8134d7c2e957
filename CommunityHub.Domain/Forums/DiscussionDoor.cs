using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;

namespace CommunityHub.Forums;

/// Who may see which discussions. Everything that shows one, or a post of one, comes through here.
public static class DiscussionDoor
{
    /// Those of the communities the reader reads.
    public static IQueryable<Discussion> DiscussionsFor(this HubDb db, Reader reader) =>
        db.Discussions.Where(d => db.CommunitiesReadBy(reader).Any(c => c.Id == d.CommunityId));
}
