using System.Data.Common;
using CommunityHub.Data;
using CommunityHub.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CommunityHub.Backups;

/// Fills an empty database from a backup, of either kind of database into either kind: all of it in one transaction, compared row by row
/// before the commit, or nothing.
static class Filling
{
    /// Makes the tables as they were when the backup was made, and fills them. Refuses a database that holds anything. What is done last
    /// is there with the rest, or not.
    public static async Task FillAsync(HubDb db, BackupFile backup, Action<string> say, CancellationToken cancel, Func<Task>? last = null)
    {
        await MakeTablesAsync(db, backup.Manifest, cancel);
        await db.Database.OpenConnectionAsync(cancel);
        var connection = db.Database.GetDbConnection();
        await using var whole = await connection.BeginTransactionAsync(cancel);
        foreach (var table in backup.Manifest.Tables)
        {
            if ((await BackupWriting.SumAsync(connection, whole, table.Shape, cancel)).Rows > 0) throw new CannotStartException($"The database is not empty: {table.Shape.Name} has rows. Give an empty one.");
        }
        await LetKeysWaitAsync(db, connection, whole, cancel);
        foreach (var table in backup.Manifest.Tables)
        {
            await InsertAsync(db, connection, whole, table, backup, cancel);
            var sum = await BackupWriting.SumAsync(connection, whole, table.Shape, cancel);
            if (sum.Rows != table.Rows || sum.Hash != table.Hash) throw new CannotStartException($"The table {table.Shape.Name} did not come out as it went in: {sum.Rows} of {table.Rows} rows. Nothing was changed.");
            if (table.Rows > 0) say($"{table.Shape.Name}: {table.Rows} rows, compared.");
        }
        if (db.Database.IsNpgsql()) await SettlePostgresAsync(connection, whole, cancel);
        if (last is not null)
        {
            await db.Database.UseTransactionAsync(whole, cancel);
            await last();
        }
        await whole.CommitAsync(cancel);
    }

    static async Task MakeTablesAsync(HubDb db, Manifest manifest, CancellationToken cancel)
    {
        var (ours, there) = (db.Database.GetMigrations().ToList(), (await db.Database.GetAppliedMigrationsAsync(cancel)).Select(Manifest.NameOf).ToList());
        if (!there.SequenceEqual(manifest.Migrations.Take(there.Count))) throw new CannotStartException("The database has tables of another version. Give an empty one.");
        var last = ours.Find(id => Manifest.NameOf(id) == manifest.Migrations[^1])
            ?? throw new CannotStartException($"The backup was made by a newer version ({manifest.Migrations[^1]}). Restore it with that one.");
        if (db.Database.IsSqlite()) await SqliteMigrating.RunAsync(db, last, cancel);
        else await db.GetService<IMigrator>().MigrateAsync(last, cancel);
    }

    // Rows lead to one another in every direction; their keys are asked at the commit.
    static async Task LetKeysWaitAsync(HubDb db, DbConnection connection, DbTransaction whole, CancellationToken cancel) => await DoAsync(connection, whole, db.Database.IsSqlite()
        ? "PRAGMA defer_foreign_keys = ON"
        : ForEachKey("DEFERRABLE INITIALLY DEFERRED"), cancel);

    // Asks the keys now, takes the waiting back, and has each counter go on after the last row.
    static Task SettlePostgresAsync(DbConnection connection, DbTransaction whole, CancellationToken cancel) => DoAsync(connection, whole, $"""
        SET CONSTRAINTS ALL IMMEDIATE;
        {ForEachKey("NOT DEFERRABLE")};
        DO $$ DECLARE one record; BEGIN
          FOR one IN SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES' LOOP
            EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, %L), coalesce(max(%I), 1), max(%I) IS NOT NULL) FROM %I', quote_ident(one.t), one.c, one.c, one.c, one.t);
          END LOOP; END $$;
        """, cancel);

    static string ForEachKey(string how) => $"""
        DO $$ DECLARE one record; BEGIN
          FOR one IN SELECT conrelid::regclass::text AS t, conname AS k FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace LOOP
            EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I {how}', one.t, one.k);
          END LOOP; END $$
        """;

    static async Task DoAsync(DbConnection connection, DbTransaction whole, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (sql, whole, 0);
        await command.ExecuteNonQueryAsync(cancel);
    }

    static async Task InsertAsync(HubDb db, DbConnection connection, DbTransaction whole, TableEntry table, BackupFile backup, CancellationToken cancel)
    {
        var shape = table.Shape;
        await using var insert = connection.CreateCommand();
        var values = shape.Columns.Select((column, i) => column.Kind is ColumnKind.Json && db.Database.IsNpgsql() ? $"CAST(@p{i} AS jsonb)" : $"@p{i}");
        (insert.CommandText, insert.Transaction) = ($"INSERT INTO {shape.InSql} ({shape.ColumnsInSql}) VALUES ({string.Join(", ", values)})", whole);
        foreach (var i in Enumerable.Range(0, shape.Columns.Count))
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            insert.Parameters.Add(parameter);
        }
        await foreach (var line in backup.ReadAsync(table, cancel))
        {
            var row = RowText.Parse(line, shape);
            for (var i = 0; i < row.Length; i++) insert.Parameters[i].Value = row[i];
            await insert.ExecuteNonQueryAsync(cancel);
        }
    }
}
