using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// What stands behind a link to something on this site: its title, what it is and where, and of a post its first words.
public sealed record LinkCard(string Title, string Where, string? Words = null);

/// A link that stands alone in its paragraph is shown with a card of what it leads to, to whoever may read that. For all others it stays a
/// link, and says nothing more. Asked for each reader and each page: what may be read today may be closed tomorrow.
public sealed partial class LinkCards(IDbContextFactory<HubDb> databases, TimeProvider clock)
{
    /// On one page. More stay links.
    public const int Most = 40;
    const int LongestWords = 140;

    /// Of what a page shows, by the paragraphs that the links stand in. Host: this site's own, for links with a whole address. A visitor is
    /// shown none: their pages are kept for all of them.
    public async Task<IReadOnlyDictionary<string, LinkCard>> ReadAsync(Actor actor, IEnumerable<string> htmls, string host, CancellationToken cancel = default)
    {
        var links = actor.PersonId is null ? [] : htmls.SelectMany(html => Find(html, host)).DistinctBy(link => link.Paragraph).Take(Most).ToList();
        var cards = new Dictionary<string, LinkCard>(StringComparer.Ordinal);
        if (links.Count == 0) return cards;

        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        foreach (var kind in links.GroupBy(link => link.Kind))
        {
            var ids = kind.Select(link => link.Id).Distinct().ToList();
            var found = await (kind.Key switch
            {
                "discussions" => DiscussionsAsync(db, reader, ids, [.. kind.Select(link => link.Post).Distinct()], cancel),
                "hotseats" => HotseatsAsync(db, reader, ids, cancel),
                _ => CommunitiesAsync(db, reader, ids, cancel),
            });
            foreach (var link in kind)
            {
                if (found.TryGetValue((link.Id, link.Post), out var card) || found.TryGetValue((link.Id, 1), out card)) cards[link.Paragraph] = card;
            }
        }
        return cards;
    }

    /// The same text with a card below each link that has one.
    public static string Insert(string html, IReadOnlyDictionary<string, LinkCard> cards) =>
        cards.Count == 0 ? html : Alone().Replace(html, found => cards.TryGetValue(found.Value, out var card) ? found.Value + Draw(card, found.Groups["to"].Value) : found.Value);

    static IEnumerable<(string Paragraph, string Kind, string Id, int Post)> Find(string html, string host) => Alone().Matches(html)
        .Where(found => !found.Groups["host"].Success || string.Equals(found.Groups["host"].Value, host, StringComparison.OrdinalIgnoreCase))
        .Select(found => (found.Value, found.Groups["kind"].Value, found.Groups["id"].Value,
            int.TryParse(found.Groups["post"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var post) ? post : 1));

    static string Draw(LinkCard card, string to) =>
        $"""<p class="link-card"><a href="{to}"><b>{WebUtility.HtmlEncode(card.Title)}</b></a><span class="meta">{WebUtility.HtmlEncode(card.Where)}</span>{(card.Words is { Length: > 0 } words ? $"<span>{WebUtility.HtmlEncode(words)}</span>" : "")}</p>""";

    static async Task<Dictionary<(string, int), LinkCard>> DiscussionsAsync(HubDb db, Reader reader, List<string> ids, List<int> numbers, CancellationToken cancel) =>
        (await db.Posts
            .Where(p => numbers.Contains(p.Number) || p.Number == 1)
            .Join(db.DiscussionsFor(reader).Where(d => ids.Contains(d.PublicId)), p => p.DiscussionId, d => d.Id, (p, d) => new
            {
                d.PublicId,
                d.Title,
                p.Number,
                Community = db.Communities.Where(c => c.Id == d.CommunityId).Select(c => c.Name).First(),
                By = p.Person.Name,
                Text = p.RemovedAt == null ? p.Text : "",
            })
            .ToListAsync(cancel))
        .ToDictionary(one => (one.PublicId, one.Number), one => new LinkCard(one.Title, $"{(one.Number == 1 ? "Discussion" : $"Post {one.Number} by {one.By}")} in {one.Community}", Markdown.ToPlain(one.Text, LongestWords)));

    static async Task<Dictionary<(string, int), LinkCard>> HotseatsAsync(HubDb db, Reader reader, List<string> ids, CancellationToken cancel) =>
        (await db.HotseatsFor(reader).Where(h => ids.Contains(h.PublicId))
            .Select(h => new { h.PublicId, h.Title, h.About, Community = db.Communities.Where(c => c.Id == h.CommunityId).Select(c => c.Name).First() })
            .ToListAsync(cancel))
        .ToDictionary(one => (one.PublicId, 1), one => new LinkCard(one.Title, $"Hotseat in {one.Community}", Markdown.ToPlain(one.About, LongestWords)));

    static async Task<Dictionary<(string, int), LinkCard>> CommunitiesAsync(HubDb db, Reader reader, List<string> ids, CancellationToken cancel) =>
        (await db.CommunitiesKnownTo(reader).Where(c => ids.Contains(c.Slug)).Select(c => new { c.Slug, c.Name, c.Purpose }).ToListAsync(cancel))
        .ToDictionary(one => (one.Slug, 1), one => new LinkCard(one.Name, "Community", one.Purpose));

    // As Markdown.ToHtml writes a paragraph of one link.
    [GeneratedRegex("""<p><a href="(?<to>(?:https?://(?<host>[^/"]{1,255}))?/?(?<kind>discussions|hotseats|communities)/(?<id>[a-z0-9-]{1,120})(?:\?page=\d{1,9})?(?:#post-(?<post>\d{1,9}))?)"[^>]{0,200}>[^<]{1,400}</a></p>""",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Alone();
}
