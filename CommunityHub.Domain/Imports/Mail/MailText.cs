using System.Text;
using System.Text.RegularExpressions;
using CommunityHub.Forums;
using CommunityHub.Text;

namespace CommunityHub.Imports.Mail;

/// The words of a mail as Markdown that says the same: nothing in them is a mark, and what was quoted, or stands below "-- ", is a quote.
public static partial class MailText
{
    const int MostQuoted = 8;
    const int MostOfSignature = 4;
    const int Deepest = 5;
    const int LongestIndent = 40;

    /// Room for the lines below it.
    const int Longest = Post.LongestImported - 2_000;

    public static string FromPlain(string plain, out bool isShortened)
    {
        var text = new StringBuilder();
        isShortened = false;
        var (quoted, signature) = (0, -1);
        foreach (var raw in MailAddresses.Mask(Wording.Clean(plain)).Split('\n'))
        {
            if (signature < 0 && IsSignature(raw))
            {
                EndQuote(text, ref quoted);
                signature = 0;
                text.Append('\n');
                continue;
            }
            var (depth, words) = signature < 0 ? Quoted(raw) : (1, raw.Trim());
            if (signature >= 0 && (words.Length == 0 || signature++ >= MostOfSignature)) continue;
            if (depth == 0) EndQuote(text, ref quoted);
            else if (signature < 0 && ++quoted > MostQuoted) continue;
            // A quote begins a paragraph of its own.
            if (depth > 0 && text.Length > 1 && quoted == 1 && text[^2] != '\n') text.Append('\n');
            var line = $"{string.Concat(Enumerable.Repeat("> ", depth))}{Line(words)}\n";
            if (text.Length + line.Length > Longest)
            {
                isShortened = true;
                break;
            }
            text.Append(line);
        }
        EndQuote(text, ref quoted);
        return text.ToString().Trim('\n');
    }

    public static string FromHtml(string html, out bool isShortened)
    {
        var text = MailAddresses.Mask(Wording.Clean(HtmlToMarkdown.Convert(Unread().Replace(html, ""))));
        isShortened = text.Length > Longest;
        return isShortened ? text[..Longest] : text;
    }

    static bool IsSignature(string line) => line is "-- " or "--" || (line.Length > 30 && line.AsSpan().Trim('_').IsEmpty);

    static void EndQuote(StringBuilder text, ref int quoted)
    {
        if (quoted > MostQuoted) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"> *and {quoted - MostQuoted} more lines*\n");
        if (quoted > 0) text.Append('\n');
        quoted = 0;
    }

    static (int Depth, string Words) Quoted(string line)
    {
        var (depth, at) = (0, 0);
        while (at < line.Length && (line[at] == '>' || (line[at] == ' ' && depth > 0)))
        {
            if (line[at++] == '>') depth++;
        }
        return (Math.Min(depth, Deepest), depth > 0 ? line[at..] : line);
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

    [GeneratedRegex(@"https?://[^\s<>""()\[\]\\]+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    // What would make a heading, a list or a rule of a line.
    [GeneratedRegex(@"^(\d{0,9})([#+\-=>.)])", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    [GeneratedRegex("<(style|script|head|title)\\b.*?</(style|script|head|title)\\s*>|<!--.*?-->", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Unread();
}
