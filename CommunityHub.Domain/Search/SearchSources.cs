using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Search;

/// Makes the documents of the index from what they are about. Only of what is there to be read: of a post that was taken away, a question
/// that waits or was declined, a draft or a rehearsal there is none. Who of a community may find them is asked at each search.
static partial class SearchSources
{
    // Longer than any body: plain words are never longer than what was typed.
    const int Longest = 40_000;

    public static async Task<List<SearchDocument>> DiscussionsAsync(HubDb db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var rows = await db.Discussions
            .Where(d => ids.Contains(d.Id) && d.MergedIntoId == null)
            .Select(d => new
            {
                d.Id,
                d.PublicId,
                d.CommunityId,
                d.ThemeId,
                d.StarterId,
                d.StartedAt,
                d.Title,
                IsUnanswered = d.Kind == Forums.DiscussionKind.Question && d.MarkedAnswer == null,
                Text = db.Posts.Where(p => p.DiscussionId == d.Id && p.Number == 1 && p.RemovedAt == null).Select(p => p.Text).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return rows.ConvertAll(d => new SearchDocument
        {
            Kind = SearchKind.Discussion,
            SourceId = d.Id,
            PublicId = d.PublicId,
            CommunityId = d.CommunityId,
            PlaceId = d.Id,
            AuthorId = d.StarterId,
            ThemeId = d.ThemeId,
            At = d.StartedAt,
            IsUnanswered = d.IsUnanswered,
            Title = d.Title,
            Words = Plain(d.Text),
        });
    }

    static readonly CompiledQuery<Func<HubDb, IReadOnlyList<long>, IAsyncEnumerable<PostRow>>> FindPosts = CompiledQuery.ListOf(
        (HubDb db, IReadOnlyList<long> ids) => db.Posts
            .Where(p => ids.Contains(p.Id) && p.Number > 1 && p.RemovedAt == null)
            .Select(p => new PostRow(p.Id, p.PublicId, p.DiscussionId, p.PersonId, p.At, p.Text, p.Discussion.CommunityId, p.Discussion.ThemeId)));

    sealed record PostRow(long Id, string PublicId, long DiscussionId, long PersonId, DateTime At, string Text, long CommunityId, long? ThemeId);

    public static async Task<List<SearchDocument>> PostsAsync(HubDb db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var rows = await FindPosts.In(db)(db, ids).ToListAsync(cancel);
        return rows.ConvertAll(p => new SearchDocument
        {
            Kind = SearchKind.Post,
            SourceId = p.Id,
            PublicId = p.PublicId,
            CommunityId = p.CommunityId,
            PlaceId = p.DiscussionId,
            AuthorId = p.PersonId,
            ThemeId = p.ThemeId,
            At = p.At,
            Words = Plain(p.Text),
        });
    }

    public static async Task<List<SearchDocument>> PeopleAsync(HubDb db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var rows = await db.People
            .Where(p => ids.Contains(p.Id) && p.Kind == PersonKind.Registered && p.ConfirmedAt != null)
            .Select(p => new { p.Id, p.PublicId, p.Name, p.Organisation, p.JoinedAt })
            .ToListAsync(cancel);
        return rows.ConvertAll(p => new SearchDocument
        {
            Kind = SearchKind.Person,
            SourceId = p.Id,
            PublicId = p.PublicId,
            At = p.JoinedAt,
            Title = p.Name,
            Words = p.Organisation ?? "",
        });
    }

    public static async Task<List<SearchDocument>> CommunitiesAsync(HubDb db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var rows = await db.Communities
            .Where(c => ids.Contains(c.Id) && c.OpenedAt != null)
            .Select(c => new { c.Id, c.PublicId, c.Name, c.Purpose, At = c.OpenedAt!.Value })
            .ToListAsync(cancel);
        return rows.ConvertAll(c => new SearchDocument
        {
            Kind = SearchKind.Community,
            SourceId = c.Id,
            PublicId = c.PublicId,
            CommunityId = c.Id,
            At = c.At,
            Title = c.Name,
            Words = Wording.Line(c.Purpose),
        });
    }

    static string Plain(string? text) => string.IsNullOrEmpty(text) ? "" : Markdown.ToPlain(text, Longest);
}
