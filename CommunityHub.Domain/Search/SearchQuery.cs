namespace CommunityHub.Search;

/// What is looked for, as words that all have to be there, each in any of its forms; of the last one its beginning is enough.
sealed record SearchQuery(IReadOnlyList<string> Words)
{
    /// More do not make a search better, only dearer.
    const int Most = 12;

    /// A beginning of fewer letters begins everything.
    public const int ShortestBeginning = 3;

    public static SearchQuery Of(string text)
    {
        List<string> words = [.. SearchWords.Of(text).Select(word => word.Folded).Distinct(StringComparer.Ordinal).Take(Most * 2)];
        var telling = words.FindAll(word => !WordForms.IsJoining(word));
        return new([.. (telling.Count > 0 ? telling : words).Take(Most)]);
    }

    /// Of each word.
    public IReadOnlyList<IReadOnlyList<string>> Forms { get; } = [.. Words.Select(WordForms.Of)];

    /// Of the last word, too, the whole is looked for.
    public bool IsWhole { get; init; }

    public bool IsEmpty => Words.Count == 0;

    /// One of its words, alone.
    public SearchQuery Only(int at) => new([Words[at]]) { IsWhole = !IsBeginning(at) };

    /// Whether the word at this place also stands for what begins with it.
    public bool IsBeginning(int at) => !IsWhole && at == Words.Count - 1 && Words[at].Length >= ShortestBeginning;

    public bool Fits(string folded) => Enumerable.Range(0, Words.Count).Any(at => Fits(folded, at));

    public bool Fits(string folded, int at) =>
        Forms[at].Contains(folded, StringComparer.Ordinal) || (IsBeginning(at) && folded.StartsWith(Words[at], StringComparison.Ordinal));
}
