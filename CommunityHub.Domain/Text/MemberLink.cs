using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace CommunityHub.Text;

/// Links of members: to the web, to mail and into this site. Every other address stays text, and pictures become links to them.
sealed class MemberLink : HtmlObjectRenderer<LinkInline>
{
    // A link in a link is not HTML; the alternative text of a picture may hold one.
    bool isInside;

    /// A mark of <see cref="Mentions"/> is somebody's name.
    public bool ShowsPeople { get; init; }

    /// Whether a reader may be sent there. A browser drops tabs and line breaks from addresses and takes \ for /, hence the first line.
    public static bool IsAllowed(string? url) =>
        !string.IsNullOrEmpty(url) && !url.Any(sign => char.IsControl(sign) || sign == '\\')
        && (url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || url.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
            || (url[0] == '/' && !url.StartsWith("//", StringComparison.Ordinal)));

    public static void Open(HtmlRenderer html, string url)
    {
        html.Write("<a href=\"");
        html.WriteEscapeUrl(url);
        html.Write("\" rel=\"nofollow noopener ugc\">");
    }

    protected override void Write(HtmlRenderer renderer, LinkInline link)
    {
        var url = link.GetDynamicUrl?.Invoke() ?? link.Url;
        if (ShowsPeople && !isInside && Mentions.IdOf(url) is { } person)
        {
            renderer.Write($"<span class=\"mention\" data-person=\"{person}\">");
            renderer.WriteEscape(Mentions.WordsOf(link));
            renderer.Write("</span>");
        }
        else if (isInside || !IsAllowed(url)) WriteWords(renderer, link, "");
        else
        {
            isInside = true;
            Open(renderer, url!);
            WriteWords(renderer, link, url!);
            renderer.Write("</a>");
            isInside = false;
        }
    }

    static void WriteWords(HtmlRenderer renderer, LinkInline link, string otherwise)
    {
        if (link.FirstChild is not null) renderer.WriteChildren(link);
        else renderer.WriteEscape(otherwise);
    }
}

/// An address in angle brackets.
sealed class MemberAutolink : HtmlObjectRenderer<AutolinkInline>
{
    protected override void Write(HtmlRenderer renderer, AutolinkInline link)
    {
        var url = link.IsEmail ? $"mailto:{link.Url}" : link.Url;
        var isLink = MemberLink.IsAllowed(url);
        if (isLink) MemberLink.Open(renderer, url);
        renderer.WriteEscape(link.Url);
        if (isLink) renderer.Write("</a>");
    }
}
