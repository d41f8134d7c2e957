using System.Collections.Concurrent;
using System.Diagnostics;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace SearchBench;

/// How long one search takes, alone and with seven others beside it: in turn as a visitor and as a member, for words of the site's own index.
static class Speed
{
    const int Asked = 200, Warm = 20;

    public static async Task MeasureAsync(IServiceProvider hub)
    {
        var databases = hub.GetRequiredService<IDbContextFactory<HubDb>>();
        var began = Stopwatch.GetTimestamp();
        await hub.GetRequiredService<Vocabulary>().WarmAsync();
        Console.WriteLine($"Vocabulary read in {Stopwatch.GetElapsedTime(began).TotalMilliseconds:N0} ms");
        await using var db = await databases.CreateDbContextAsync();
        var member = Actor.Of(await db.Memberships.Where(m => m.Until == null && db.Communities.Any(c => c.Id == m.CommunityId && c.Kind == CommunityKind.Private)).Select(m => m.PersonId).FirstAsync());
        var slug = await db.Communities.Where(c => c.Kind == CommunityKind.Open).OrderByDescending(c => db.Discussions.Count(d => d.CommunityId == c.Id)).Select(c => c.Slug).FirstAsync();
        var name = await db.Posts.Select(p => p.Person.Name).FirstAsync();
        var words = await db.Database.SqlQueryRaw<Word>(db.Database.IsSqlite()
            ? "SELECT term AS Text, doc AS Documents FROM hub_search_vocabulary WHERE length(term) BETWEEN 3 AND 24 AND term NOT GLOB '*[0-9]*'"
            : """SELECT word AS "Text", ndoc::bigint AS "Documents" FROM ts_stat('SELECT vector FROM hub_search ORDER BY id DESC LIMIT 50000') WHERE length(word) BETWEEN 3 AND 24 AND word !~ '[0-9:]'""").ToListAsync();
        var commonest = words.MaxBy(word => word.Documents)!.Text;
        List<string> all = [.. words.OrderByDescending(word => word.Documents).Select(word => word.Text).Where(word => !LeftOut.Contains(word))];
        List<string> rare = [.. all.Skip(Math.Min(2_000, all.Count / 2))];
        Console.WriteLine($"{all.Count:N0} words; the commonest: {commonest}; common: {string.Join(", ", all.Take(5))}; a rare one: {rare[0]}");

        var chance = new Random(7);
        string Common() => all[chance.Next(Math.Min(100, all.Count))];
        string Rare() => rare[chance.Next(rare.Count)];
        var kinds = new (string Name, Func<SearchAsk> Ask)[]
        {
            ("a rare word", () => new(Rare())),
            ("a common word (of the hundred commonest)", () => new(Common())),
            ("the commonest word", () => new(commonest)),
            ("two common words", () => new($"{Common()} {Common()}")),
            ("three common words", () => new($"{Common()} {Common()} {Common()}")),
            ("a rare and a common word", () => new($"{Rare()} {Common()}")),
            ("two rare words", () => new($"{Rare()} {Rare()}")),
            ("a beginning of three letters", () => new(Common()[..3])),
            ("a common word in one community", () => new(Common()) { Community = slug }),
            ("a common word in old posts", () => new(Common()) { To = DateTime.UtcNow.AddDays(-700) }),
            ("a common word by one person", () => new(Common()) { Person = name }),
            ("replies only", () => new(Common()) { Kind = SearchKind.Post }),
            ("unanswered only", () => new(Common()) { Unanswered = true }),
            ("a slip of the finger", () => new(Slip(Rare(), chance))),
            ("nothing of that kind", () => new("qqqqzzzz")),
        };
        Console.WriteLine("| | p50 / p99 ms, one | p50 / p99 ms, eight at once | found |\n| --- | --- | --- | --- |");
        foreach (var (what, ask) in kinds)
        {
            var (one, found) = await AskAsync(hub.GetRequiredService<SiteSearch>(), member, ask, together: 1);
            var (eight, _) = await AskAsync(hub.GetRequiredService<SiteSearch>(), member, ask, together: 8);
            Console.WriteLine($"| {what} | {one} | {eight} | {found:0} |");
        }
    }

    static async Task<(string Times, double Found)> AskAsync(SiteSearch search, Actor member, Func<SearchAsk> ask, int together)
    {
        List<SearchAsk> asks = [.. Enumerable.Range(0, Asked + Warm).Select(_ => ask())];
        var (took, found, next) = (new ConcurrentBag<double>(), 0L, -1);
        await Task.WhenAll(Enumerable.Range(0, together).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < asks.Count; i = Interlocked.Increment(ref next))
            {
                var begun = Stopwatch.GetTimestamp();
                var page = await search.FindAsync(i % 2 == 0 ? member : Actor.Visitor, asks[i]);
                if (i < Warm) continue;
                took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                Interlocked.Add(ref found, page.Count);
            }
        })));
        List<double> sorted = [.. took.Order()];
        return ($"{sorted[sorted.Count / 2]:0.0} / {sorted[sorted.Count * 99 / 100]:0.0}", found / (double)sorted.Count);
    }

    // Words that are not asked for where there are others.
    static readonly HashSet<string> LeftOut = ["the", "and", "for", "with", "this", "that", "was", "are", "have", "has", "our", "you", "your", "what", "when", "how", "but", "not", "they", "there", "were", "been", "which", "who", "their", "them", "from"];

    // Two letters that changed places.
    static string Slip(string word, Random chance)
    {
        var at = chance.Next(1, word.Length - 1);
        return string.Concat(word.AsSpan(0, at - 1), word.AsSpan(at, 1), word.AsSpan(at - 1, 1), word.AsSpan(at + 1));
    }

    sealed record Word(string Text, long Documents);
}
