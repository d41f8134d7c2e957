using System.Net;
using System.Text.RegularExpressions;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Architecture;

/// One answer, with all that came: line, headers, body.
sealed record Surface(string Address, int Status, string Headers, string Body, string? Redirect)
{
    /// Without what the asker said: an address that comes back gives nothing away.
    public string WithoutEcho()
    {
        var text = Headers + "\n" + WebUtility.HtmlDecode(Body);
        var asked = System.Web.HttpUtility.ParseQueryString(new Uri(new Uri("http://site"), Address).Query);
        var value = asked.Count > 0 ? asked[0] ?? "" : "";
        foreach (var said in new[] { value, Address, Uri.UnescapeDataString(Address), Address.TrimStart('/'), Uri.EscapeDataString(Address), Uri.EscapeDataString(Uri.EscapeDataString(Address)) }.Where(said => said.Length > 1).OrderByDescending(said => said.Length)) text = text.Replace(said, "", StringComparison.OrdinalIgnoreCase);
        return text;
    }
}

/// Asks for every address that somebody could think of or follow.
static partial class Crawler
{
    const int Most = 3_000;

    public static async Task<List<Surface>> CrawlAsync(Onlooker who, IEnumerable<string> seeds)
    {
        var (surfaces, waiting, known) = (new List<Surface>(), new Queue<string>(), new HashSet<string>());
        foreach (var seed in seeds)
        {
            if (known.Add(seed)) waiting.Enqueue(seed);
        }
        while (waiting.TryDequeue(out var address) && surfaces.Count < Most)
        {
            var surface = await AskAsync(who, address);
            surfaces.Add(surface);
            foreach (var link in Links(surface))
            {
                if (known.Add(link)) waiting.Enqueue(link);
            }
        }
        Assert.True(surfaces.Count < Most, $"{who} found no end of pages: {string.Join(' ', surfaces.TakeLast(5).Select(s => s.Address))}");
        return surfaces;
    }

    public static async Task<Surface> AskAsync(Onlooker who, string address)
    {
        using var stranger = who.Name is "anonymous" ? new HttpVisitor(who.Site) : null; // each time somebody new: no cookie from before
        using var answer = await (stranger ?? who.Http).GetAsync(address);
        var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not "Date").Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"));
        return new Surface(address, (int)answer.StatusCode, headers, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.Headers.Location?.OriginalString);
    }

    static IEnumerable<string> Links(Surface surface)
    {
        var found = Link().Matches(surface.Body).Select(link => WebUtility.HtmlDecode(link.Groups[1].Value));
        if (surface.Redirect is { } redirect) found = found.Append(redirect);
        return found
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal) && !link.StartsWith("tel:", StringComparison.Ordinal) && !link.StartsWith("data:", StringComparison.Ordinal))
            .Select(link => "/" + link.Split('#')[0].TrimStart('/'))
            // Signing in comes back with whatever was asked for; our own files say nothing.
            .Where(link => !link.StartsWith("/account/login?", StringComparison.Ordinal) && !Asset().IsMatch(link));
    }

    [GeneratedRegex("(?:href|src|action)=\"([^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex(@"\.(css|js|svg|woff2|txt|png|webmanifest)(\?|$)")]
    private static partial Regex Asset();
}
