using System.Data.Common;
using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommunityHub.Search;

/// Statements in the transaction of the context, if there is one. The index is none of the model's tables: it is made of them, so no
/// backup holds it, and each database has its own kind.
static class SearchSql
{
    public static async Task DoAsync(this HubDb db, string sql, IReadOnlyDictionary<string, object?>? values = null, CancellationToken cancel = default)
    {
        await using var command = await db.CommandAsync(sql, values, cancel);
        await command.ExecuteNonQueryAsync(cancel);
    }

    public static async Task<List<T>> ListAsync<T>(
        this HubDb db, string sql, Func<DbDataReader, T> read, IReadOnlyDictionary<string, object?>? values = null, CancellationToken cancel = default)
    {
        await using var command = await db.CommandAsync(sql, values, cancel);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var all = new List<T>();
        while (await rows.ReadAsync(cancel)) all.Add(read(rows));
        return all;
    }

    static async Task<DbCommand> CommandAsync(this HubDb db, string sql, IReadOnlyDictionary<string, object?>? values, CancellationToken cancel)
    {
        // A connection that the context has not opened would be closed by nobody.
        if (db.Database.GetDbConnection().State is not System.Data.ConnectionState.Open) await db.Database.OpenConnectionAsync(cancel);
        var command = db.Database.GetDbConnection().CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (sql, db.Database.CurrentTransaction?.GetDbTransaction(), 600);
        foreach (var (name, value) in values ?? new Dictionary<string, object?>()) Add(command, name, value);
        return command;
    }

    static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
        command.Parameters.Add(parameter);
    }
}
