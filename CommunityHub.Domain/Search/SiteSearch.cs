using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.RateLimits;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Search;

/// Finds things among those the actor may read: not one more is counted, shown, ranked or suggested.
public sealed class SiteSearch(IDbContextFactory<HubDb> databases, Vocabulary vocabulary, Limits limits, TimeProvider clock)
{
    public const int PageLength = 20;
    public const int LongestText = 200;

    /// So many are ranked and counted, the newest of them: whoever looks for a word that stands everywhere narrows it.
    public const int Most = 500;

    /// With fewer results, discussions are found whose words stand apart.
    const int FewTogether = 40;

    const int FewPlaces = 20;

    // Of a name that many have.
    const int MostPeople = 100;

    /// From: the address of the network, by which visitors are counted. Refuses a text over <see cref="LongestText"/> characters, and too many
    /// searches at once.
    public async Task<Findings> FindAsync(Actor actor, SearchAsk ask, string? from = null, CancellationToken cancel = default)
    {
        var text = Wording.AllowLine(ask.Text, LongestText);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var rights = await SearchRights.OfAsync(db, await Reader.ReadAsync(db, actor, now, cancel), cancel);
        var place = rights.Reads.FirstOrDefault(one => one.Slug == ask.Community);
        var page = new Findings
        {
            Reader = rights.Reader,
            Places = [.. rights.Reads.Where(one => one.IsIn || one == place).Select(one => new SearchPlace(one.Slug, one.Name))],
            Place = place is null ? null : new SearchPlace(place.Slug, place.Name),
            Themes = place is null ? [] : await ThemesAsync(db, place.Id, ask.Theme, cancel),
        };

        var query = SearchQuery.Of(text);
        if (query.IsEmpty && text.Length > 0) return page with { HasNoWord = true };
        var look = await NarrowAsync(db, ask, rights, place, query, now, cancel);
        if (look is null) return page;
        if (query.IsEmpty && look.Scope.Count == 0) return page with { IsBlank = true };

        await (rights.Reader.PersonId is { } me
            ? limits.RequireAsync(Limit.Search, me, rights.Reader.TimeZone)
            : limits.RequireAsync(Limit.SearchFrom, from ?? "unknown"));
        look = WithinReach(look);
        var hits = await FindAsync(db, look, cancel);
        var better = hits.Count < Correction.Few && !query.IsEmpty ? await CorrectAsync(db, look, hits.Count, cancel) : null;
        if (better is not null)
        {
            page = page with { DidYouMean = string.Join(' ', better.Words), IsCorrected = hits.Count == 0 };
            if (hits.Count == 0)
            {
                look = look with { Query = better };
                hits = await FindAsync(db, look, cancel);
            }
        }
        return await TurnToAsync(db, page, look, hits, rights, ask.After, now, cancel);
    }

    static async Task<List<SearchHit>> FindAsync(HubDb db, SearchLook look, CancellationToken cancel)
    {
        var hits = await SearchIndex.Of(db).FindAsync(db, look, Most + 1, withText: !look.Query.IsEmpty, cancel);
        if (hits.Count < FewTogether) hits.AddRange(await WordsApart.FindAsync(db, look, hits, cancel));
        return hits;
    }

    static Task<List<ThemeFace>> ThemesAsync(HubDb db, long communityId, string? chosen, CancellationToken cancel) => db.Set<Theme>()
        .Where(t => t.CommunityId == communityId && (t.RetiredAt == null || t.PublicId == chosen))
        .OrderBy(t => t.Place).ThenBy(t => t.Id)
        .Select(t => new ThemeFace(t.PublicId, t.Name, t.RetiredAt != null))
        .ToListAsync(cancel);

    // Null: narrowed to what is not there for this reader.
    static async Task<SearchLook?> NarrowAsync(HubDb db, SearchAsk ask, SearchRights rights, SearchRights.Read? place, SearchQuery query, DateTime now, CancellationToken cancel)
    {
        var scope = new List<IReadOnlyList<string>>();
        if (!string.IsNullOrEmpty(ask.Community))
        {
            if (place is null) return null;
            scope.Add([SearchDocument.ScopeOfCommunity(place.Id)]);
            if (!string.IsNullOrEmpty(ask.Theme))
            {
                var theme = await db.Set<Theme>().Where(t => t.CommunityId == place.Id && t.PublicId == ask.Theme).Select(t => (long?)t.Id).SingleOrDefaultAsync(cancel);
                if (theme is not { } id) return null;
                scope.Add([SearchDocument.ScopeOfTheme(id)]);
            }
        }
        if (!string.IsNullOrWhiteSpace(ask.Person))
        {
            var key = NameKey.Of(Wording.AllowLine(ask.Person, Person.LongestName));
            var people = await db.People.Where(p => p.Kind != PersonKind.Erased && p.NameKey.Contains(key)).OrderBy(p => p.Id).Take(MostPeople).Select(p => p.Id).ToListAsync(cancel);
            if (people.Count == 0) return null;
            scope.Add([.. people.Select(SearchDocument.ScopeOfAuthor)]);
        }
        if (ask.Unanswered) scope.Add([SearchDocument.Unanswered]);
        // Most of what there is are posts: for them it is cheaper to look at each.
        if (ask.Kind is { } kind and not SearchKind.Post) scope.Add([SearchDocument.ScopeOf(kind)]);
        var reads = place is null ? rights.Reads : [place];
        return new SearchLook(query, scope)
        {
            Kind = ask.Kind,
            From = ask.From is { } from ? SearchDocument.IdAt(from) : 0,
            To = ask.To is { } to ? SearchDocument.IdAt(to) : long.MaxValue,
            Now = now,
            Reads = [.. reads.Select(one => one.Id)],
            Knows = rights.Knows,
            IsIn = [.. reads.Where(one => one.IsIn).Select(one => one.Id)],
        };
    }

    // Who reads few of the communities of a large site would have all the others' looked through. People and cards have no inside.
    static SearchLook WithinReach(SearchLook look) => look.Reads.Count > FewPlaces ? look : look with
    {
        Scope = [.. look.Scope, [.. look.Reads.Select(SearchDocument.ScopeOfCommunity), SearchDocument.ScopeOf(SearchKind.Person), SearchDocument.ScopeOf(SearchKind.Community)]],
    };

    async Task<SearchQuery?> CorrectAsync(HubDb db, SearchLook look, int found, CancellationToken cancel) =>
        await Correction.OfAsync(db, vocabulary, look, found, cancel) is { } better
            && (await FindAsync(db, look with { Query = better }, cancel)).Count > found ? better : null;

    async Task<Findings> TurnToAsync(HubDb db, Findings page, SearchLook look, List<SearchHit> hits, SearchRights rights, string? after, DateTime now, CancellationToken cancel)
    {
        var isMore = hits.Count > Most;
        var ranking = new Ranking(look.Query, vocabulary.RarityOf);
        var ranked = hits.Take(Most)
            .Select(hit => (hit.Id, Rank: Math.Round(ranking.Of(hit) * Recency(hit.Id, now), 9)))
            .OrderByDescending(hit => hit.Rank).ThenByDescending(hit => hit.Id)
            .Select(hit => hit.Id)
            .ToList();
        var start = PublicId.IsWellFormed(after) ? ranked.IndexOf(await SearchRows.IdOfAsync(db, after!, cancel)) + 1 : 0;
        var ids = ranked.Skip(start).Take(PageLength).ToList();
        var edges = await SearchRows.PublicIdsAsync(db, [ranked.ElementAtOrDefault(start - PageLength - 1), ids.LastOrDefault()], cancel);
        return page with
        {
            Results = await SearchRows.ReadAsync(db, rights, look, ids, cancel),
            Count = ranked.Count,
            IsMore = isMore,
            First = start + 1,
            Previous = start == 0 ? null : start <= PageLength ? "" : edges.GetValueOrDefault(ranked[start - PageLength - 1], ""),
            Next = start + PageLength < ranked.Count ? edges.GetValueOrDefault(ids[^1]) : null,
        };
    }

    // What is new is a little better: by half at most, and by a quarter after a year.
    static double Recency(long id, DateTime now) => 1 + 0.5 / (1 + Math.Max(0, (now - SearchDocument.AtOf(id)).TotalDays) / 365);
}
