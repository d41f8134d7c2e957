using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Imports;

/// An author as facilitators see them. Member: whose name stands at the posts now.
public sealed record AuthorLine(string Id, string Name, string Site, int Posts, string? Member, string? MemberKey, DateTime? GivenAt);

public sealed record AuthorList(IReadOnlyList<AuthorLine> Authors, string? Next);

/// A post to know an author by.
public sealed record AuthorPost(string Title, string DiscussionId, int Number, DateTime At);

/// Which member an author of another site is. Facilitators of the community know, or ask.
public sealed class ImportedAuthors(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    public const int PageLength = 30;
    public const int MostPosts = 5;

    const string NotThere = "There is no such author here.";

    /// Whether the community has any, for whoever facilitates it.
    public async Task<bool> AnyAsync(Actor actor, long communityId, CancellationToken cancel = default) =>
        await ListAsync(actor, communityId, cancel: cancel) is { Authors.Count: > 0 };

    /// By name; or those with such a name. Null: not for this actor. After is the id of the last of the page before.
    public async Task<AuthorList?> ListAsync(Actor actor, long communityId, string? name = null, string? after = null, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await RunsAsync(db, actor, communityId, cancel)) return null;
        var authors = db.ImportedAuthors.Where(a => a.Source.CommunityId == communityId);
        var words = Wording.AllowLine(name, Person.LongestName);
        if (!Wording.IsBlank(words))
        {
            var key = NameKey.Of(words);
            authors = authors.Where(a => a.Person.NameKey.Contains(key));
        }
        var last = PublicId.IsWellFormed(after) ? await authors.Where(a => a.PublicId == after).Select(a => new { a.Name, a.Id }).SingleOrDefaultAsync(cancel) : null;
        if (last is not null) authors = authors.Where(a => a.Name.CompareTo(last.Name) > 0 || (a.Name == last.Name && a.Id > last.Id));
        var lines = await Lines(db, authors.OrderBy(a => a.Name).ThenBy(a => a.Id).Take(PageLength + 1)).ToListAsync(cancel);
        return new AuthorList([.. lines.Take(PageLength)], lines.Count > PageLength ? lines[PageLength - 1].Id : null);
    }

    /// One of them, and the latest of their posts. Null: not there for this actor.
    public async Task<(AuthorLine Author, IReadOnlyList<AuthorPost> Posts)?> ReadAsync(Actor actor, long communityId, string? authorId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!PublicId.IsWellFormed(authorId) || !await RunsAsync(db, actor, communityId, cancel)) return null;
        var authors = db.ImportedAuthors.Where(a => a.Source.CommunityId == communityId && a.PublicId == authorId);
        if (await Lines(db, authors).SingleOrDefaultAsync(cancel) is not { } author) return null;
        var posts = await db.ImportedPosts
            .Where(i => i.Author.PublicId == authorId && i.Post.Discussion.CommunityId == communityId)
            .OrderByDescending(i => i.Post.At).ThenByDescending(i => i.PostId)
            .Take(MostPosts)
            .Select(i => new AuthorPost(i.Post.Discussion.Title, i.Post.Discussion.PublicId, i.Post.Number, i.Post.At))
            .ToListAsync(cancel);
        return (author, posts);
    }

    /// Their posts stand under the member's name from then on, and are the member's own to edit. The member is told.
    public Task GiveAsync(Actor actor, long communityId, string? authorId, string? memberId) => ActAsync(actor, communityId, authorId, async (work, author, me) =>
    {
        var member = await work.MemberAsync(communityId, memberId);
        author.GiveTo(member.Id, me, work.Now);
        var posts = await MoveAsync(work, author, communityId, author.PersonId, member.Id);
        // Of a community that moved here: one person, one member. A role is given, never claimed.
        await work.Db.Memberships.Where(m => m.CommunityId == communityId && m.PersonId == author.PersonId && m.Until == null).ExecuteUpdateAsync(set => set.SetProperty(m => m.Until, work.Now));
        await work.RolesLeft(communityId).Where(r => r.PersonId == author.PersonId).ExecuteUpdateAsync(set => set.SetProperty(r => r.Until, work.Now));
        work.Record(actor, ActVerbs.GaveAuthor, communityId, member.Id, $"{author.Name}, {author.Source.Name}");
        var slug = await work.Db.Communities.Where(c => c.Id == communityId).Select(c => c.Slug).SingleAsync();
        var count = posts == 1 ? "A post" : $"{posts} posts";
        var words = $"{count} from {author.Source.Name} {(posts == 1 ? "stands" : "stand")} under your name now: a facilitator says that you are {author.Name} there. If you are not, tell them.";
        await work.TellAsync(member.Id, new News(words, $"/communities/{slug}", communityId));
    });

    /// It was somebody else: the posts stand under the author's own name again. What the member edited meanwhile stays.
    public Task TakeBackAsync(Actor actor, long communityId, string? authorId) => ActAsync(actor, communityId, authorId, async (work, author, _) =>
    {
        if (author.ClaimedById is not { } member) return;
        await MoveAsync(work, author, communityId, member, author.PersonId);
        author.TakeBack();
        work.Record(actor, ActVerbs.TookAuthor, communityId, member, $"{author.Name}, {author.Source.Name}");
    });

    Task ActAsync(Actor actor, long communityId, string? authorId, Func<HubWork, ImportedAuthor, long, Task> act) => writes.DoAsync(async work =>
    {
        var (_, standing) = await work.RunAsync(actor, communityId);
        var author = await work.Db.ImportedAuthors.Include(a => a.Source).SingleOrDefaultAsync(a => a.PublicId == authorId && a.Source.CommunityId == communityId)
            ?? throw new RefusedException(NotThere);
        await act(work, author, standing.RequireFacilitator());
    });

    // Only what stands in this community: a discussion that was moved is others' to say. Gives how many posts.
    static async Task<int> MoveAsync(HubWork work, ImportedAuthor author, long communityId, long from, long to)
    {
        var db = work.Db;
        var theirs = db.Posts.Where(p => p.PersonId == from && p.Discussion.CommunityId == communityId
            && db.ImportedPosts.Any(i => i.PostId == p.Id && i.AuthorId == author.Id));
        var ids = await theirs.Select(p => p.Id).ToListAsync();
        var discussions = await theirs.Select(p => p.DiscussionId).Distinct().ToListAsync();
        var begun = await theirs.Where(p => p.Number == 1).Select(p => p.DiscussionId).ToListAsync();
        foreach (var some in ids.Chunk(500)) await db.Posts.Where(p => some.Contains(p.Id)).ExecuteUpdateAsync(set => set.SetProperty(p => p.PersonId, to));
        // Their files go along: whoever is erased with their words is erased with those.
        foreach (var some in ids.Chunk(500))
            await db.Attachments.Where(a => a.PersonId == from && some.Contains(a.PostId!.Value))
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.PersonId, to));
        foreach (var some in begun.Chunk(500))
        {
            await db.Discussions.Where(d => some.Contains(d.Id) && d.MarkedById == from).ExecuteUpdateAsync(set => set.SetProperty(d => d.MarkedById, to));
            await db.Discussions.Where(d => some.Contains(d.Id) && d.StarterId == from).ExecuteUpdateAsync(set => set.SetProperty(d => d.StarterId, to));
        }
        foreach (var discussion in discussions) work.Announce(LiveTopic.Discussion(discussion));
        work.Announce(LiveTopic.Forum(communityId));
        return ids.Count;
    }

    async Task<bool> RunsAsync(HubDb db, Actor actor, long communityId, CancellationToken cancel) =>
        (await db.StandingAsync(await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel), communityId, cancel)).IsFacilitator;

    static IQueryable<AuthorLine> Lines(HubDb db, IQueryable<ImportedAuthor> authors) => authors.Select(a => new AuthorLine(
        a.PublicId, a.Name, a.Source.Name, db.ImportedPosts.Count(i => i.AuthorId == a.Id),
        db.People.Where(p => p.Id == a.ClaimedById).Select(p => p.Name).FirstOrDefault(),
        db.People.Where(p => p.Id == a.ClaimedById).Select(p => p.PublicId).FirstOrDefault(), a.ClaimedAt));
}

static class ImportedNames
{
    /// Whoever was the author of imported posts and is erased loses the name that they had there, too.
    public static async Task ForgetAuthorsAsync(this HubDb db, long me)
    {
        foreach (var author in await db.ImportedAuthors.Include(a => a.Person).Where(a => a.ClaimedById == me).ToListAsync()) author.Forget();
    }
}
