using CommunityHub.Data;

namespace CommunityHub.Search;

/// Discussions whose words stand apart: one in the title and another in a reply, or each in a reply of its own. The index holds nothing more
/// for it, so that a new post costs no more; it is looked for where few have all the words in one place.
static class WordsApart
{
    /// So many discussions that hold the rarest word are looked into, the newest of them.
    const int MostPlaces = 100;

    /// Of four words one may be missing, of eight two.
    const int WordsForOneMissing = 4;

    /// Without those where one post has all the words already.
    public static async Task<List<SearchHit>> FindAsync(HubDb db, SearchLook look, List<SearchHit> together, CancellationToken cancel)
    {
        if (look.Query.Words.Count < 2 || look.Reads.Count == 0 || look.Kind is not (null or SearchKind.Discussion)) return [];
        // Where it is to be holds for each of its posts; by whom, when and what it is to be, for the discussion.
        var where = look with { Kind = null, From = 0, To = long.MaxValue, Scope = [.. look.Scope.Where(SearchDocument.IsAboutPlaces)] };
        var found = new List<(SearchQuery Query, HashSet<long> Places, bool IsAll)>();
        for (var at = 0; at < look.Query.Words.Count; at++)
        {
            var alone = look.Query.Only(at);
            var (places, isAll) = await PlacesAsync(db, where with { Query = alone }, cancel);
            if (places.Count > 0) found.Add((alone, places, isAll));
        }
        // Whoever types a whole sentence has words in it that nobody wrote there.
        var needed = look.Query.Words.Count - (look.Query.Words.Count / WordsForOneMissing);
        if (found.Count < needed) return [];

        found.Sort((one, other) => one.IsAll != other.IsAll ? other.IsAll.CompareTo(one.IsAll) : one.Places.Count.CompareTo(other.Places.Count));
        var left = found[0].Places.Except(together.Select(hit => hit.Place ?? 0)).OrderDescending().Take(MostPlaces).ToDictionary(discussion => discussion, _ => 1);
        for (var at = 1; at < found.Count && left.Count > 0; at++)
        {
            var (query, places, isAll) = found[at];
            if (!isAll) places = (await PlacesAsync(db, where with { Query = query, Scope = [.. where.Scope, Within(left.Keys)] }, cancel)).Places;
            var missing = found.Count - at - 1;
            foreach (var discussion in left.Keys.ToList())
            {
                if (places.Contains(discussion)) left[discussion]++;
                if (left[discussion] + missing < needed) left.Remove(discussion);
            }
        }
        if (left.Count == 0) return [];
        List<IReadOnlyList<string>> these = [.. look.Scope, [SearchDocument.ScopeOf(SearchKind.Discussion)], Within(left.Keys)];
        return await SearchIndex.Of(db).FindAsync(db, look with { Query = new([]), Kind = SearchKind.Discussion, Scope = these }, MostPlaces, withText: true, cancel);
    }

    static List<string> Within(IEnumerable<long> discussions) => [.. discussions.Select(SearchDocument.ScopeOfDiscussion)];

    static async Task<(HashSet<long> Places, bool IsAll)> PlacesAsync(HubDb db, SearchLook look, CancellationToken cancel)
    {
        var hits = await SearchIndex.Of(db).FindAsync(db, look, SiteSearch.Most, withText: false, cancel);
        return ([.. hits.Where(hit => hit.Kind.IsInForum()).Select(hit => hit.Place).OfType<long>()], hits.Count < SiteSearch.Most);
    }
}
