using System.Globalization;
using CommunityHub.Data;
using CommunityHub.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Backups;

/// Takes backups: docs/decisions/0017. One archive with every row and every file, from a site that goes on working.
public sealed class Backup(IDbContextFactory<HubDb> databases, DataFolder folder, TimeProvider clock)
{
    const string Part = ".part";

    /// How many nights are kept where nobody says.
    public const int UsualKeep = 14;

    /// Into a file that only its owner may read, and read back before it bears its name. Refuses one that is there, and one within reach of the web.
    public async Task<Manifest> TakeAsync(string file, CancellationToken cancel = default)
    {
        var path = Path.GetFullPath(file);
        if (File.Exists(path)) throw new CannotStartException($"There is a file {path} already. Give another name.");
        if (path.Split(Path.DirectorySeparatorChar).Contains("wwwroot", StringComparer.OrdinalIgnoreCase)) throw new CannotStartException($"{path} would be within reach of the web. Give a place elsewhere.");

        await using var db = await databases.CreateDbContextAsync(cancel);
        if (db.Database.IsSqlite() && !File.Exists(folder.Database)) throw new CannotStartException($"There is no site in {folder.Path}. Say where it is with Hub__Data.");
        if (!await db.IsMigratedAsync(cancel)) throw new CannotStartException("The database is of another version. Take the backup with the version that runs it.");
        await CheckAsync(db, cancel);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = path + Part;
        try
        {
            Manifest manifest;
            await using (var stream = new FileStream(part, OwnerOnly.Options(FileMode.Create)))
            {
                manifest = await BackupWriting.WriteAsync(db, folder, stream, clock.GetUtcNow().UtcDateTime, cancel);
                stream.Flush(flushToDisk: true);
            }
            using (var back = BackupFile.Open(part)) await back.VerifyAsync(cancel);
            File.Move(part, path);
            if (File.Exists(folder.Erased)) new ErasedList(Path.Combine(Path.GetDirectoryName(path)!, ErasedList.FileName)).TakeFrom(folder.Erased);
            return manifest;
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// Today's, if it is not there yet, and throws away all but the newest so many of its kind. Gives its name; null: it was there.
    public async Task<string?> TakeNightlyAsync(string into, int keep, CancellationToken cancel = default)
    {
        var file = Path.Combine(into, string.Create(CultureInfo.InvariantCulture, $"hub-{clock.GetUtcNow():yyyy-MM-dd}.zip"));
        if (File.Exists(file)) return null;
        await TakeAsync(file, cancel);
        foreach (var old in Directory.EnumerateFiles(into, "hub-????-??-??.zip").OrderDescending(StringComparer.Ordinal).Skip(Math.Max(keep, 1)).ToList()) File.Delete(old);
        return file;
    }

    // A copy of what is broken is no backup.
    static async Task CheckAsync(HubDb db, CancellationToken cancel)
    {
        if (!db.Database.IsSqlite()) return;
        var said = await db.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check").ToListAsync(cancel);
        if (said is not ["ok"]) throw new CannotStartException($"The database is damaged, so no backup was taken: {string.Join(' ', said)}");
    }
}
