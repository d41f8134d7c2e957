namespace CommunityHub.RateLimits;

/// How often something was done lately, by kind and by whom.
public interface IUses
{
    /// Counts one use, unless it is one too many: then null is not what comes back, but when there is room again.
    Task<DateTime?> UseAsync(Limit limit, string key, DateTime now);

    /// Takes back the last one.
    Task ForgiveAsync(Limit limit, string key);
}

static class UseTimes
{
    /// Adds now, or gives when there is room again. What no window reaches any more is left out.
    public static DateTime? Use(this List<DateTime> times, Limit limit, DateTime now)
    {
        times.RemoveAll(time => time <= now - limit.Longest);
        DateTime? free = null;
        foreach (var (most, window) in limit.Rates)
        {
            var recent = times.Where(time => time > now - window).ToList();
            if (recent.Count < most) continue;
            var at = recent[recent.Count - most] + window;
            if (free is null || at > free) free = at;
        }
        if (free is null) times.Add(now);
        return free;
    }
}
