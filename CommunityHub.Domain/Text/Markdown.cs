using System.Net;
using System.Text;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CommunityHub.Text;

/// What members write, as HTML that is safe to show to others, or as words without marks. Never throws.
public static class Markdown
{
    /// Longer texts are shown as they were typed. Half as much again as the longest body, for characters that take two units or more.
    public const int LongestWithMarks = 30_000;

    // Some recipes cost Markdig time with the square of these. Measured at 20,000 characters: 0.6 s for brackets alone, 50 ms with these bounds.
    const int MostBrackets = 2_000;
    const int MostEmphasis = 6_000;

    // Lists and quotes begun in one line. Not even a ruler has as many.
    const int MostMarksInALine = 200;

    // Cells cost most; a table of 10,000 is no reading anyway.
    const int MostTableBars = 1_000;

    // Deeper nesting makes Markdig throw. Far more than a person writes.
    const int Deepest = 32;

    static readonly MarkdownPipeline Pipeline = Pipelines().Build();

    static readonly MarkdownPipeline PipelineWithTables = Pipelines().UsePipeTables().Build();

    /// Paragraphs, emphasis, lists, quotes, code, links, small tables, and headings below those of the page. No HTML, pictures, ids, classes or styles.
    /// With people: the marks of <see cref="Mentions"/> are names; whoever shows it puts the latest in. Folds quotes: see <see cref="FoldedQuote"/>.
    public static string ToHtml(string? text, bool withPeople = false, bool foldsQuotes = false)
    {
        var typed = Wording.Clean(text);
        if (IsTooMuch(typed)) return Plainly(typed);

        try
        {
            var document = Markdig.Markdown.Parse(typed, PipelineFor(typed));
            Tame(document);
            return Render(document, withPeople, foldsQuotes);
        }
        // Nested too deeply, or a fault in the library: no text of a member may make a page fail.
        catch (Exception)
        {
            return Plainly(typed);
        }
    }

    /// One line of at most so many characters, for lists, mail and previews.
    public static string ToPlain(string? markdown, int most)
    {
        // Marks take room too. What comes later is not seen.
        var typed = markdown ?? "";
        if (typed.Length > most * 8 + 1_000) typed = typed[..(most * 8 + 1_000)];
        typed = Wording.Clean(typed);

        if (IsTooMuch(typed)) return Wording.Shorten(Wording.Line(typed), most);

        try
        {
            var words = new StringBuilder();
            AddWords(Markdig.Markdown.Parse(typed, PipelineFor(typed)), words, Deepest * 4);
            return Wording.Shorten(Wording.Line(words.ToString()), most);
        }
        catch (Exception)
        {
            return Wording.Shorten(Wording.Line(typed), most);
        }
    }

    static MarkdownPipelineBuilder Pipelines() => new MarkdownPipelineBuilder { MaximumNestingDepth = Deepest }
        .DisableHtml()
        .UseAutoLinks()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough);

    static MarkdownPipeline PipelineFor(string typed) => typed.AsSpan().Count('|') <= MostTableBars ? PipelineWithTables : Pipeline;

    internal static bool IsTooMuch(ReadOnlySpan<char> typed) =>
        typed.Length > LongestWithMarks
        || typed.Count('[') > MostBrackets
        || typed.Count('*') + typed.Count('_') + typed.Count('~') > MostEmphasis
        || BeginsTooMuch(typed);

    static bool BeginsTooMuch(ReadOnlySpan<char> typed)
    {
        foreach (var line in typed.EnumerateLines())
        {
            var marks = 0;
            foreach (var sign in line)
            {
                if (sign is '>' or '-' or '+' or '*' or '.' or ')') marks++;
                else if (!char.IsWhiteSpace(sign) && !char.IsAsciiDigit(sign)) break;
            }

            if (marks > MostMarksInALine) return true;
        }

        return false;
    }

    static void Tame(MarkdownDocument document)
    {
        foreach (var part in document.Descendants())
        {
            // Ids, and the class that names a code block's language.
            part.RemoveData(typeof(HtmlAttributes));
            if (part is HeadingBlock heading) heading.Level = Math.Min(heading.Level + 3, 6);

            // These would become style attributes, which the content policy refuses.
            if (part is Table table)
            {
                foreach (var column in table.ColumnDefinitions) (column.Alignment, column.Width) = (null, 0);
            }
        }
    }

    // A renderer of its own each time: one from Markdig's pool keeps the state in which an earlier text made it throw.
    static string Render(MarkdownDocument document, bool withPeople, bool foldsQuotes)
    {
        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html) { MaximumNestingDepth = Deepest };
        renderer.ObjectRenderers.Clear();
        renderer.ObjectRenderers.AddRange(
        [
            new ParagraphRenderer(),
            new HeadingRenderer(),
            new ListRenderer(),
            foldsQuotes ? new FoldedQuote() : new QuoteBlockRenderer(),
            new CodeBlockRenderer(),
            new ThematicBreakRenderer(),
            new HtmlTableRenderer(),
            new LiteralInlineRenderer(),
            new LineBreakInlineRenderer { RenderAsHardlineBreak = true },
            new EmphasisInlineRenderer { GetTag = Emphasis },
            new CodeInlineRenderer(),
            new HtmlEntityInlineRenderer(),
            new DelimiterInlineRenderer(),
            new MemberLink { ShowsPeople = withPeople },
            new MemberAutolink(),
        ]);
        renderer.Render(document);
        return html.ToString();
    }

    static string? Emphasis(EmphasisInline emphasis) => (emphasis.DelimiterChar, emphasis.DelimiterCount) switch
    {
        ('~', _) => "del",
        (_, 2) => "strong",
        _ => "em",
    };

    static string Plainly(string typed) => string.Concat(typed
        .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(part => $"<p>{WebUtility.HtmlEncode(part).Replace("\n", "<br />\n", StringComparison.Ordinal)}</p>\n"));

    static void AddWords(MarkdownObject part, StringBuilder words, int depth)
    {
        if (depth == 0) return;

        switch (part)
        {
            case LiteralInline literal:
                words.Append(literal.Content.AsSpan());
                break;
            case CodeInline code:
                words.Append(code.Content);
                break;
            case HtmlEntityInline entity:
                words.Append(entity.Transcoded.AsSpan());
                break;
            case AutolinkInline link:
                words.Append(link.Url);
                break;
            case LineBreakInline:
                words.Append(' ');
                break;
            case DelimiterInline delimiter:
                words.Append(delimiter.ToLiteral());
                AddAll(delimiter, words, depth);
                break;
            case ContainerInline inlines:
                AddAll(inlines, words, depth);
                break;
            case LinkReferenceDefinition:
                break;
            case LeafBlock { Inline: { } inlines }:
                AddAll(inlines, words, depth);
                words.Append(' ');
                break;
            case LeafBlock leaf:
                words.Append(leaf.Lines.ToString()).Append(' ');
                break;
            case ContainerBlock blocks:
                foreach (var block in blocks) AddWords(block, words, depth - 1);
                break;
        }
    }

    static void AddAll(ContainerInline inlines, StringBuilder words, int depth)
    {
        foreach (var inline in inlines) AddWords(inline, words, depth - 1);
    }
}
