using System.Collections.Concurrent;
using System.Diagnostics;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace Asking;

/// People who write posts through the operation at once, each the next as soon as the last is saved.
static class Posts
{
    sealed record Place(string Discussion, long Member);

    public static async Task<int> WriteAsync(IDbContextFactory<HubDb> databases, DiscussionPosts posts, string folder, int writers, int seconds, int warm)
    {
        await using var db = await databases.CreateDbContextAsync();
        var places = await db.Discussions.Where(d => d.PostCount > 10 && d.PostCount < 20 && d.MergedIntoId == null && d.LockedAt == null)
            .Select(d => new { d.PublicId, Member = db.Memberships.Where(m => m.CommunityId == d.CommunityId && m.Until == null).Select(m => m.PersonId).First() })
            .Take(writers * 20).Select(d => new Place(d.PublicId, d.Member)).ToListAsync();
        var texts = await db.Posts.Where(p => p.Text.Length > 150 && p.Text.Length < 300).OrderBy(p => p.Id).Take(1000).Select(p => p.Text).ToListAsync();
        var before = await db.Posts.CountAsync();
        await RoundAsync(TimeSpan.FromSeconds(warm));
        var processor = Environment.CpuUsage.TotalTime;
        var (took, lasted) = await RoundAsync(TimeSpan.FromSeconds(seconds));
        processor = Environment.CpuUsage.TotalTime - processor;
        var sent = written;
        var more = await db.Posts.CountAsync() - before;
        Console.WriteLine($"{writers} writers: {took.Count / lasted.TotalSeconds:N0} posts a second; saved after p50 {At(took, 0.5):N1} ms, p90 {At(took, 0.9):N1}, p99 {At(took, 0.99):N1}, longest {took[^1]:N1}");
        Console.WriteLine($"{processor.TotalMilliseconds / took.Count:N2} ms of processor a post; the disk gives {Disk.CommitsASecond(folder):N0} durable commits a second");
        Console.WriteLine($"{sent} sent, {more} more in the table");
        return sent == more ? 0 : 1;

        async Task<(List<double> Took, TimeSpan Lasted)> RoundAsync(TimeSpan length)
        {
            var took = new ConcurrentBag<double>();
            var clock = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
            {
                while (clock.Elapsed < length)
                {
                    var at = Interlocked.Increment(ref written);
                    var place = places[at % places.Count];
                    var begun = Stopwatch.GetTimestamp();
                    await posts.PostAsync(Actor.Of(place.Member), place.Discussion, $"{texts[at % texts.Count]} {at}", key: Guid.NewGuid().ToString("N"));
                    took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                }
            })));
            return ([.. took.Order()], clock.Elapsed);
        }
    }

    static int written;

    static double At(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(share * sorted.Count) - 1)];
}
