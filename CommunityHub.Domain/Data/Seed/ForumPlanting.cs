using System.Globalization;
using CommunityHub.Communities;
using CommunityHub.Data.Bulk;
using CommunityHub.Forums;

namespace CommunityHub.Data.Seed;

/// The discussions of a large seed. Most are short and a few are long; one is very long, in the largest community that anybody may read.
sealed class ForumPlanting(HubWrites writes, SeedSize size, IReadOnlyList<Planted> communities, Action<string> say, CancellationToken cancel)
{
    const int Batch = 5_000;

    /// Of the longest one, in a seed that is large enough.
    const int Longest = 5_000;

    readonly Random chance = new(size.Random + 1);
    readonly SeedTalk words = new(new Random(size.Random + 2));
    readonly Dictionary<long, List<Theme>> themes = [];

    public async Task PlantAsync()
    {
        if (size.Discussions == 0) return;
        await PlantThemesAsync();
        var (discussions, posts, toldAt) = (0, 0, 0);
        foreach (var batch in InBatches())
        {
            await InBulkAsync((bulk, now) =>
            {
                foreach (var plan in batch) Plant(bulk, plan, now);
            });
            (discussions, posts) = (discussions + batch.Count, posts + batch.Sum(plan => plan.Posts));
            if (posts - toldAt < 10 * Batch && posts < size.Posts) continue;
            say(string.Create(CultureInfo.InvariantCulture, $"{discussions:N0} discussions, {posts:N0} posts"));
            toldAt = posts;
        }
    }

    Task PlantThemesAsync() => InBulkAsync((bulk, now) =>
    {
        foreach (var community in communities)
        {
            var names = words.Themes(Math.Clamp(community.Everybody.Length / 20, 2, 8));
            themes[community.Id] = [.. names.Select((name, place) => bulk.Add(Theme.Add(name, community.Id, place, community.OpenedAt)))];
        }
    });

    Task InBulkAsync(Action<BulkRows, DateTime> plant) => writes.DoAsync(work =>
    {
        var bulk = new BulkRows(work.Db);
        plant(bulk, work.Now);
        bulk.Write();
        return Task.CompletedTask;
    }, cancel);

    // In the order in which they began, as they would have come.
    IEnumerable<List<Plan>> InBatches()
    {
        var lengths = Lengths();
        var pick = chance.Weighted(communities.Count, rank => 1 / Math.Pow(rank + 3, 0.7));
        var busiest = communities.FirstOrDefault(community => community.IsOpen) ?? communities[0];
        var all = lengths.Select((posts, i) => new Plan(i == 0 ? busiest : communities[pick()], i == 0 ? 0.3 : chance.NextDouble(), posts)).OrderBy(plan => plan.Begin);
        var (batch, waiting) = (new List<Plan>(), 0);
        foreach (var plan in all)
        {
            batch.Add(plan);
            if ((waiting += plan.Posts) < Batch) continue;
            yield return batch;
            (batch, waiting) = ([], 0);
        }
        if (batch.Count > 0) yield return batch;
    }

    int[] Lengths()
    {
        var lengths = new int[size.Discussions];
        Array.Fill(lengths, 1);
        var rest = size.Posts - size.Discussions;
        var longest = Math.Min(Math.Min(Longest, size.Posts / 10), rest + 1);
        (lengths[0], rest) = (Math.Max(longest, 1), rest - Math.Max(longest - 1, 0));
        var pick = chance.Weighted(lengths.Length, i => i == 0 && lengths.Length > 1 ? 0 : Math.Exp(1.1 * chance.Normal()));
        for (; rest > 0; rest--) lengths[pick()]++;
        return lengths;
    }

    void Plant(BulkRows bulk, Plan plan, DateTime now)
    {
        var community = plan.Community;
        var from = community.OpenedAt + (now.AddMinutes(-5) - community.OpenedAt) * plan.Begin;
        var until = from + Shorter(now - from, TimeSpan.FromHours(plan.Posts > 500 ? 24 * 900 : Math.Exp(3 + 1.5 * chance.Normal())));
        var kind = chance.Next(2) == 0 ? DiscussionKind.Question : DiscussionKind.Talk;
        var own = themes[community.Id];
        var theme = chance.Next(5) == 0 ? null : own[chance.Next(own.Count)];
        var discussion = bulk.Add(Discussion.Start(community.Id, theme, kind, words.Title(kind is DiscussionKind.Question), Somebody(community), from));

        var writers = new Dictionary<long, int>();
        var (posts, revisions, thanks) = (new List<Post>(plan.Posts), new List<PostRevision>(), new List<PostThanks>());
        for (var i = 0; i < plan.Posts; i++)
        {
            // Quick at first, and slower.
            var at = from + (until - from) * Math.Pow((i + (i == 0 ? 0 : chance.NextDouble())) / plan.Posts, 2);
            var by = i == 0 ? discussion.StarterId : chance.Next(4) == 0 ? discussion.StarterId : Somebody(community);
            var post = bulk.Add(discussion.Add(words.Post(i == 0 ? null : posts[^1].Text), by, isHalfFinished: chance.Next(200) == 0, at));
            if (chance.Next(20) == 0) revisions.Add(post.Edit($"{post.Text}\n\n{words.Addition()}", post.IsHalfFinished, chance.Next(2) == 0, at.AddMinutes(0.5)));
            foreach (var reader in Some(community, chance.Next(3) == 0 ? 3 : 0)) if (reader != by) thanks.Add(PostThanks.For(post.Id, reader, at));
            posts.Add(post);
            writers[by] = post.Number;
        }
        bulk.AddRange(revisions);
        bulk.AddRange(thanks);
        Finish(discussion, posts, until);

        bulk.AddRange(writers.Keys.Select(writer => Follow.Of(discussion, writer, until)));
        bulk.AddRange(writers.Select(writer => ReadMark.Of(discussion, writer.Key, writer.Value, until)));
        bulk.AddRange(Some(community, 4).Where(reader => !writers.ContainsKey(reader)).Select(reader => ReadMark.Of(discussion, reader, 1 + chance.Next(posts.Count), until)));
    }

    void Finish(Discussion discussion, List<Post> posts, DateTime until)
    {
        if (discussion.Kind is DiscussionKind.Question && posts.Count > 1 && chance.Next(10) < 6) discussion.Mark(posts[1 + chance.Next(Math.Min(posts.Count - 1, 4))], discussion.StarterId, until);
        if (chance.Next(300) == 0) discussion.Pin(discussion.StarterId, until);
        if (chance.Next(100) == 0) discussion.Lock(discussion.StarterId, until);
    }

    // Whoever came early writes most.
    long Somebody(Planted community) => community.Everybody[(int)(community.Everybody.Length * Math.Pow(chance.NextDouble(), 2))];

    HashSet<long> Some(Planted community, int most) => [.. Enumerable.Range(0, most == 0 ? 0 : chance.Next(most + 1)).Select(_ => Somebody(community))];

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// Begin: how far into the community's life, from 0 to 1.
    sealed record Plan(Planted Community, double Begin, int Posts);
}
