using CommunityHub.Data;
using Npgsql;
using NpgsqlTypes;

namespace CommunityHub.RateLimits;

/// Where several servers may serve the site: all count in one row, which is held while one of them does. On a connection of its own, since a use counts
/// also when what was tried is refused.
sealed class UsesOnPostgres(string connection) : IUses
{
    const int MostTries = 5;

    public Task<DateTime?> UseAsync(Limit limit, string key, DateTime now) =>
        ChangeAsync(limit, key, now + limit.Longest, times => times.Use(limit, now));

    public Task ForgiveAsync(Limit limit, string key) => ChangeAsync(limit, key, until: null, times =>
    {
        if (times.Count > 0) times.RemoveAt(times.Count - 1);
        return null;
    });

    async Task<DateTime?> ChangeAsync(Limit limit, string key, DateTime? until, Func<List<DateTime>, DateTime?> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(limit.Kind, key, until, change);
            }
            // A use more or less does no harm; an error page would.
            catch (NpgsqlException fault) when (attempt < MostTries && LostLine.IsOne(fault))
            {
                await Task.Delay(200 * attempt);
            }
        }
    }

    async Task<DateTime?> TryAsync(string kind, string key, DateTime? until, Func<List<DateTime>, DateTime?> change)
    {
        await using var line = new NpgsqlConnection(connection);
        await line.OpenAsync();
        await using var whole = await line.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("""
            INSERT INTO hub_uses AS u VALUES (@kind, @key, '{}', coalesce(@until, 'epoch'))
            ON CONFLICT (kind, key) DO UPDATE SET until = greatest(u.until, @until) RETURNING times
            """, line, whole)
        {
            Parameters = { new("kind", kind), new("key", key), new("until", NpgsqlDbType.TimestampTz) { Value = (object?)until ?? DBNull.Value } },
        };
        var times = ((DateTime[])(await hold.ExecuteScalarAsync())!).ToList();
        var answer = change(times);
        await using var keep = new NpgsqlCommand("UPDATE hub_uses SET times = @times WHERE kind = @kind AND key = @key", line, whole)
        {
            Parameters = { new("kind", kind), new("key", key), new("times", times.ToArray()) },
        };
        await keep.ExecuteNonQueryAsync();
        await whole.CommitAsync();
        return answer;
    }
}
