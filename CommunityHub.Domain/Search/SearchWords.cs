using System.Globalization;
using System.Text;

namespace CommunityHub.Search;

/// A word of a text, as it is compared, and where it stands.
readonly record struct SearchWord(string Folded, int Start, int Length);

/// Takes texts apart into words: runs of letters, digits and their marks, in small letters and without accents. Everything else is a gap,
/// so that no sign anybody types means anything to a database.
static class SearchWords
{
    /// Longer runs are no words.
    const int Longest = 60;

    public static IEnumerable<SearchWord> Of(string text)
    {
        var start = -1;
        for (var at = 0; at <= text.Length;)
        {
            var length = 1;
            var isPart = false;
            if (at < text.Length)
            {
                Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out length);
                isPart = IsPart(rune, start >= 0);
            }
            if (isPart && start < 0) start = at;
            if (!isPart && start >= 0)
            {
                if (Fold(text[start..at]) is { Length: > 0 } folded) yield return new SearchWord(folded, start, at - start);
                start = -1;
            }
            at += length;
        }
    }

    static bool IsPart(Rune rune, bool isInside) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        || (isInside && IsMark(rune));

    static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    static string Fold(string word)
    {
        if (Ascii.IsValid(word)) return Cut(word.ToLowerInvariant());
        var folded = new StringBuilder(word.Length);
        foreach (var rune in word.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            // Accents go; vowel signs of Hindi or Thai make another word, and stay.
            if (!IsMark(rune) || rune.Value is not (>= 0x300 and <= 0x36F or >= 0x483 and <= 0x489)) folded.Append(Rune.ToLowerInvariant(rune));
        }
        return Cut(folded.ToString().Normalize(NormalizationForm.FormC));
    }

    static string Cut(string word) => word.Length <= Longest ? word : word[..(char.IsHighSurrogate(word[Longest - 1]) ? Longest - 1 : Longest)];
}
