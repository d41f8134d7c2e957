using System.Data;
using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CommunityHub.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Backups;

/// Writes the archive: every row as it is at one moment, and the files of the data folder.
static class BackupWriting
{
    /// Keys and files. Letters in the folder mail have gone out.
    static readonly string[] Folders = ["keys", "files"];

    public static async Task<Manifest> WriteAsync(HubDb db, DataFolder folder, Stream to, DateTime now, CancellationToken cancel)
    {
        using var archive = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        await db.Database.OpenConnectionAsync(cancel);
        await using var moment = await BeginAsync(db, cancel);
        var tables = new List<TableEntry>();
        foreach (var shape in TableShape.Of(db)) tables.Add(await WriteTableAsync(db.Database.GetDbConnection(), moment, shape, archive, cancel));
        var migrations = (await MigrationsOfAsync(db.Database.GetDbConnection(), moment, cancel)).ConvertAll(Manifest.NameOf);
        await moment.RollbackAsync(cancel);

        var files = new List<FileEntry>();
        // Keys that a site on PostgreSQL had before it moved there are none of its any more.
        foreach (var name in FilesIn(folder).Where(name => db.Database.IsSqlite() || !CarriedKeys.IsKey(name))) files.Add(await WriteFileAsync(folder, name, archive, cancel));
        var manifest = new Manifest { Format = Manifest.ThisFormat, At = now, Migrations = migrations, Tables = tables, Files = files };
        await using var entry = await archive.CreateEntry(Manifest.EntryName).OpenAsync(cancel);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(manifest.ToJson()), cancel);
        return manifest;
    }

    public static IEnumerable<string> FilesIn(DataFolder folder) => Folders
        .Where(name => Directory.Exists(Path.Combine(folder.Path, name)))
        .SelectMany(name => Directory.EnumerateFiles(Path.Combine(folder.Path, name), "*", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(folder.Path, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    /// Adds up a table as it is now.
    public static async Task<TableSum> SumAsync(DbConnection connection, DbTransaction? within, TableShape shape, CancellationToken cancel)
    {
        var sum = new TableSum();
        await foreach (var row in RowsAsync(connection, within, shape, cancel)) sum.Add(row);
        return sum;
    }

    // One moment for all tables, without keeping anybody from writing: SQLite's readers see the log as it was, and must not ask to write.
    internal static async Task<DbTransaction> BeginAsync(HubDb db, CancellationToken cancel) => db.Database.GetDbConnection() is SqliteConnection sqlite
        ? sqlite.BeginTransaction(deferred: true)
        : await db.Database.GetDbConnection().BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);

    static async Task<TableEntry> WriteTableAsync(DbConnection connection, DbTransaction moment, TableShape shape, ZipArchive archive, CancellationToken cancel)
    {
        var sum = new TableSum();
        await using var entry = await archive.CreateEntry(new TableEntry(shape, 0, "").EntryName, CompressionLevel.Fastest).OpenAsync(cancel);
        await using var lines = new StreamWriter(entry, new UTF8Encoding(false)) { NewLine = "\n" };
        await foreach (var row in RowsAsync(connection, moment, shape, cancel))
        {
            sum.Add(row);
            await lines.WriteLineAsync(row);
        }
        return new TableEntry(shape, sum.Rows, sum.Hash);
    }

    static async IAsyncEnumerable<string> RowsAsync(DbConnection connection, DbTransaction? within, TableShape shape, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var select = connection.CreateCommand();
        (select.CommandText, select.Transaction, select.CommandTimeout) = ($"SELECT {shape.ColumnsInSql} FROM {shape.InSql}", within, 0);
        await using var rows = await select.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) yield return RowText.Write(rows, shape);
    }

    static async Task<List<string>> MigrationsOfAsync(DbConnection connection, DbTransaction within, CancellationToken cancel)
    {
        await using var select = connection.CreateCommand();
        (select.CommandText, select.Transaction) = ("SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY \"MigrationId\"", within);
        await using var rows = await select.ExecuteReaderAsync(cancel);
        var all = new List<string>();
        while (await rows.ReadAsync(cancel)) all.Add(rows.GetString(0));
        return all;
    }

    static async Task<FileEntry> WriteFileAsync(DataFolder folder, string name, ZipArchive archive, CancellationToken cancel)
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(folder.Path, name), cancel);
        await using var entry = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancel);
        await entry.WriteAsync(bytes, cancel);
        return new FileEntry(name, bytes.LongLength, Convert.ToHexString(SHA256.HashData(bytes)));
    }
}
