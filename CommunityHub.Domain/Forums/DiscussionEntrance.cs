using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// How every operation in a discussion begins: through the door, with rights read afresh.
static class DiscussionEntrance
{
    public static async Task<(Discussion Discussion, Standing Standing)> InDiscussionAsync(this HubWork work, Actor actor, string discussionId)
    {
        var reader = await work.ReadAsync(actor);
        if (!PublicId.IsWellFormed(discussionId)) discussionId = "";
        var discussion = await Find.In(work.Db)(work.Db, discussionId);
        var standing = discussion is null ? null : await work.Db.StandingAsync(reader, discussion.CommunityId);
        return standing is { Reads: true } ? (discussion!, standing)
            : throw await work.WhyNotAsync(reader, work.Db.Discussions.Where(d => d.PublicId == discussionId).Select(d => d.CommunityId));
    }

    // Before any door: it is not there for whom the standing does not let in.
    static readonly CompiledQuery<Func<HubDb, string, Task<Discussion?>>> Find = CompiledQuery.Of((HubDb db, string id) => db.Discussions.SingleOrDefault(d => d.PublicId == id));

    /// One post, by its number.
    public static async Task<(Post Post, Discussion Discussion, Standing Standing)> InPostAsync(this HubWork work, Actor actor, string discussionId, int number)
    {
        var (discussion, standing) = await work.InDiscussionAsync(actor, discussionId);
        return (await work.PostOfAsync(discussion, number), discussion, standing);
    }

    /// Of a discussion that came through the door.
    public static async Task<Post> PostOfAsync(this HubWork work, Discussion discussion, int number) =>
        await work.Db.Posts.SingleOrDefaultAsync(p => p.DiscussionId == discussion.Id && p.Number == number) ?? throw new RefusedException(Entrance.NotThere);

    /// A theme of that community which takes new things; null: none was chosen. What stands under a retired one may stay there.
    public static async Task<Theme?> ThemeOfAsync(this HubWork work, long communityId, string? themeId, long? now = null)
    {
        if (string.IsNullOrEmpty(themeId)) return null;
        return await work.Db.Set<Theme>().SingleOrDefaultAsync(t => t.CommunityId == communityId && t.PublicId == themeId && (t.RetiredAt == null || t.Id == now))
            ?? throw new RefusedException("There is no such theme here. Choose another.");
    }
}
