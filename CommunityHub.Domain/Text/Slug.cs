using System.Globalization;
using System.Text;

namespace CommunityHub.Text;

/// A name as a part of an address: ASCII words in lower case, joined by hyphens.
public static class Slug
{
    public const int Longest = 60;

    const string Fallback = "community";

    /// Never empty, never longer than <see cref="Longest"/>, never one of the reserved words. Two names may have the same one.
    public static string From(string? name, IReadOnlyCollection<string>? reserved = null)
    {
        var slug = Cut(Words(name ?? ""), Longest);
        if (slug.Length == 0) slug = Fallback;
        if (!IsReserved(slug)) return slug;

        slug = $"{Cut(slug, Longest - Fallback.Length - 1)}-{Fallback}";
        for (var number = 2; IsReserved(slug); number++) slug = $"{Fallback}-{number}";
        return slug;

        bool IsReserved(string word) => reserved?.Contains(word, StringComparer.OrdinalIgnoreCase) == true;
    }

    static string Words(string name)
    {
        var words = new StringBuilder();
        var gap = false;
        foreach (var rune in Wording.Line(name).Normalize(NormalizationForm.FormKD).ToLowerInvariant().EnumerateRunes())
        {
            // More is never shown.
            if (words.Length > 2 * Longest) break;
            // An accent, an apostrophe and a joiner part no words.
            if (rune.Value is '\'' or '’' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) continue;

            var letters = Letters(rune);
            if (letters.Length == 0)
            {
                gap = true;
                continue;
            }

            var isWord = rune.Value == '&';
            if ((gap || isWord) && words.Length > 0) words.Append('-');
            gap = isWord;
            words.Append(letters);
        }

        return words.ToString();
    }

    static string Letters(Rune rune) => rune.Value switch
    {
        >= 'a' and <= 'z' or >= '0' and <= '9' => rune.ToString(),
        '&' => "and",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ð' or 'đ' => "d",
        'ł' => "l",
        'ı' => "i",
        _ => "",
    };

    // At the end of a word, unless the first word is longer than all there is room for.
    static string Cut(string words, int most)
    {
        if (words.Length <= most) return words;

        var end = words.LastIndexOf('-', most);
        return words[..(end > 0 ? end : most)];
    }
}
