using CommunityHub.Data;
using CommunityHub.Privacy;
using CommunityHub.Upkeep;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Backups;

/// Puts a backup back where there is nothing: an empty data folder, and for PostgreSQL an empty database. A cut leaves a mark, by which the
/// site refuses to start there and the next try begins anew.
public sealed class Restore(DataFolder folder, string? postgres)
{
    string Mark => Path.Combine(folder.Path, DataFolder.RestoringName);
    string NewDatabase => folder.Database + ".restoring";

    /// Whom the erased list beside the backup or in the folder names is erased again before anything else can happen.
    public async Task<Manifest> RunAsync(string file, Action<string> say, CancellationToken cancel = default)
    {
        using var held = folder.Hold();
        RefuseFull();
        using var backup = BackupFile.Open(file);
        await backup.VerifyAsync(cancel);
        say($"The backup is of {backup.Manifest.At:yyyy-MM-dd HH:mm} UTC and whole.");
        await File.WriteAllTextAsync(Mark, file, cancel);
        Clear();
        var erased = new ErasedList(folder.Erased);
        erased.TakeFrom(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, ErasedList.FileName));

        await FillAsync(backup, erased, say, cancel);
        foreach (var entry in backup.Manifest.Files.Where(entry => postgres is null || !CarriedKeys.IsKey(entry.Name))) await WriteAsync(entry, backup, cancel);
        if (postgres is null) File.Move(NewDatabase, folder.Database);
        File.Delete(NewDatabase + ".migrating");
        File.Delete(Mark);
        return backup.Manifest;
    }

    async Task FillAsync(BackupFile backup, ErasedList erased, Action<string> say, CancellationToken cancel)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(erased).AddHubOperations();
        await using (var all = (postgres is null ? services.AddSqliteHub(NewDatabase) : services.AddPostgresHub(postgres)).BuildServiceProvider())
        {
            var databases = all.GetRequiredService<IDbContextFactory<HubDb>>();
            await using (var db = await databases.CreateDbContextAsync(cancel)) await Filling.FillAsync(db, backup, say, cancel);
            await databases.MigrateAsync();
            await CarryKeysAsync(databases, backup, cancel);
            var replayed = await all.GetRequiredService<Erasures>().ReplayAsync();
            if (replayed > 0) say($"Erased again: {replayed}.");
            await all.GetRequiredService<Scrubbing>().ScrubAsync(cancel);
        }
        if (postgres is null) SqliteConnection.ClearAllPools(); // the log is in the file now
    }

    // A backup of the other kind of database keeps them in the other place.
    async Task CarryKeysAsync(IDbContextFactory<HubDb> databases, BackupFile backup, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (postgres is null) await CarriedKeys.ToFilesAsync(db, folder, cancel);
        else await CarriedKeys.ToRowsAsync(db, backup, cancel);
    }

    void RefuseFull()
    {
        if (File.Exists(Mark)) return; // what is there is a try that was cut
        var there = new[] { folder.Database, folder.Database + "-wal" }.Where(File.Exists).Concat(BackupWriting.FilesIn(folder)).FirstOrDefault();
        if (there is not null) throw new CannotStartException($"There is a site in {folder.Path} already ({Path.GetFileName(there)}). Restore into an empty folder: give one with Hub__Data, or move that one away first.");
    }

    void Clear()
    {
        foreach (var suffix in new[] { "", "-wal", "-shm", "-journal", ".migrating" }) File.Delete(NewDatabase + suffix);
        foreach (var file in BackupWriting.FilesIn(folder).ToList()) File.Delete(Path.Combine(folder.Path, file));
    }

    async Task WriteAsync(FileEntry entry, BackupFile backup, CancellationToken cancel)
    {
        var path = Path.GetFullPath(Path.Combine(folder.Path, entry.Name));
        // An archive is somebody's file: a name in it must not lead out of the folder, or onto the database.
        if (!path.StartsWith(folder.Keys + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !path.StartsWith(folder.Files + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new CannotStartException($"The backup holds a file that belongs nowhere: {entry.Name}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var stream = new FileStream(path, OwnerOnly.Options(FileMode.Create));
        await stream.WriteAsync(await backup.ReadAsync(entry, cancel), cancel);
    }
}
