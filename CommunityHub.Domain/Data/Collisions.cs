using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CommunityHub.Data;

/// Two wrote the same at once, and the database took one of them.
static class Collisions
{
    const int SqliteUnique = 2067, SqlitePrimaryKey = 1555;

    /// A row that must be the only one is there already, or something is not as it was read.
    public static bool IsOne(Exception fault) => fault is DbUpdateConcurrencyException || fault.Within<SqliteException>() switch
    {
        { } sqlite => sqlite.SqliteExtendedErrorCode is SqliteUnique or SqlitePrimaryKey,
        null => fault.Within<PostgresException>()?.SqlState is PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
    };

    /// EF wraps what the database said, once or twice.
    public static T? Within<T>(this Exception fault) where T : Exception
    {
        for (Exception? one = fault; one is not null; one = one.InnerException)
        {
            if (one is T found) return found;
        }
        return null;
    }
}
