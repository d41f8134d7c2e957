namespace CommunityHub.Search;

/// What is looked for, as words that all have to be there; of the last one its beginning is enough.
sealed record SearchQuery(IReadOnlyList<string> Words)
{
    /// More do not make a search better, only dearer.
    const int Most = 12;

    /// A beginning of fewer letters begins everything.
    public const int ShortestBeginning = 3;

    public static SearchQuery Of(string text) => new([.. SearchWords.Of(text).Select(word => word.Folded).Distinct(StringComparer.Ordinal).Take(Most)]);

    public bool IsEmpty => Words.Count == 0;

    /// Whether the word at this place also stands for what begins with it.
    public bool IsBeginning(int at) => at == Words.Count - 1 && Words[at].Length >= ShortestBeginning;

    public bool Fits(string folded)
    {
        for (var i = 0; i < Words.Count; i++)
        {
            if (folded == Words[i] || (IsBeginning(i) && folded.StartsWith(Words[i], StringComparison.Ordinal))) return true;
        }
        return false;
    }
}
