using System.Diagnostics;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace SearchBench;

/// What a new post costs, with its place in the index: one after the other, by one person.
static class Writing
{
    const int Posts = 300;

    public static async Task MeasureAsync(IServiceProvider hub)
    {
        await using var db = await hub.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContextAsync();
        var there = await db.Discussions.Where(d => d.PostCount > 10 && d.PostCount < 20 && d.MergedIntoId == null)
            .Select(d => new { d.PublicId, Member = db.Memberships.Where(m => m.CommunityId == d.CommunityId && m.Until == null).Select(m => m.PersonId).First() })
            .Skip(100).FirstAsync();
        var texts = await db.Posts.Where(p => p.Text.Length > 150 && p.Text.Length < 300).OrderBy(p => p.Id).Take(Posts).Select(p => p.Text).ToListAsync();
        var took = new List<double>();
        foreach (var (at, text) in texts.Index())
        {
            var began = Stopwatch.GetTimestamp();
            await hub.GetRequiredService<DiscussionPosts>().PostAsync(Actor.Of(there.Member), there.PublicId, $"{text} {at}");
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        took.Sort();
        Console.WriteLine($"{took.Count} posts, p50 {took[took.Count / 2]:0.0} ms, p99 {took[took.Count * 99 / 100]:0.0} ms");
    }
}
