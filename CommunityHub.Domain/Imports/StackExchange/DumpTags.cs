using System.Text;
using CommunityHub.Communities;
using CommunityHub.Text;

namespace CommunityHub.Imports.StackExchange;

/// Tags of a dump: "&lt;a&gt;&lt;b&gt;" in older ones, "|a|b|" in newer.
static class DumpTags
{
    public static string[] Of(string? tags) => (tags ?? "").Split(['<', '>', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static string InWords(string? tags) => Wording.Shorten(string.Join(", ", Of(tags)), 300);

    /// "feature-request" is "Feature request".
    public static string ThemeName(string tag)
    {
        var words = new StringBuilder(tag.Replace('-', ' '));
        if (words.Length > 0) words[0] = char.ToUpperInvariant(words[0]);
        return Wording.Shorten(Wording.Line(words.ToString()), Theme.LongestName);
    }
}
