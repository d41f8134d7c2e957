using CommunityHub.Data;

namespace CommunityHub.Forums;

static class LastWriters
{
    /// To ask who wrote last in a discussion: the first of its posts here.
    public static IQueryable<Post> PostsLatestFirst(this HubDb db) => db.Posts.OrderByDescending(p => p.Number);
}
