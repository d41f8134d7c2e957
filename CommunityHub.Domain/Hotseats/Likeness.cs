using System.Globalization;
using System.Text;

namespace CommunityHub.Hotseats;

/// How much two questions say the same, by the words they share. For suggestions only: a person decides.
public static class Likeness
{
    /// Below this, two questions merely speak the same language.
    public const double Faint = 0.2;

    static readonly HashSet<string> Common = new(
        ["the", "and", "for", "are", "you", "your", "our", "with", "that", "this", "what", "how", "who", "why", "when", "where", "which", "does", "can", "have", "has", "not", "but", "from", "they", "their", "there", "about", "would", "should", "will", "any", "been", "was", "were", "into", "than", "then", "them", "some", "just", "get", "did", "do", "is", "it", "in", "of", "on", "or", "to", "we", "an", "at", "as", "be", "by", "if", "my", "me", "so", "up", "us"],
        StringComparer.Ordinal);

    /// Between 0 and 1: the shared words of all words.
    public static double Of(string one, string other)
    {
        var (first, second) = (WordsOf(one), WordsOf(other));
        if (first.Count == 0 || second.Count == 0) return 0;
        var shared = first.Count(second.Contains);
        return (double)shared / (first.Count + second.Count - shared);
    }

    /// Whether each word that was typed begins a word of the text.
    public static bool HasWords(string text, string typed)
    {
        var words = Split(text).ToList();
        return Split(typed).All(part => words.Exists(word => word.StartsWith(part, StringComparison.Ordinal)));
    }

    // Endings are cut off short, so that "ramp" and "ramps" are one word.
    static HashSet<string> WordsOf(string text) =>
        [.. Split(text).Where(word => !Common.Contains(word)).Select(word => word.Length > 3 && word[^1] == 's' ? word[..^1] : word)];

    static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        foreach (var sign in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(sign)) word.Append(char.ToLower(sign, CultureInfo.InvariantCulture));
            else if (CharUnicodeInfo.GetUnicodeCategory(sign) is not UnicodeCategory.NonSpacingMark && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
        if (word.Length > 0) yield return word.ToString();
    }
}
