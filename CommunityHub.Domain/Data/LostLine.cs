using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CommunityHub.Data;

/// The line to PostgreSQL broke: it restarts, or something between does.
public static class LostLine
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// PostgreSQL stops (57P01 to 57P03, 57P05), has no room, or does not answer.
    public static bool IsOne(Exception fault) => fault.Within<NpgsqlException>() switch
    {
        PostgresException said => said.SqlState.StartsWith("57P", StringComparison.Ordinal) || said.SqlState.StartsWith("08", StringComparison.Ordinal)
            || said.SqlState is PostgresErrorCodes.TooManyConnections,
        { InnerException: IOException or System.Net.Sockets.SocketException or TimeoutException } => true,
        { } other => other.IsTransient,
        null => false,
    };

    /// What became of a transaction by its number; without one nothing was written.
    internal static async Task<bool> HasCommittedAsync(IDbContextFactory<HubDb> databases, string? receipt, TimeSpan patience)
    {
        if (receipt is null) return true;
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await using var db = await databases.CreateDbContextAsync();
                // Its server process may not know yet that we are gone.
                var status = await db.Database.SqlQuery<string?>($"""SELECT pg_xact_status({receipt}::xid8) AS "Value" """).SingleAsync();
                if (status is not "in progress") return status is "committed";
            }
            catch (Exception fault) when (IsOne(fault) && TimeProvider.System.GetElapsedTime(started) < patience) { }
            await Task.Delay(Pause);
        }
    }
}
