using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CommunityHub.Text;

/// A long quote, or a signature, is folded: whoever wants to read it opens it.
sealed class FoldedQuote : HtmlObjectRenderer<QuoteBlock>
{
    /// A quote that begins so is a signature (RFC 3676, 4.3).
    public const string SignatureMark = "\\--";

    const int MostLines = 8;
    const int MostCharacters = 800;
    const int LongestSummary = 60;

    readonly QuoteBlockRenderer open = new();

    protected override void Write(HtmlRenderer html, QuoteBlock quote)
    {
        if (quote.Parent is not MarkdownDocument || SummaryOf(quote) is not { } summary)
        {
            open.Write(html, quote);
            return;
        }
        html.EnsureLine();
        html.Write("<details><summary>").WriteEscape(summary).WriteLine("</summary>");
        open.Write(html, quote);
        html.WriteLine("</details>");
    }

    // Null: it is short, and stands open.
    static string? SummaryOf(QuoteBlock quote)
    {
        var words = string.Join(' ', quote.Descendants<LiteralInline>().Select(literal => literal.Content.ToString()).Take(LongestSummary));
        if (words.StartsWith("-- ", StringComparison.Ordinal)) return "Signature";
        var lines = quote.Descendants<LeafBlock>().Count() + quote.Descendants<LineBreakInline>().Count();
        return lines > MostLines || quote.Span.Length > MostCharacters ? $"Quoted: {Wording.Shorten(Wording.Line(words), LongestSummary)}" : null;
    }
}
