using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CommunityHub.Data.Sqlite;

/// What is deleted or overwritten is zeros in the file at once, not words that nobody points at. SQLite asks for it anew on each
/// connection; those that the pool gives back have it already.
sealed class SecureDelete : DbConnectionInterceptor
{
    readonly ConditionalWeakTable<object, object> told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Tell((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    void Tell(SqliteConnection connection)
    {
        if (connection.Handle is not { } handle || !told.TryAdd(handle, handle)) return;
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA secure_delete = ON";
        command.ExecuteNonQuery();
    }
}
