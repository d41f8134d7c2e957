using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace CommunityHub.Imports;

/// What is on its way, in a file of its own that goes with it, so that memory does not grow with what is imported.
abstract class ImportStage : IDisposable
{
    readonly string path = Path.Combine(Path.GetTempPath(), $"hub-import-{PublicId.New()}.db");
    readonly SqliteConnection connection;
    readonly SqliteTransaction all;
    readonly Dictionary<string, SqliteCommand> commands = [];

    protected ImportStage(string tables)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        // Only its owner reads it.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Do("PRAGMA journal_mode = OFF");
        all = connection.BeginTransaction();
        Do(tables);
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        foreach (var command in commands.Values) command.Dispose();
        all.Dispose();
        connection.Dispose();
        File.Delete(path);
    }

    protected static T Row<T>(SqliteDataReader read) => JsonSerializer.Deserialize<T>(read.GetString(0))!;

    /// Whether there is a row more.
    protected bool Insert(string sql, params ReadOnlySpan<object?> values) => Prepared(sql, values).ExecuteNonQuery() > 0;

    protected List<T> List<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        using var read = Prepared(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (read.Read()) rows.Add(row(read));
        return rows;
    }

    protected void Do(string sql)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, all);
        command.ExecuteNonQuery();
    }

    SqliteCommand Prepared(string sql, ReadOnlySpan<object?> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            commands[sql] = command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, all);
            for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i}", DBNull.Value);
        }
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}
