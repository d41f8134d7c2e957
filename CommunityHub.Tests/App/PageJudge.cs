using System.Collections.Concurrent;
using AngleSharp.Html.Parser;
using CommunityHub.Tests.Architecture;

namespace CommunityHub.Tests.App;

/// Whether anything that was typed has become part of a page.
static class PageJudge
{
    public static void Inspect(ConcurrentQueue<string> wrong, string host, string what, Surface surface)
    {
        if (surface.Status >= 500) wrong.Enqueue($"{what}: {surface.Status}");
        if (surface.Redirect is { } redirect && Uri.TryCreate(redirect, UriKind.Absolute, out var to) && to.Scheme is "http" or "https" && to.Host != host) wrong.Enqueue($"{what}: leads to {redirect}");
        if (!surface.Headers.Contains("text/html", StringComparison.Ordinal)) return;
        foreach (var element in new HtmlParser().ParseDocument(surface.Body).All)
        {
            if (element.LocalName is "script" && !element.HasAttribute("src") && element.GetAttribute("type") is not "importmap") wrong.Enqueue($"{what}: a script, {Shown(element.TextContent)}");
            if (element.LocalName is "iframe" or "object" or "embed" or "marquee" or "video" or "audio") wrong.Enqueue($"{what}: {element.LocalName}");
            // The page's own stands at its head.
            if (element.LocalName is "base" && element.GetAttribute("href") is not "/") wrong.Enqueue($"{what}: base {element.GetAttribute("href")}");
            foreach (var attribute in element.Attributes)
            {
                if (attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Name is "style" or "srcdoc") wrong.Enqueue($"{what}: {element.LocalName} {attribute.Name}={Shown(attribute.Value)}");
                if (attribute.Name is "href" or "src" or "action" or "formaction" && IsProgram(attribute.Value)) wrong.Enqueue($"{what}: {Shown(attribute.Value)}");
            }
        }
    }

    public static string Shown(string text) => (text.Length > 60 ? $"{text[..40]}… ({text.Length})" : text).Replace("\0", "␀", StringComparison.Ordinal).ReplaceLineEndings("⏎");

    // As browsers read it: without tabs and breaks, and whatever stands before.
    static bool IsProgram(string address)
    {
        var read = string.Concat(address.Where(sign => sign > ' ')).ToUpperInvariant();
        return read.StartsWith("JAVASCRIPT:", StringComparison.Ordinal) || read.StartsWith("VBSCRIPT:", StringComparison.Ordinal) || read.StartsWith("DATA:TEXT", StringComparison.Ordinal);
    }
}
