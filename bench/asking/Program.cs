using System.Diagnostics;
using CommunityHub;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.RateLimits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Asking;

// Questions through the operation, at a steady rate that does not wait for answers; or posts of people who write at once. README.md says how.
var folder = args.ElementAtOrDefault(0) ?? throw new InvalidOperationException("Say which data folder: a copy of a seeded one.");
var writers = args.ElementAtOrDefault(1) == "posts" ? int.Parse(args.ElementAtOrDefault(2) ?? "8", System.Globalization.CultureInfo.InvariantCulture) : 0;
var rate = int.Parse(writers > 0 ? "0" : args.ElementAtOrDefault(1) ?? "300", System.Globalization.CultureInfo.InvariantCulture);
var seconds = int.Parse(args.ElementAtOrDefault(writers > 0 ? 3 : 2) ?? "10", System.Globalization.CultureInfo.InvariantCulture);

var warm = int.Parse(args.ElementAtOrDefault(writers > 0 ? 4 : 3) ?? (writers > 0 ? "2" : "0"), System.Globalization.CultureInfo.InvariantCulture);

var hub = new ServiceCollection().AddLogging();
var isPostgres = folder.Contains('=', StringComparison.Ordinal);
if (isPostgres) hub.AddPostgresHub(folder);
else hub.AddSqliteHub(Path.Combine(folder, "hub.db"));
await using var services = hub.AddHubOperations().BuildServiceProvider();
services.GetRequiredService<Limits>().AreOff = true;
var databases = services.GetRequiredService<IDbContextFactory<HubDb>>();
await databases.MigrateAsync();
if (writers > 0) return await Posts.WriteAsync(databases, services.GetRequiredService<DiscussionPosts>(), isPostgres ? Path.GetTempPath() : folder, writers, seconds, warm);
var questions = services.GetRequiredService<HotseatQuestions>();
var room = await Room.FindAsync(databases);

Console.WriteLine($"Disk: {Disk.SyncsASecond(folder):N0} syncs a second, {Disk.CommitsASecond(folder):N0} durable SQLite commits a second, one writer");
for (var i = 0; i < 50; i++) await AskAsync($"Warm {i}");
await WarmAsync(TimeSpan.FromSeconds(warm));
Console.WriteLine($"Disk, once more: {Disk.CommitsASecond(folder):N0} durable commits a second");

var before = await room.CountAsync(databases);
var run = Guid.NewGuid().ToString("N");
var took = new double[rate * seconds];
var given = new string[took.Length];
var refused = 0;
var asked = new Task[took.Length];
var clock = Stopwatch.StartNew();
for (var i = 0; i < asked.Length; i++)
{
    var due = TimeSpan.FromSeconds((double)i / rate);
    if (due - clock.Elapsed is { Ticks: > 0 } rest) await Task.Delay(rest);
    asked[i] = OneAsync(i, due);
}
await Task.WhenAll(asked);
var lasted = clock.Elapsed;

// When they waited tells why: all at once is a pause, spread out is the pace.
foreach (var second in Enumerable.Range(0, took.Length).Where(i => took[i] > 40).GroupBy(i => i / rate))
{
    Console.WriteLine($"  in second {second.Key + 1}: {second.Count()} over 40 ms, the longest {second.Max(i => took[i]):N0} ms, the first due at {second.Min() / (double)rate:N2} s");
}
Array.Sort(took);
var after = await room.CountAsync(databases);
var words = await Room.WordsAsync(databases, run);
var lost = asked.Length - words.Intersect(Enumerable.Range(0, asked.Length).Select(i => $"{run} {i}")).Count();
var doubled = words.Count - words.Distinct().Count();
Console.WriteLine($"{asked.Length} questions in {lasted.TotalSeconds:N2} s, every tenth sent twice at once, {room.Members.Count} members");
Console.WriteLine($"p50 {At(0.5):N1} ms, p90 {At(0.9):N1}, p99 {At(0.99):N1}, max {took[^1]:N1}");
Console.WriteLine($"{after - before} more in the table, {lost} lost, {doubled} doubled, {refused} refused, {given.Distinct().Count()} ids given");
Console.WriteLine($"Disk, afterwards: {Disk.CommitsASecond(folder):N0} durable commits a second");
return lost + doubled + refused == 0 && after - before == asked.Length ? 0 : 1;

double At(double share) => took[Math.Min(took.Length - 1, (int)Math.Ceiling(share * took.Length) - 1)];

// From the moment it was due: one that had to wait for its turn has waited.
async Task OneAsync(int i, TimeSpan due)
{
    var (member, key, text) = (room.Members[i % room.Members.Count], $"{run}-{i}", $"{run} {i}");
    try
    {
        if (i % 10 != 0) given[i] = await questions.AskAsync(member, room.Id, text, key);
        else
        {
            var both = await Task.WhenAll(questions.AskAsync(member, room.Id, text, key), questions.AskAsync(member, room.Id, text, key));
            given[i] = both[0];
            if (both[0] != both[1]) throw new InvalidOperationException("One key gave two questions.");
        }
    }
    catch (RefusedException)
    {
        Interlocked.Increment(ref refused);
        given[i] = "";
    }
    took[i] = (clock.Elapsed - due).TotalMilliseconds;
}

// At the same pace, before the clock: a site that has run for a while has its code compiled.
async Task WarmAsync(TimeSpan length)
{
    var (warming, clock) = (new List<Task>(), Stopwatch.StartNew());
    while (clock.Elapsed < length)
    {
        if (TimeSpan.FromSeconds((double)warming.Count / rate) - clock.Elapsed is { Ticks: > 0 } rest) await Task.Delay(rest);
        warming.Add(questions.AskAsync(room.Members[warming.Count % room.Members.Count], room.Id, $"Warm {warming.Count} {Guid.NewGuid()}", Guid.NewGuid().ToString("N")));
    }
    await Task.WhenAll(warming);
}

Task<string> AskAsync(string text) => questions.AskAsync(room.Members[0], room.Id, text, Guid.NewGuid().ToString("N"));
