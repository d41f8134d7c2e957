using CommunityHub.Communities;
using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Search;

/// Reads what was found, as pages show it: twenty at a time, in the order that was given.
static class SearchRows
{
    sealed record Row(long Id, SearchKind Kind, long Source, string PublicId, long? Community, long? Place, long? Author, long? Theme, bool IsUnanswered, string Title, string Words);

    public static async Task<long> IdOfAsync(HubDb db, string publicId, CancellationToken cancel) => (await db.ListAsync(
        "SELECT id FROM hub_search WHERE public_id = @id", row => row.GetInt64(0), new Dictionary<string, object?> { ["@id"] = publicId }, cancel)).FirstOrDefault(-1);

    public static async Task<Dictionary<long, string>> PublicIdsAsync(HubDb db, IReadOnlyList<long> ids, CancellationToken cancel) =>
        (await ListAsync(db, ids, cancel)).ToDictionary(row => row.Id, row => row.PublicId);

    public static async Task<IReadOnlyList<SearchResult>> ReadAsync(HubDb db, SearchRights rights, SearchLook look, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var rows = (await ListAsync(db, ids, cancel)).ToDictionary(row => row.Id);
        List<long> Places(bool isInForum) => [.. rows.Values.Where(row => row.Kind.IsInForum() == isInForum && row.Place is not null).Select(row => row.Place!.Value).Distinct()];
        var discussions = await SearchRights.DiscussionsAsync(db, rights.Reader, Places(isInForum: true), cancel);
        var hotseats = await SearchRights.HotseatsAsync(db, rights.Reader, Places(isInForum: false), cancel);
        List<long> Sources(SearchKind kind) => [.. rows.Values.Where(row => row.Kind == kind).Select(row => row.Source)];
        var (posts, comments) = (Sources(SearchKind.Post), Sources(SearchKind.Comment));
        var numbers = await db.Posts.Where(p => posts.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Number, cancel);
        var answers = comments.Count == 0 ? [] : await db.AnswerComments
            .Where(c => comments.Contains(c.Id))
            .Select(c => new { c.Id, Answer = c.Answer.PublicId })
            .ToDictionaryAsync(c => c.Id, c => c.Answer, cancel);
        List<long> authors = [.. rows.Values.Select(row => row.Author).OfType<long>().Distinct()];
        var people = await db.People.Where(p => authors.Contains(p.Id)).Select(p => new { p.Id, p.PublicId, p.Name }).ToDictionaryAsync(p => p.Id, cancel);
        List<long> themes = [.. rows.Values.Select(row => row.Theme).OfType<long>().Distinct()];
        var named = await db.Set<Theme>().Where(t => themes.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Name, cancel);
        var communities = await CommunitiesAsync(db, rights, rows.Values, cancel);
        var shared = await SharedAsync(db, look, Sources(SearchKind.Person), cancel);

        var results = new List<SearchResult>();
        foreach (var row in ids.Where(rows.ContainsKey).Select(id => rows[id]))
        {
            var community = row.Kind is SearchKind.Person ? shared.GetValueOrDefault(row.Source) : row.Community is { } id ? communities.GetValueOrDefault(id) : null;
            var place = row.Place is { } at ? (row.Kind.IsInForum() ? discussions : hotseats).GetValueOrDefault(at) : default;
            // Lost between the two readings, or moved: then it is not shown.
            if (community is null || (row.Place is not null && place.PublicId is null)) continue;
            var author = row.Author is { } by ? people.GetValueOrDefault(by) : null;
            var href = row.Kind switch
            {
                SearchKind.Discussion => $"discussions/{place.PublicId}",
                SearchKind.Post => Forums.DiscussionPages.AddressOf(place.PublicId, numbers.GetValueOrDefault(row.Source, 1)),
                SearchKind.Hotseat => $"hotseats/{place.PublicId}",
                SearchKind.Question => $"hotseats/{place.PublicId}#q-{row.PublicId}",
                SearchKind.Answer => $"hotseats/{place.PublicId}/answers/{row.PublicId}",
                SearchKind.Comment => $"hotseats/{place.PublicId}/answers/{answers.GetValueOrDefault(row.Source)}#c-{row.PublicId}",
                SearchKind.ClosingWord => $"hotseats/{place.PublicId}#f-{row.PublicId}",
                SearchKind.Person => $"communities/{community.Slug}/members?q={Uri.EscapeDataString(row.Title)}",
                _ => $"communities/{community.Slug}",
            };
            results.Add(new SearchResult(row.PublicId, row.Kind, href)
            {
                Title = Excerpt.Of(row.Kind.IsPart() ? place.Title : row.Title, look.Query, most: int.MaxValue),
                Words = Excerpt.Of(row.Words, look.Query),
                Community = row.Kind is SearchKind.Community ? null : community.Name,
                By = author?.Name,
                ByKey = author?.PublicId,
                Theme = row.Theme is { } theme ? named.GetValueOrDefault(theme) : null,
                At = SearchDocument.AtOf(row.Id),
                IsUnanswered = row.IsUnanswered,
            });
        }
        return results;
    }

    // By name for whoever reads or knows them.
    static async Task<Dictionary<long, SearchPlace>> CommunitiesAsync(HubDb db, SearchRights rights, IEnumerable<Row> rows, CancellationToken cancel)
    {
        List<long> ids = [.. rows.Select(row => row.Community).OfType<long>().Distinct()];
        var known = await db.CommunitiesKnownTo(rights.Reader).Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Slug, c.Name }).ToListAsync(cancel);
        return known.ToDictionary(c => c.Id, c => new SearchPlace(c.Slug, c.Name));
    }

    // Where one finds them: in a community in which the reader is, too.
    static async Task<Dictionary<long, SearchPlace>> SharedAsync(HubDb db, SearchLook look, IReadOnlyList<long> people, CancellationToken cancel)
    {
        var isIn = look.IsIn;
        var shared = await db.Memberships
            .Where(m => people.Contains(m.PersonId) && m.Until == null && isIn.Contains(m.CommunityId))
            .Join(db.Communities, m => m.CommunityId, c => c.Id, (m, c) => new { m.PersonId, c.Slug, c.Name })
            .ToListAsync(cancel);
        return shared.GroupBy(one => one.PersonId).ToDictionary(one => one.Key, one => one.OrderBy(c => c.Slug, StringComparer.Ordinal).Select(c => new SearchPlace(c.Slug, c.Name)).First());
    }

    static Task<List<Row>> ListAsync(HubDb db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return Task.FromResult(new List<Row>());
        // Numbers of our own, so they may stand in the statement as they are.
        var list = string.Join(", ", ids.Select(id => id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        long? Maybe(System.Data.Common.DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
        return db.ListAsync(
            $"SELECT id, kind, source, public_id, community, place, author, theme, unanswered, title, words FROM hub_search WHERE id IN ({list})",
            row => new Row(row.GetInt64(0), (SearchKind)row.GetInt32(1), row.GetInt64(2), row.GetString(3), Maybe(row, 4), Maybe(row, 5), Maybe(row, 6), Maybe(row, 7), row.GetInt32(8) != 0, row.GetString(9), row.GetString(10)),
            cancel: cancel);
    }
}
