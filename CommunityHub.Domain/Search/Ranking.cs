namespace CommunityHub.Search;

/// How well what was found fits, the same on both databases: how often the words stand there and how rare they are, whether in the title,
/// and whether side by side. Only of the newest that fit: FTS5's and PostgreSQL's own ranks go through all that hold a common word first.
sealed class Ranking
{
    /// So many letters of a text bear on its rank.
    public const int Reach = 1_500;

    const int LongestPlain = 60;

    // As in BM25: a word that stands there ten times is not ten times better, and in a long text it says less.
    const double Fullness = 1.2, Evenness = 0.75, UsualLength = 60, ShortestLength = 15;

    const double InTitle = 4, SideBySideInTitle = 2, SideBySide = 0.5, OtherForm = 0.8, ElsewhereInDiscussion = 0.6;

    readonly SearchQuery query;
    readonly double[] rarity;
    readonly Dictionary<string, int> known = new(StringComparer.Ordinal);

    public Ranking(SearchQuery query, Func<string, double> rarityOf)
    {
        this.query = query;
        rarity = [.. query.Words.Select(rarityOf)];
        for (var at = 0; at < query.Words.Count; at++)
        {
            foreach (var form in query.Forms[at]) known.TryAdd(form, at);
        }
    }

    public double Of(SearchHit hit)
    {
        var (title, words) = (Read(hit.Title), Read(hit.Words));
        var length = Math.Max(words.Length, ShortestLength);
        var rank = 0.0;
        for (var at = 0; at < rarity.Length; at++)
        {
            var often = words.Weight[at];
            var one = often * (Fullness + 1) / (often + (Fullness * (1 - Evenness + (Evenness * length / UsualLength))));
            // A short title is about its words.
            if (title.Weight[at] > 0) one += InTitle * Math.Min(1, title.Weight[at]) * (0.6 + (0.4 * title.Found / title.Length));
            rank += rarity[at] * (one > 0 ? one : ElsewhereInDiscussion);
            if (at > 0) rank += rarity[at] * ((title.Pairs[at] ? SideBySideInTitle : 0) + (words.Pairs[at] ? SideBySide : 0));
        }
        return rank;
    }

    Reading Read(string text) => ReadPlain(text) ?? ReadAny(text);

    Reading ReadAny(string text)
    {
        var reading = NewReading();
        foreach (var word in SearchWords.Of(text)) Take(word.Folded, reading);
        return reading;
    }

    // Five hundred texts are read for a search: those with English letters only without making a word of each. Null: there are others.
    Reading? ReadPlain(string text)
    {
        var reading = NewReading();
        Span<char> word = stackalloc char[LongestPlain];
        var length = 0;
        foreach (var sign in text)
        {
            if (char.IsAsciiLetterOrDigit(sign))
            {
                if (length < LongestPlain) word[length++] = char.ToLowerInvariant(sign);
                continue;
            }
            if (!char.IsAscii(sign) && sign is not (>= '\u2010' and <= '\u2026')) return null;
            if (length > 0) Take(word[..length], reading);
            length = 0;
        }
        if (length > 0) Take(word[..length], reading);
        return reading;
    }

    Reading NewReading() => new(new double[rarity.Length], new bool[rarity.Length]);

    void Take(ReadOnlySpan<char> word, Reading reading)
    {
        reading.Length++;
        var at = AtOf(word);
        if (at >= 0)
        {
            reading.Found++;
            reading.Weight[at] += word.SequenceEqual(query.Words[at].AsSpan()) ? 1 : OtherForm;
            if (at > 0 && reading.Before == at - 1) reading.Pairs[at] = true;
        }
        // Words that only join do not part two.
        if (at >= 0 || !WordForms.IsJoining(word)) reading.Before = at;
    }

    int AtOf(ReadOnlySpan<char> word)
    {
        if (known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var at)) return at;
        var last = query.Words.Count - 1;
        return query.IsBeginning(last) && word.StartsWith(query.Words[last], StringComparison.Ordinal) ? last : -1;
    }

    sealed record Reading(double[] Weight, bool[] Pairs)
    {
        public int Length { get; set; }

        /// Which of the query's words stood there last; -1: another word.
        public int Before { get; set; } = -1;
        public int Found { get; set; }
    }
}
