namespace CommunityHub.Search;

/// The forms of an English word: "tag" is looked for as "tags", "tagged" and "tagging" too. By rule and without a list, so some of them are
/// no words; under those there is nothing to be found.
static class WordForms
{
    const int Shortest = 3, Longest = 24;

    /// What joins words and says nothing by itself: left out where something else is looked for.
    static readonly HashSet<string> Joining = new(
        ("a an and are as at be been but by can could did do does for from had has have how i if in into is it its me my of on or our s should so t than that the "
            + "their them there these they this to was we were what when where which who why will with would you your").Split(' '), StringComparer.Ordinal);

    public static bool IsJoining(ReadOnlySpan<char> word) => Joining.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// The word itself first.
    public static IReadOnlyList<string> Of(string word)
    {
        if (word.Length is < Shortest or > Longest || !word.All(char.IsAsciiLetterLower)) return [word];
        return [.. Bases(word).Where(stem => stem.Length >= Shortest && stem.Any(IsVowel)).SelectMany(Grown).Prepend(word).Distinct(StringComparer.Ordinal)];
    }

    // What it may be a form of.
    static IEnumerable<string> Bases(string word)
    {
        yield return word;
        if (word.EndsWith("ies", StringComparison.Ordinal)) yield return word[..^3] + "y";
        else if (EndsHissing(word.AsSpan()[..^1], word)) yield return word[..^2];
        else if (word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i')) yield return word[..^1];

        var end = word.EndsWith("ing", StringComparison.Ordinal) ? 3 : word.EndsWith("ed", StringComparison.Ordinal) && word[^3] != 'e' ? 2 : 0;
        if (end == 0 || word.Length < Shortest + end) yield break;
        var stem = word[..^end];
        yield return stem;
        if (stem[^1] == stem[^2]) yield return stem[..^1];
        else if (!IsVowel(stem[^1])) yield return stem + "e";
        if (end == 2 && stem[^1] == 'i') yield return stem[..^1] + "y";
    }

    // "boxes", "watches": an e only for the ear.
    static bool EndsHissing(ReadOnlySpan<char> withoutS, string word) => word[^1] == 's'
        && (withoutS.EndsWith("xe") || withoutS.EndsWith("sse") || withoutS.EndsWith("she") || withoutS.EndsWith("che") || withoutS.EndsWith("zze"));

    static IEnumerable<string> Grown(string stem)
    {
        var (last, before) = (stem[^1], stem[^2]);
        yield return stem;
        if (last == 'y' && !IsVowel(before))
        {
            foreach (var end in (string[])["ies", "ied", "ying"]) yield return stem[..^1] + end;
            yield break;
        }
        yield return stem + (last is 's' or 'x' or 'z' || stem.EndsWith("sh", StringComparison.Ordinal) || stem.EndsWith("ch", StringComparison.Ordinal) ? "es" : "s");
        yield return last == 'e' ? stem + "d" : stem + "ed";
        yield return last == 'e' && before != 'e' ? stem[..^1] + "ing" : stem + "ing";
        // "tag", "stop", and "travel" in British English.
        if (IsVowel(last) || last is 'w' or 'x' or 'y' || !IsVowel(before) || IsVowel(stem[^3])) yield break;
        yield return stem + last + "ed";
        yield return stem + last + "ing";
    }

    static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
