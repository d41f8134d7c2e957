using System.Collections.Concurrent;

namespace CommunityHub.Live;

/// What is the same for all who may see a thing, read once for each change and shared. Whether somebody may see it is asked of the
/// door, not here: so nothing in it may hold who a person is.
public sealed class Snapshots<T>(LiveFeed feed, Func<long, LiveTopic> topicOf, Func<long, T?, Task<T>> read, int most = 300)
    where T : class
{
    readonly ConcurrentDictionary<long, Entry> entries = new();
    long reads, clock;

    /// How often the database was read: for the benches that count it.
    public long Reads => Interlocked.Read(ref reads);

    /// Everything that was committed before the call is in it. The first to ask after a change reads; all others wait for that one.
    public Task<Snapshot<T>> GetAsync(long id)
    {
        var entry = entries.GetOrAdd(id, _ => new Entry());
        entry.UsedAt = Interlocked.Increment(ref clock);
        if (entries.Count > most) ForgetOldest();

        // The version first, then the read: what is announced between the two leads to one read more, never to one too few.
        var version = feed.VersionOf(topicOf(id));
        lock (entry)
        {
            if (entry.Reading is { } under && entry.Version >= version && !under.IsFaulted) return under;
            var before = entry.Reading is { IsCompletedSuccessfully: true } known ? known.Result.Value : null;
            entry.Version = version;
            return entry.Reading = ReadAsync(id, version, before);
        }
    }

    async Task<Snapshot<T>> ReadAsync(long id, long version, T? before)
    {
        await Task.Yield(); // out of the lock
        Interlocked.Increment(ref reads);
        return new Snapshot<T>(version, await read(id, before));
    }

    void ForgetOldest()
    {
        var oldest = entries.MinBy(pair => pair.Value.UsedAt);
        entries.TryRemove(oldest);
    }

    sealed class Entry
    {
        public long Version;
        public long UsedAt;
        public Task<Snapshot<T>>? Reading;
    }
}

/// One reading of something, and which change of it that was.
public sealed record Snapshot<T>(long Version, T Value);
