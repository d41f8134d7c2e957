using System.Collections.Concurrent;
using System.Globalization;
using CommunityHub.People;
using CommunityHub.Vitals;

namespace CommunityHub.RateLimits;

/// How often one person or one address may do something. In memory: each server counts for itself.
public sealed class Limits(TimeProvider clock)
{
    const int MostKeys = 100_000;

    readonly ConcurrentDictionary<(string Kind, string Key), Uses> all = new();

    /// Off only in Development, for benches and demonstrations.
    public bool AreOff { get; set; }

    /// Counts one use. Refuses it when it is one too many, saying when to try again.
    public void Require(Limit limit, string key, string? timeZone = null)
    {
        if (FreeAt(limit, key, use: true) is not { } at) return;
        HubMeter.Refused(limit.Kind);
        throw Refusal(at, timeZone);
    }

    /// For what one person does.
    public void Require(Limit limit, long personId, string? timeZone = null) => Require(limit, Key(personId), timeZone);

    /// For what one person writes: on their first day here it is less.
    public void RequirePost(Reader reader) =>
        Require(reader.JoinedAt.AddDays(1) > reader.Now ? Limit.FirstDayPost : Limit.Post, reader.RequirePerson(), reader.TimeZone);

    /// Counts one use, unless it is one too many: then null is not what comes back, but when there is room again.
    public DateTime? TryUse(Limit limit, string key) => FreeAt(limit, key, use: true);

    /// Takes back the last use: it turned out to be in order.
    public void Forgive(Limit limit, string key)
    {
        if (!all.TryGetValue((limit.Kind, key), out var uses)) return;
        lock (uses)
        {
            if (uses.Times.Count > 0) uses.Times.RemoveAt(uses.Times.Count - 1);
        }
    }

    public void Forgive(Limit limit, long personId) => Forgive(limit, Key(personId));

    public static RefusedException Refusal(DateTime freeAt, string? timeZone = null)
    {
        var zone = timeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) ? found : TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        // The next whole minute: what we promise must be true.
        var local = TimeZoneInfo.ConvertTimeFromUtc(freeAt.AddSeconds(59), zone);
        return new RefusedException($"That was a lot at once. Try again at {local.ToString("HH:mm", CultureInfo.InvariantCulture)}. Your text is kept.");
    }

    static string Key(long personId) => personId.ToString(CultureInfo.InvariantCulture);

    DateTime? FreeAt(Limit limit, string key, bool use)
    {
        if (AreOff) return null;
        var now = clock.GetUtcNow().UtcDateTime;
        if (all.Count > MostKeys) ForgetOld(now);
        var uses = all.GetOrAdd((limit.Kind, key), _ => new Uses());
        lock (uses)
        {
            uses.KeptUntil = now + limit.Longest;
            uses.Times.RemoveAll(time => time <= now - limit.Longest);
            DateTime? free = null;
            foreach (var (most, window) in limit.Rates)
            {
                var recent = uses.Times.Where(time => time > now - window).ToList();
                if (recent.Count < most) continue;
                var at = recent[recent.Count - most] + window;
                if (free is null || at > free) free = at;
            }
            if (free is null && use) uses.Times.Add(now);
            return free;
        }
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
