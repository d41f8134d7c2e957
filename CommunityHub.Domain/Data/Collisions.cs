using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CommunityHub.Data;

/// Two wrote the same at once, and the database took one of them.
static class Collisions
{
    const int SqliteUnique = 2067, SqlitePrimaryKey = 1555;

    /// A row that must be the only one is there already, or a row is not as it was read.
    public static bool IsOne(DbUpdateException fault) => fault is DbUpdateConcurrencyException || fault.InnerException switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteUnique or SqlitePrimaryKey,
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        _ => false,
    };
}
