namespace CommunityHub.Search;

/// A piece of a text; marked: it is one of the words that were looked for.
public sealed record ExcerptPart(string Text, bool IsMarked);

/// The place of a text where most of the words stand, in plain pieces: pages mark them, and encode them as they do every text.
static class Excerpt
{
    /// Enough for two or three lines.
    public const int Length = 240;

    /// All of it, when it is short.
    public static IReadOnlyList<ExcerptPart> Of(string text, SearchQuery query, int most = Length)
    {
        var found = SearchWords.Of(text).Where(word => query.Fits(word.Folded)).ToList();
        var (start, end) = Window(text, found, most);
        var parts = new List<ExcerptPart>();
        var at = start;
        if (start > 0) parts.Add(new("… ", false));
        foreach (var word in found.Where(word => word.Start >= start && word.Start + word.Length <= end))
        {
            if (word.Start > at) parts.Add(new(text[at..word.Start], false));
            parts.Add(new(text.Substring(word.Start, word.Length), true));
            at = word.Start + word.Length;
        }
        if (end > at) parts.Add(new(text[at..end], false));
        if (end < text.Length) parts.Add(new(" …", false));
        return parts;
    }

    static (int Start, int End) Window(string text, List<SearchWord> found, int most)
    {
        if (text.Length <= most) return (0, text.Length);
        var (best, bestCount) = (0, 0);
        for (int i = 0, last = 0; i < found.Count; i++)
        {
            while (last < found.Count && found[last].Start + found[last].Length <= found[i].Start + most * 3 / 4) last++;
            var different = found.Skip(i).Take(last - i).Select(word => word.Folded).Distinct().Count();
            if (different > bestCount) (best, bestCount) = (found[i].Start, different);
            if (i > 200) break; // a text that says it everywhere
        }
        var start = ToGap(text, Math.Max(0, best - most / 6));
        return (start, ToGap(text, Math.Min(text.Length, start + most), back: true));
    }

    // Between two words; in a text without gaps, at least not within a sign.
    static int ToGap(string text, int at, bool back = false)
    {
        if (at <= 0 || at >= text.Length) return at;
        for (var i = 0; i < 30; i++)
        {
            var here = back ? at - i : at + i;
            if (here <= 0 || here >= text.Length) break;
            if (text[here] == ' ') return back ? here : here + 1;
        }
        return char.IsLowSurrogate(text[at]) ? at - 1 : at;
    }
}
