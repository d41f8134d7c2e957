using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace CommunityHub.Text;

/// Two names with the same key look alike. For comparing only; never shown.
public static class NameKey
{
    // Chosen from confusables.txt of Unicode UTS 39 (Security Mechanisms): single letters of the scripts that pass for Latin in common fonts.
    // Pairs such as rn and m are left out: they would forbid more real names than they would catch.
    static readonly FrozenDictionary<int, char> Lookalikes = Table(
        // Capitals whose small letters look like something else.
        ("ΝΗΥ", "nhy"),
        // Cyrillic.
        ("авгеһзіјкӏмнопрсѕтухцԁԛԝѡьүґѵ", "abreh3ijklmhonpcstyxudqwwbyrv"),
        // Greek.
        ("αβγεζηικμνορστυχωϲϳ", "abyezhikmvopotuxwcj"),
        // Armenian and small capitals.
        ("օոսցհ", "onugh"),
        ("ʀɪɴʟʙɢʜɡɑɩʏᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢ", "rinlbghgaiyacdejkmoptuvwz"),
        // Latin letters with strokes that normalising leaves alone.
        ("øłđħŧıȷſƒ", "oldhtijsf"),
        // Digits and strokes. All that is an upright line becomes an l.
        ("01i|ǀ∣", "olllll"));

    /// Names alike for so long are alike. Normalising can make one letter into eighteen, and a column has an end.
    public const int Longest = 200;

    /// Never empty for a name that can be seen.
    public static string Of(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var rune in Wording.Clean(name).Normalize(NormalizationForm.FormKC).EnumerateRunes()) Add(rune, key);

        // A name may be all signs; it is then its own key.
        var text = key.Length > 0 ? key.ToString() : string.Concat(Wording.Line(name).Where(sign => !char.IsWhiteSpace(sign)));
        if (text.Length <= Longest) return text;

        return text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
    }

    static void Add(Rune capital, StringBuilder key)
    {
        if (Lookalikes.TryGetValue(capital.Value, out var latin)) key.Append(Twice(latin));
        else
        {
            foreach (var rune in Rune.ToLowerInvariant(capital).ToString().Normalize(NormalizationForm.FormD).EnumerateRunes())
            {
                if (rune.Value == 'ß') key.Append("ss");
                else if (Lookalikes.TryGetValue(rune.Value, out latin)) key.Append(Twice(latin));
                else if (Rune.IsLetterOrDigit(rune) || IsPicture(rune) || IsVowelSign(rune)) key.Append(rune);
            }
        }
    }

    // A Cyrillic і passes for i, and i for l.
    static char Twice(char latin) => Lookalikes.TryGetValue(latin, out var again) ? again : latin;

    // Two names of emoji only are not alike.
    static bool IsPicture(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol;

    // Accents of the scripts above are left out of the key, but in Hindi, Thai or Japanese a mark makes another word.
    static bool IsVowelSign(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        && rune.Value is not (>= 0x300 and <= 0x36F or >= 0x483 and <= 0x489 or >= 0x180B and <= 0x180F or >= 0x1AB0 and <= 0x1AFF or >= 0x1DC0 and <= 0x1DFF
            or >= 0x20D0 and <= 0x20FF or >= 0xFE00 and <= 0xFE2F or >= 0xE0100 and <= 0xE01EF);

    static FrozenDictionary<int, char> Table(params (string From, string To)[] rows) => rows
        .SelectMany(row => row.From.EnumerateRunes().Select(rune => rune.Value).Zip(row.To))
        .DistinctBy(pair => pair.First)
        .ToFrozenDictionary(pair => pair.First, pair => pair.Second);
}
