using System.Diagnostics;
using CommunityHub;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SearchBench;

// Search through the operation, over made-up posts. README.md says how.
var folder = Directory.CreateDirectory(args.ElementAtOrDefault(0) ?? throw new InvalidOperationException("Say which folder: an empty one, or one that this has filled.")).FullName;
var posts = int.Parse(args.ElementAtOrDefault(1) ?? "200000", System.Globalization.CultureInfo.InvariantCulture);
await using var services = new ServiceCollection().AddLogging().AddSqliteHub(Path.Combine(folder, "hub.db")).AddHubOperations().BuildServiceProvider();
var databases = services.GetRequiredService<IDbContextFactory<HubDb>>();
await databases.MigrateAsync();
var words = new Words();
Actor member;
await using (var db = await databases.CreateDbContextAsync())
{
    if (!await db.Posts.AnyAsync())
    {
        var watch = Stopwatch.StartNew();
        await Filling.FillAsync(db, words, posts);
        Console.WriteLine($"{posts:N0} posts written in {watch.Elapsed.TotalSeconds:0.0} s");
        watch.Restart();
        await services.GetRequiredService<Reindexing>().RunAsync(_ => { });
        Console.WriteLine($"Index made in {watch.Elapsed.TotalSeconds:0.0} s; the file has {new FileInfo(Path.Combine(folder, "hub.db")).Length / 1e6:N0} MB");
    }
    var id = await db.Memberships.Where(m => db.Communities.Any(c => c.Id == m.CommunityId && c.Kind == CommunityKind.Private)).Select(m => m.PersonId).FirstAsync();
    member = Actor.Of(id);
}
var search = services.GetRequiredService<SiteSearch>();
var watchWords = Stopwatch.StartNew();
await services.GetRequiredService<Vocabulary>().WarmAsync();
Console.WriteLine($"Vocabulary read in {watchWords.ElapsedMilliseconds:N0} ms");
var chance = new Random(7);
string slug;
await using (var db = await databases.CreateDbContextAsync()) slug = await db.Communities.Where(c => c.Kind == CommunityKind.Open).OrderByDescending(c => c.Id).Select(c => c.Slug).FirstAsync();

Console.WriteLine($"{"",-36}{"p50",8}{"p99",8}{"most",8} ms   found");
await MeasureAsync("a rare word", () => new(words.Rare(chance)));
await MeasureAsync("a common word", () => new(words.Common(chance)));
await MeasureAsync("the commonest word", () => new(words.Commonest));
await MeasureAsync("three common words", () => new($"{words.Common(chance)} {words.Common(chance)} {words.Common(chance)}"));
await MeasureAsync("a beginning of three letters", () => new(words.Common(chance)[..3]));
await MeasureAsync("a common word in one community", () => new(words.Common(chance)) { Community = slug });
await MeasureAsync("a common word in old posts", () => new(words.Common(chance)) { To = DateTime.UtcNow.AddDays(-1500) });
await MeasureAsync("a common word by one person", () => new(words.Common(chance)) { Person = "Person 77" });
await MeasureAsync("replies only", () => new(words.Common(chance)) { Kind = SearchKind.Post });
await MeasureAsync("a slip of the finger", () => new(Words.Slip(words.Rare(chance), chance)));
await MeasureAsync("nothing of that kind", () => new("qqqqzzzz"));

async Task MeasureAsync(string what, Func<SearchAsk> ask)
{
    var (took, found) = (new List<double>(), 0L);
    for (var i = 0; i < 220; i++)
    {
        var next = ask();
        var begun = Stopwatch.GetTimestamp();
        var page = await search.FindAsync(i % 2 == 0 ? member : Actor.Visitor, next);
        if (i < 20) continue; // warm
        took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        found += page.Count;
    }
    took.Sort();
    Console.WriteLine($"{what,-36}{took[took.Count / 2],8:0.0}{took[took.Count * 99 / 100],8:0.0}{took[^1],8:0.0}      {found / (double)took.Count:0}");
}
