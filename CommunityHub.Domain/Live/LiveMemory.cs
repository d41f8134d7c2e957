using Microsoft.Extensions.Caching.Memory;

namespace CommunityHub.Live;

/// What one reader is shown, kept as long as nothing that it shows was announced, and a while at most, for the words in it that grow old by
/// themselves. For seeing only: whoever acts is asked afresh.
public sealed class LiveMemory<TKey, T>(LiveFeed feed, TimeProvider clock, TimeSpan longest, int most) : IDisposable
    where TKey : notnull
{
    readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = most });

    /// The topics may follow from what was read.
    public async Task<T> GetAsync(TKey key, Func<Task<T>> read, Func<T, LiveTopic[]> topicsOf)
    {
        if (kept.TryGetValue(key, out Kept? before) && before!.Until > clock.GetUtcNow() && before.Version == feed.VersionOf(before.Topics)) return before.Value;

        // Which topics matter is known after the read, so anything announced meanwhile counts as one of them.
        var changes = feed.Changes;
        var value = await read();
        var topics = topicsOf(value);
        var version = feed.VersionOf(topics);
        if (feed.Changes == changes) Keep(key, value, topics, version);
        return value;
    }

    /// The topics are known beforehand, so that what is announced meanwhile elsewhere does not matter.
    public async Task<T> GetAsync(TKey key, LiveTopic[] topics, Func<Task<T>> read)
    {
        var version = feed.VersionOf(topics);
        if (kept.TryGetValue(key, out Kept? before) && before!.Until > clock.GetUtcNow() && before.Version == version) return before.Value;
        var value = await read();
        Keep(key, value, topics, version);
        return value;
    }

    public void Dispose() => kept.Dispose();

    void Keep(TKey key, T value, LiveTopic[] topics, long version) =>
        kept.Set(key, new Kept(value, topics, version, clock.GetUtcNow() + longest), new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = longest });

    sealed record Kept(T Value, LiveTopic[] Topics, long Version, DateTimeOffset Until);
}
