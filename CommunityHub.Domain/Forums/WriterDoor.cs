using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// Who writes a post, and as whom they are shown.
public readonly record struct Writer(long PersonId, long ShownAs, string Name)
{
    public bool IsUnnamed => PersonId != ShownAs;

    public static Writer Named(long personId, string? name) => new(personId, personId, name ?? "");
}

/// The one way to who wrote a post without their name. Nothing else reads that table: an architecture test says so. A post's own row stands
/// under <see cref="Person.Unnamed"/>, so that no page, list, search, letter or file can know more.
public static class WriterDoor
{
    /// Refuses to hide a name where the community's facilitators do not allow it, or everybody can read.
    public static async Task RequireUnnamedAsync(this HubWork work, long communityId)
    {
        if (!await work.Db.CommunitiesTakingUnnamedPosts().AnyAsync(c => c.Id == communityId))
        {
            throw new RefusedException("Posts in this community show their writer’s name. What you typed is kept.");
        }
    }

    public static async Task<Writer> UnnamedAsync(this HubWork work, long personId)
    {
        var unnamed = await work.Db.People.SingleOrDefaultAsync(p => p.PublicId == Person.UnnamedId);
        if (unnamed is null)
        {
            work.Db.Add(unnamed = Person.Unnamed(work.Now));
            await work.Db.SaveChangesAsync();
        }
        return new Writer(personId, unnamed.Id, unnamed.Name);
    }

    /// Of a new post.
    public static void Sign(this HubWork work, Post post, Writer writer)
    {
        if (!writer.IsUnnamed) return;
        post.HideWriter();
        work.Db.Add(PostWriter.Of(post, writer.PersonId));
    }

    /// A person's own posts, with their name and without, for that person.
    public static IQueryable<Post> PostsBy(this HubDb db, long personId) =>
        db.Posts.Where(p => p.PersonId == personId || (p.IsUnnamed && db.PostWriters.Any(w => w.PostId == p.Id && w.PersonId == personId)));

    public static async Task<bool> HasWrittenAsync(this HubDb db, Post post, long personId) =>
        post.PersonId == personId || (post.IsUnnamed && await db.PostWriters.AnyAsync(w => w.PostId == post.Id && w.PersonId == personId));

    /// By whoever wrote its first post.
    public static async Task<bool> HasStartedAsync(this HubDb db, Discussion discussion, long personId) => discussion.StarterId == personId
        || await db.PostWriters.AnyAsync(w => w.PersonId == personId && w.Post.DiscussionId == discussion.Id && w.Post.Number == 1 && w.Post.PersonId == discussion.StarterId);

    /// To tell them, and nobody else. Null: nobody is behind it any more.
    public static async Task<long?> WriterToTellAsync(this HubDb db, Post post) => post.IsUnnamed
        ? await db.PostWriters.Where(w => w.PostId == post.Id).Select(w => (long?)w.PersonId).SingleOrDefaultAsync()
        : post.PersonId;

    /// The same of whoever started a discussion.
    public static async Task<long?> StarterToTellAsync(this HubDb db, Discussion discussion)
    {
        var first = await db.Posts.SingleOrDefaultAsync(p => p.DiscussionId == discussion.Id && p.Number == 1);
        return first is { IsUnnamed: true } && first.PersonId == discussion.StarterId ? await db.WriterToTellAsync(first) : discussion.StarterId;
    }

    /// All who wrote these: to tell them, and to know whose they are.
    public static async Task<IReadOnlySet<long>> WritersOfAsync(this HubDb db, IReadOnlyList<Post> posts)
    {
        var hidden = posts.Where(post => post.IsUnnamed).Select(post => post.Id).ToList();
        var all = posts.Where(post => !post.IsUnnamed).Select(post => post.PersonId).ToHashSet();
        if (hidden.Count > 0) all.UnionWith(await db.PostWriters.Where(w => hidden.Contains(w.PostId)).Select(w => w.PersonId).ToListAsync());
        return all;
    }

    /// Of a person who is erased: nobody can be found behind these posts any more.
    internal static Task<int> EraseWritersAsync(this HubDb db, long personId) => db.PostWriters.Where(w => w.PersonId == personId).ExecuteDeleteAsync();

    /// For <see cref="WriterLookUps"/> alone, which leaves a row that the writer sees. Null: nobody is behind it any more.
    internal static Task<FoundWriter?> WriterForSafetyAsync(this HubDb db, Post post, long communityId) => db.PostWriters
        .Where(w => w.PostId == post.Id)
        .Join(db.People, w => w.PersonId, p => p.Id, (_, p) => new FoundWriter(p.Id, p.PublicId, p.Name, p.Organisation,
            db.Memberships.Any(m => m.PersonId == p.Id && m.Until == null && m.CommunityId == communityId)))
        .SingleOrDefaultAsync();
}

/// Who wrote without their name, as a look-up for safety finds them.
public sealed record FoundWriter(long PersonId, string PublicId, string Name, string? Organisation, bool IsMember);
