using CommunityHub.Data;

namespace CommunityHub.Search;

/// Another spelling of what was typed. A word is put in another's place only if this reader finds something under it.
static class Correction
{
    /// With fewer results, another spelling is offered.
    public const int Few = 3;

    // Of a long line each is tried with the others.
    const int MostTried = 4;

    public static async Task<SearchQuery?> OfAsync(HubDb db, Vocabulary vocabulary, SearchLook look, int found, CancellationToken cancel)
    {
        var index = SearchIndex.Of(db);
        async Task<int> CountAsync(IReadOnlyList<string> query, int most) => (await index.FindAsync(db, look with { Query = new(query) }, most, withText: false, cancel)).Count;

        var words = look.Query.Words.ToList();
        List<string> With(int at, string other) => [.. words.Select((word, i) => i == at ? other : word)];

        for (var i = 0; i < words.Count; i++)
        {
            var alone = await CountAsync([words[i]], Few);
            if (alone >= Few || (alone > 0 && found == 0 && words.Count > 1)) continue;
            var best = (Word: (string?)null, Steps: 0, Together: 0, Count: alone);
            foreach (var (near, steps) in await vocabulary.NearAsync(words[i]))
            {
                // The nearest that is found is good, unless this is only a guess; of those equally near, what stands with the other words.
                if (best.Word is not null && alone == 0 && steps > best.Steps) break;
                if (await CountAsync([near], SiteSearch.Most) is var count && count <= alone) continue;
                var together = words.Count == 1 ? count : await CountAsync(With(i, near), SiteSearch.Most);
                if ((together, count).CompareTo((best.Together, best.Count)) > 0) best = (near, steps, together, count);
            }
            words[i] = best.Word ?? words[i];
        }
        if (found == 0 && words.Count > 1 && await CountAsync(words, 1) == 0)
        {
            // Each is a word, and nowhere do they stand together: then one may be a slip for another.
            words = [.. look.Query.Words];
            var best = (At: 0, Word: words[0], Count: 0);
            for (var i = 0; i < Math.Min(words.Count, MostTried); i++)
            {
                foreach (var (near, _) in (await vocabulary.NearAsync(words[i])).Take(MostTried))
                {
                    if (await CountAsync(With(i, near), SiteSearch.Most) is var count && count > best.Count) best = (i, near, count);
                }
            }
            words[best.At] = best.Word;
        }
        var better = new SearchQuery([.. words.Distinct(StringComparer.Ordinal)]);
        return better.Words.SequenceEqual(look.Query.Words) ? null : better;
    }
}
