using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CommunityHub.Text;

/// A place in a text where somebody may be named: a mark as it is kept (Id), or an @ with words behind it.
public sealed record MentionPlace(int Start, int Length, string? Id, string Words);

/// People named in what members write. As typed: "@Ada Osei". As kept: "[@Ada Osei](mention:ID)", which holds when she takes another name.
public static partial class Mentions
{
    public const string Scheme = "mention:";
    public const int Most = 20;

    /// Letters behind an @ that may be a name.
    public const int LongestName = 80;

    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder { MaximumNestingDepth = 32 }.DisableHtml().UseAutoLinks().UsePreciseSourceLocation().Build();

    public static string Mark(string id, string name) => $"[@{Special().Replace(name, @"\$0")}]({Scheme}{id})";

    /// Not in code, and no @ in a quote: whoever is quoted again is not called again. Of a text in its one form (<see cref="Wording"/>).
    public static IReadOnlyList<MentionPlace> Find(string text)
    {
        if (!text.Contains('@') || Markdown.IsTooMuch(text)) return [];
        try
        {
            var places = new List<MentionPlace>();
            foreach (var part in Markdig.Markdown.Parse(text, Pipeline).Descendants())
            {
                if (part is LinkInline link) AddMark(link, text, places);
                else if (part is LiteralInline literal && !IsApart(literal)) AddWords(literal, text, places);
            }
            return [.. places.OrderBy(place => place.Start).Take(Most)];
        }
        // Nested too deeply, or a fault in the library.
        catch (Exception)
        {
            return [];
        }
    }

    /// The text with other words in some places; null leaves a place as it is.
    public static string Replace(string text, IReadOnlyList<MentionPlace> places, Func<MentionPlace, (int Length, string Words)?> with)
    {
        foreach (var place in places.Reverse())
        {
            if (with(place) is { } put) text = string.Concat(text.AsSpan(0, place.Start), put.Words, text.AsSpan(place.Start + put.Length));
        }
        return text;
    }

    /// Which ids stand in HTML that was made with names.
    public static IEnumerable<string> IdsIn(string html) => Drawn().Matches(html).Select(found => found.Groups[1].Value);

    /// HTML as it is shown: each name as it is now, and no ids. Who has none any more is what <paramref name="otherwise"/> says.
    public static string Name(string html, IReadOnlyDictionary<string, string> names, string otherwise) =>
        Drawn().Replace(html, found => $"<span class=\"mention\">@{System.Net.WebUtility.HtmlEncode(names.GetValueOrDefault(found.Groups[1].Value, otherwise))}</span>");

    /// A text as it is kept, with people’s ids as they are elsewhere; whoever has none there is words.
    public static string Move(string text, Func<string, string?> idThere) => Kept().Replace(text, found =>
    {
        var id = found.Groups[1].Value;
        var words = found.Value[2..^($"]({Scheme})".Length + id.Length)];
        return idThere(id) is { } moved ? $"[@{words}]({Scheme}{moved})" : $"@{Escaped().Replace(words, "$1")}";
    });

    /// Without one person: in a text as it is kept.
    public static string ForgetIn(string text, string id, string name) => Kept().Replace(text, found => found.Groups[1].Value == id ? $"@{name}" : found.Value);

    /// The same in HTML.
    public static string ForgetInHtml(string html, string id, string name) =>
        Drawn().Replace(html, found => found.Groups[1].Value == id ? $"@{name}" : found.Value);

    /// Plain, so that the name can be put in its place later.
    internal static string WordsOf(LinkInline link) => string.Concat(link.Descendants<LiteralInline>().Select(literal => literal.Content.ToString()));

    internal static string? IdOf(string? url) => url?.StartsWith(Scheme, StringComparison.Ordinal) is true && PublicId.IsWellFormed(url[Scheme.Length..]) ? url[Scheme.Length..] : null;

    /// A text as it is kept, with the names as they are now: for eyes only.
    public static string NameInText(string text, IReadOnlyDictionary<string, string> names) =>
        Kept().Replace(text, found => names.TryGetValue(found.Groups[1].Value, out var name) ? $"@{name}" : found.Value);

    static void AddMark(LinkInline link, string text, List<MentionPlace> places)
    {
        if (IdOf(link.Url) is not { } id || link.Span.Length <= 0 || link.Span.End >= text.Length) return;
        var words = Markdown.ToPlain(text.Substring(link.Span.Start, link.Span.Length), LongestName).TrimStart('@');
        places.Add(new(link.Span.Start, link.Span.Length, IsInQuote(link) ? "" : id, words));
    }

    static void AddWords(LiteralInline literal, string text, List<MentionPlace> places)
    {
        var (start, end) = (literal.Span.Start, Math.Min(literal.Span.End, text.Length - 1));
        for (var at = start; at <= end; at++)
        {
            if (text[at] != '@' || (at == start && literal.IsFirstCharacterEscaped)) continue;
            if (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '\\')) continue;
            places.Add(new(at, 1, null, text.Substring(at + 1, Math.Min(end - at, LongestName))));
        }
    }

    static bool IsApart(Inline inline)
    {
        for (var parent = inline.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is LinkInline) return true;
        }
        return IsInQuote(inline);
    }

    static bool IsInQuote(Inline inline)
    {
        var root = inline.Parent;
        while (root?.Parent is not null) root = root.Parent;
        for (Block? block = root?.ParentBlock; block is not null; block = block.Parent)
        {
            if (block is QuoteBlock) return true;
        }
        return false;
    }

    [GeneratedRegex(@"[\\\[\]()*_`~<>]", RegexOptions.NonBacktracking)]
    private static partial Regex Special();

    [GeneratedRegex(@"\\(.)", RegexOptions.NonBacktracking)]
    private static partial Regex Escaped();

    [GeneratedRegex(@"\[@(?:\\.|[^\]\\])*\]\(mention:([a-z0-9]{12})\)", RegexOptions.NonBacktracking)]
    private static partial Regex Kept();

    [GeneratedRegex("<span class=\"mention\" data-person=\"([a-z0-9]{12})\">[^<]*</span>", RegexOptions.NonBacktracking)]
    private static partial Regex Drawn();
}
