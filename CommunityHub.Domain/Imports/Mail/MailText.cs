using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CommunityHub.Forums;
using CommunityHub.Text;

namespace CommunityHub.Imports.Mail;

/// The words of a mail as Markdown that says the same: nothing in them is a mark, and what was quoted, or stands below "-- ", is a quote,
/// which pages fold (<see cref="FoldedQuote"/>).
public static partial class MailText
{
    /// Room for the lines below it.
    public const int Longest = Post.LongestImported - 2_000;

    const int MostQuoted = 8;
    const int MostOfSignature = 12;
    const int Deepest = 5;
    const int LongestIndent = 40;
    const int ShortestRule = 30;

    public static string FromPlain(string plain, out bool isShortened)
    {
        var whole = string.Join('\n', MailLines.Join(Wording.Clean(plain)).Select(Say));
        var lines = MailAddresses.Mask(whole).Split('\n').Select(MailLines.Quoted).ToList();
        var text = Write(lines, int.MaxValue, out isShortened);
        // One's own words come before those of others.
        return isShortened ? Write(lines, MostQuoted, out isShortened) : text;
    }

    public static string FromHtml(string html, out bool isShortened)
    {
        var seen = Cell().Replace(Row().Replace(Unseen().Replace(html, ""), "<br>"), " ");
        var text = EmptyLink().Replace(MailAddresses.Mask(Wording.Clean(HtmlToMarkdown.Convert(seen))), "");
        isShortened = text.Length > Longest;
        return isShortened ? text[..Longest] : text;
    }

    static string Say((int Depth, string Words) line) => line.Depth == 0 ? line.Words : $"{new string('>', line.Depth)} {line.Words}";

    static string Write(List<(int Depth, string Words)> lines, int mostQuoted, out bool isShortened)
    {
        var text = new StringBuilder();
        var (before, quoted, isSignature) = (0, 0, false);
        isShortened = false;
        foreach (var (i, (own, words)) in lines.Index())
        {
            var isBegin = !isSignature && own == 0 && BeginsSignature(words, lines.Count - i);
            isSignature |= isBegin;
            if (isSignature && !isBegin && IsRule(words)) continue;
            var depth = isSignature ? 1 : Math.Min(own, Deepest);
            if (depth == 0 || isBegin) EndQuote(text, ref quoted, ref before, mostQuoted);
            if (own > 0 && !isSignature && ++quoted > mostQuoted) continue;
            // A quote begins a paragraph of its own, and so does what is quoted less deeply.
            if (depth > 0 && before == 0 && text.Length > 1 && text[^2] != '\n') text.Append('\n');
            if (depth < before) text.Append(Marks(depth)).Append('\n');
            if (depth == 0 && words.Length == 0 && (text.Length < 2 || text[^2] == '\n')) continue;
            var line = $"{Marks(depth)}{(isBegin ? FoldedQuote.SignatureMark : Line(words))}\n";
            before = depth;
            if (text.Length + line.Length > Longest)
            {
                isShortened = true;
                break;
            }
            text.Append(line);
        }
        EndQuote(text, ref quoted, ref before, mostQuoted);
        return text.ToString().Trim('\n');
    }

    static string Marks(int depth) => string.Concat(Enumerable.Repeat("> ", depth));

    // "-- " by itself (RFC 3676); other rules only where little follows them, as below every message of a list.
    static bool BeginsSignature(string line, int left) =>
        line is "-- " || (left <= MostOfSignature && (line is "--" || IsRule(line)));

    static bool IsRule(string line) => line.Length > ShortestRule && line.AsSpan().Trim("_-").IsEmpty;

    static void EndQuote(StringBuilder text, ref int quoted, ref int before, int mostQuoted)
    {
        if (quoted > mostQuoted) text.Append(CultureInfo.InvariantCulture, $"> *and {quoted - mostQuoted} more lines*\n");
        if (quoted > 0) text.Append('\n');
        (quoted, before) = (0, 0);
    }

    static string Line(string words)
    {
        var bare = words.TrimStart(' ', '\t');
        var indent = words[..^bare.Length].Replace("\t", "    ", StringComparison.Ordinal).Length;
        var line = new StringBuilder().Append('\u00a0', Math.Min(indent, LongestIndent));
        var at = 0;
        foreach (var link in Link().EnumerateMatches(bare))
        {
            line.Append(Plain(bare[at..link.Index], at == 0)).Append('<').Append(bare, link.Index, link.Length).Append('>');
            at = link.Index + link.Length;
        }
        return line.Append(Plain(bare[at..], at == 0)).ToString().TrimEnd(' ', '\t');
    }

    static string Plain(string words, bool isFirst)
    {
        var text = HtmlToMarkdown.Escape(words).Replace("&", "\\&", StringComparison.Ordinal).Replace("@", "\\@", StringComparison.Ordinal);
        return isFirst ? Mark().Replace(text, @"$1\$2") : text;
    }

    [GeneratedRegex(MailAddresses.Link, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MailAddresses.Longest)]
    private static partial Regex Link();

    // What would make a heading, a list or a rule of a line.
    [GeneratedRegex(@"^(\d{0,9})([#+\-=>.)])", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    // Also pictures, which tell their senders who reads them, and the beginnings of links that lead nowhere from here.
    [GeneratedRegex(
        @"<(style|script|head|title)\b.*?</(style|script|head|title)\s*>|<!--.*?-->|<img\b[^>]*>"
            + @"|<a\b[^>]*\bhref\s*=\s*[""']?\s*(mailto|cid|javascript|data|file):[^>]*>",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant,
        MailAddresses.Longest)]
    private static partial Regex Unseen();

    [GeneratedRegex(@"</t[dh]\s*>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Cell();

    [GeneratedRegex(@"</tr\s*>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Row();

    [GeneratedRegex(@"\[\s*\]\([^()\s]*\)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MailAddresses.Longest)]
    private static partial Regex EmptyLink();
}
