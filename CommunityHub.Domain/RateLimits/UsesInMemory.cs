using System.Collections.Concurrent;

namespace CommunityHub.RateLimits;

/// Where one server serves the site: a restart forgets them.
sealed class UsesInMemory : IUses
{
    const int MostKeys = 100_000;

    readonly ConcurrentDictionary<(string Kind, string Key), Uses> all = new();

    public Task<DateTime?> UseAsync(Limit limit, string key, DateTime now)
    {
        if (all.Count > MostKeys) ForgetOld(now);
        var uses = all.GetOrAdd((limit.Kind, key), _ => new Uses());
        lock (uses)
        {
            uses.KeptUntil = now + limit.Longest;
            return Task.FromResult(uses.Times.Use(limit, now));
        }
    }

    public Task ForgiveAsync(Limit limit, string key)
    {
        if (!all.TryGetValue((limit.Kind, key), out var uses)) return Task.CompletedTask;
        lock (uses)
        {
            if (uses.Times.Count > 0) uses.Times.RemoveAt(uses.Times.Count - 1);
        }
        return Task.CompletedTask;
    }

    void ForgetOld(DateTime now)
    {
        foreach (var (key, uses) in all)
        {
            if (uses.KeptUntil < now) all.TryRemove(KeyValuePair.Create(key, uses));
        }
    }

    sealed class Uses
    {
        public readonly List<DateTime> Times = [];
        public DateTime KeptUntil = DateTime.MaxValue;
    }
}
