using System.Collections.Concurrent;

namespace CommunityHub.Live;

/// What is the same for all who may see a thing, read once for each change and shared. Whether somebody may see it is asked of the
/// door, not here: so nothing in it may hold who a person is.
public sealed class Snapshots<T>(LiveFeed feed, Func<long, LiveTopic> topicOf, Func<long, T?, Task<T>> read, int most = 300)
    : Snapshots<long, T>(feed, topicOf, read, most)
    where T : class;

/// The same for things with a key of another kind.
public class Snapshots<TKey, T>(LiveFeed feed, Func<TKey, LiveTopic> topicOf, Func<TKey, T?, Task<T>> read, int most = 300)
    where TKey : notnull
    where T : class
{
    readonly ConcurrentDictionary<TKey, Entry> entries = new();
    long reads, clock;

    /// How often the database was read: for the benches that count it.
    public long Reads => Interlocked.Read(ref reads);

    /// Everything that was committed before the call is in it. The first to ask after a change reads; all others wait for that one.
    public Task<Snapshot<T>> GetAsync(TKey id)
    {
        if (!entries.TryGetValue(id, out var entry))
        {
            // Counting and looking for the oldest walk through all: done for a new one only.
            entry = entries.GetOrAdd(id, _ => new Entry { UsedAt = Interlocked.Increment(ref clock) });
            if (entries.Count > most) ForgetOldest();
        }
        Volatile.Write(ref entry.UsedAt, Interlocked.Increment(ref clock));

        // The version first, then the read: what is announced between the two leads to one read more, never to one too few.
        var version = feed.VersionOf(topicOf(id));
        lock (entry)
        {
            if (entry.Reading is { IsFaulted: false, IsCanceled: false } under && entry.Version >= version) return under;
            entry.Version = version;
            return entry.Reading = ReadAsync(id, version, entry);
        }
    }

    async Task<Snapshot<T>> ReadAsync(TKey id, long version, Entry entry)
    {
        // Out of the lock; and out of the first reader's circuit, or all others would wait until that has time.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Interlocked.Increment(ref reads);
        var snapshot = new Snapshot<T>(version, await read(id, entry.Latest?.Value));
        lock (entry)
        {
            if (entry.Latest is null || entry.Latest.Version < version) entry.Latest = snapshot;
        }
        return snapshot;
    }

    /// What is not there any more.
    public void Forget(Func<TKey, bool> isGone)
    {
        foreach (var key in entries.Keys.Where(isGone).ToList()) entries.TryRemove(key, out _);
    }

    void ForgetOldest()
    {
        var oldest = entries.MinBy(pair => Volatile.Read(ref pair.Value.UsedAt));
        entries.TryRemove(oldest);
    }

    sealed class Entry
    {
        public long Version;
        public long UsedAt;
        public Task<Snapshot<T>>? Reading;

        /// What was read last, also while the next is being read or has failed: its rows go on.
        public volatile Snapshot<T>? Latest;
    }
}

/// One reading of something, and which change of it that was.
public sealed record Snapshot<T>(long Version, T Value);
