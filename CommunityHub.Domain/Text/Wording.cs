using System.Buffers;
using System.Globalization;
using System.Text;

namespace CommunityHub.Text;

/// Brings what people type into one form, and counts it as they would.
///
/// The form: line ends are \n (also for U+0085, U+2028 and U+2029); control characters other than \n and \t are gone, and so are U+FFFE and
/// U+FFFF, which XML cannot hold; half surrogate pairs are U+FFFD; a letter carries at most 30 combining marks; Unicode NFC; no whitespace at the end.
///
/// The count: extended grapheme clusters of that form, so that an emoji, or a letter with its accents, is one. A browser gets the same number from
/// <c>[...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text.replace(/\r\n?/g, '\n').normalize('NFC').trimEnd())].length</c>.
/// In Indic scripts a browser may join more consonants into one and count fewer.
public static class Wording
{
    /// A text may use this many UTF-16 units for each character allowed. The longest emoji in common use take 11 to 14.
    public const int UnitsPerCharacter = 16;

    /// The same for one line, which goes into a column of that length.
    public const int UnitsPerCharacterInALine = 4;

    /// What the Stream-Safe Text Format of UAX 15 allows. It also keeps normalising linear: ICU sorts each run of marks.
    const int MostMarks = 30;

    /// Vietnamese and Hebrew need two or three, pointed Arabic and Tibetan a few more.
    const int MostMarksInALine = 6;

    static readonly SearchValues<char> Awkward = SearchValues.Create(
        [
            .. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(sign => char.IsControl(sign) && sign is not ('\n' or '\t')),
            '\u2028', '\u2029', '\uFFFE', '\uFFFF',
        ]);

    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// Text of several lines in its one form; nothing typed is an empty text.
    public static string Clean(string? typed) => Normalise(typed, MostMarks, IsDropped).TrimEnd();

    /// Text of one line, as titles and names are: also without runs of whitespace, signs that turn the direction of what follows, and invisible joints.
    public static string Line(string? typed)
    {
        var text = Normalise(typed, MostMarksInALine, rune => IsDropped(rune) || IsHiddenInALine(rune));
        var line = new StringBuilder(text.Length);
        var gap = false;
        foreach (var sign in text)
        {
            if (char.IsWhiteSpace(sign)) gap = line.Length > 0;
            else
            {
                if (gap) line.Append(' ');
                gap = false;
                line.Append(sign);
            }
        }

        return line.ToString();
    }

    /// How many characters a reader would count. Give it text in its one form.
    public static int CountElements(string text) => CountElements(text, int.MaxValue);

    /// The same, but stops at the first one over <paramref name="most"/>.
    public static int CountElements(ReadOnlySpan<char> text, int most)
    {
        var count = 0;
        while (!text.IsEmpty && count <= most)
        {
            text = text[StringInfo.GetNextTextElementLength(text)..];
            count++;
        }

        return count;
    }

    /// Whether there is anything in it for a reader to see.
    public static bool IsBlank(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsSeen(rune)) return false;
        }

        return true;
    }

    /// Refuses nothing to read, saying what is missing, and more than <paramref name="most"/> characters.
    public static string Require(string? typed, int most, string whatIsMissing) => Present(Allow(typed, most), whatIsMissing);

    /// May be empty. Refuses more than <paramref name="most"/> characters.
    public static string Allow(string? typed, int most)
    {
        RefuseOverlong(typed, most);
        return Within(Clean(typed), most);
    }

    /// <see cref="Require"/> for one line.
    public static string RequireLine(string? typed, int most, string whatIsMissing) => Present(AllowLine(typed, most), whatIsMissing);

    /// <see cref="Allow"/> for one line. What comes out has at most <see cref="UnitsPerCharacterInALine"/> UTF-16 units for each character allowed.
    public static string AllowLine(string? typed, int most)
    {
        RefuseOverlong(typed, most);
        var line = Within(Line(typed), most);
        return line.Length <= most * UnitsPerCharacterInALine ? line : throw new RefusedException("Use fewer emoji and accents. They take more room than we have.");
    }

    /// At most so many characters, the last of them an ellipsis if words were left out.
    public static string Shorten(string text, int most)
    {
        var rest = text.AsSpan();
        var kept = 0;
        for (var count = 0; count < most; count++)
        {
            if (count == most - 1) kept = text.Length - rest.Length;
            if (rest.IsEmpty) return text;
            rest = rest[StringInfo.GetNextTextElementLength(rest)..];
        }

        return rest.IsEmpty ? text : string.Concat(text.AsSpan(0, kept).TrimEnd(), "…");
    }

    static string Present(string text, string whatIsMissing) => IsBlank(text) ? throw new RefusedException(whatIsMissing) : text;

    static string Within(string text, int most)
    {
        // Most texts are short in every way of counting.
        if (text.Length <= most) return text;

        var count = CountElements(text);
        return count <= most ? text : throw new RefusedException(string.Create(British, $"Use at most {most:N0} characters. You have {count:N0}."));
    }

    // Before any work is done on it: a paste may be of any size.
    static void RefuseOverlong(string? typed, int most)
    {
        if (typed?.Length > (long)most * UnitsPerCharacter + UnitsPerCharacter)
            throw new RefusedException(string.Create(British, $"Use at most {most:N0} characters. You have far more."));
    }

    static string Normalise(string? typed, int mostMarks, Predicate<Rune> isDropped)
    {
        if (string.IsNullOrEmpty(typed)) return "";
        if (Ascii.IsValid(typed) && !typed.AsSpan().ContainsAny(Awkward)) return typed;

        var text = new StringBuilder(typed.Length);
        Rune before = default;
        foreach (var rune in typed.EnumerateRunes())
        {
            // EnumerateRunes has already put U+FFFD for half a surrogate pair.
            if (rune.Value is '\r' or 0x85 or 0x2028 or 0x2029) text.Append('\n');
            else if (!isDropped(rune) && (rune.Value, before.Value) is not ('\n', '\r')) text.Append(rune);
            before = rune;
        }

        // NFC takes some marks apart, hence again.
        return ClipMarks(ClipMarks(text.ToString(), MostMarks).Normalize(), mostMarks);
    }

    static string ClipMarks(string text, int most)
    {
        var clipped = new StringBuilder(text.Length);
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            marks = IsMark(rune) ? marks + 1 : 0;
            if (marks <= most) clipped.Append(rune);
        }

        return clipped.Length == text.Length ? text : clipped.ToString();
    }

    static bool IsDropped(Rune rune) => rune.Value is 0xFFFE or 0xFFFF || (rune.Value is not ('\n' or '\t') && Rune.IsControl(rune));

    static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    // The joiners U+200C and U+200D stay: Persian and emoji need them.
    static bool IsHiddenInALine(Rune rune) => rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or 0xAD or 0x200B or 0x2060 or 0xFEFF;

    static bool IsSeen(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate => false,
        UnicodeCategory.PrivateUse => false,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark => false,
        // The Hangul fillers and the empty Braille cell are letters and symbols that show nothing.
        // What is not assigned yet may be an emoji of next year, save in the block of tags.
        _ => rune.Value is not (0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or >= 0xE0000 and <= 0xE0FFF),
    };
}
