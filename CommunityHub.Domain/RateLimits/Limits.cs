using System.Globalization;
using CommunityHub.People;
using CommunityHub.Vitals;

namespace CommunityHub.RateLimits;

/// How often one person or one address may do something, on all servers together.
public sealed class Limits(TimeProvider clock, IUses? shared = null)
{
    readonly IUses uses = shared ?? new UsesInMemory();

    /// Off only in Development, for benches and demonstrations.
    public bool AreOff { get; set; }

    /// Counts one use. Refuses it when it is one too many, saying when to try again.
    public async Task RequireAsync(Limit limit, string key, string? timeZone = null)
    {
        if (await TryUseAsync(limit, key) is not { } at) return;
        HubMeter.Refused(limit.Kind);
        throw Refusal(at, timeZone);
    }

    /// For what one person does.
    public Task RequireAsync(Limit limit, long personId, string? timeZone = null) => RequireAsync(limit, Key(personId), timeZone);

    /// For what one person writes: on their first day here it is less.
    public Task RequirePostAsync(Reader reader) =>
        RequireAsync(reader.JoinedAt.AddDays(1) > reader.Now ? Limit.FirstDayPost : Limit.Post, reader.RequirePerson(), reader.TimeZone);

    /// Counts one use, unless it is one too many: then null is not what comes back, but when there is room again.
    public async Task<DateTime?> TryUseAsync(Limit limit, string key) => AreOff ? null : await uses.UseAsync(limit, key, clock.GetUtcNow().UtcDateTime);

    /// Takes back the last use: it turned out to be in order.
    public Task ForgiveAsync(Limit limit, string key) => AreOff ? Task.CompletedTask : uses.ForgiveAsync(limit, key);

    public Task ForgiveAsync(Limit limit, long personId) => ForgiveAsync(limit, Key(personId));

    public static RefusedException Refusal(DateTime freeAt, string? timeZone = null)
    {
        var zone = timeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) ? found : TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        // The next whole minute: what we promise must be true.
        var local = TimeZoneInfo.ConvertTimeFromUtc(freeAt.AddSeconds(59), zone);
        return new RefusedException($"That was a lot at once. Try again at {local.ToString("HH:mm", CultureInfo.InvariantCulture)}. Your text is kept.");
    }

    static string Key(long personId) => personId.ToString(CultureInfo.InvariantCulture);
}
