namespace LiveCost.Live;

/// What a topic shows, read once for each version however many ask. With <paramref name="share"/> off everybody reads for themselves.
sealed class Snapshot<T>(Topic topic, Func<T> read, bool share)
{
    readonly Lock door = new();
    (long Version, Task<T>? Reading) last;
    int reads;

    public int Reads => reads;

    public Task<T> GetAsync()
    {
        if (!share) return Task.Run(Read);

        lock (door)
        {
            // The version is taken before the read begins, so the read holds every change up to it.
            var version = topic.Version;
            if (last.Reading is null || last.Version < version) last = (version, Task.Run(Read));
            return last.Reading!;
        }
    }

    T Read()
    {
        Interlocked.Increment(ref reads);
        return read();
    }
}
