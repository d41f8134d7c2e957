using System.Text;
using System.Xml;
using System.Xml.Linq;
using CommunityHub.Accounts;
using CommunityHub.Data;
using CommunityHub.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Backups;

/// The keys that cookies are sealed with lie in files where one server has SQLite, and in rows where several share PostgreSQL. Whoever goes from
/// one to the other takes them along, or everybody would have to sign in once more.
static class CarriedKeys
{
    const string Folder = "keys/";

    /// The backup's files become rows, beside those that are there.
    public static async Task ToRowsAsync(HubDb db, BackupFile backup, CancellationToken cancel)
    {
        var known = await db.SealingKeys.Select(key => key.Name).ToListAsync(cancel);
        foreach (var file in backup.Manifest.Files.Where(file => IsKey(file.Name)))
        {
            var name = file.Name[Folder.Length..^4];
            if (!known.Contains(name)) db.Add(SealingKey.Of(name, await ReadAsync(file, backup, cancel)));
        }
        await db.SaveChangesAsync(cancel);
    }

    /// The rows become files, and go: a key that is thrown away later must not lie about in a second place.
    public static async Task ToFilesAsync(HubDb db, DataFolder folder, CancellationToken cancel)
    {
        foreach (var key in await db.SealingKeys.AsNoTracking().OrderBy(key => key.Id).ToListAsync(cancel))
        {
            await using var file = new FileStream(Path.Combine(Directory.CreateDirectory(folder.Keys).FullName, $"{FileNameOf(key.Name)}.xml"), OwnerOnly.Options(FileMode.Create));
            await file.WriteAsync(Encoding.UTF8.GetBytes(key.Words), cancel);
        }
        await db.SealingKeys.ExecuteDeleteAsync(cancel);
    }

    public static bool IsKey(string file) => file.StartsWith(Folder, StringComparison.Ordinal) && file.EndsWith(".xml", StringComparison.Ordinal) && file.IndexOf('/', Folder.Length) < 0;

    static async Task<string> ReadAsync(FileEntry file, BackupFile backup, CancellationToken cancel)
    {
        try
        {
            using var bytes = new MemoryStream(await backup.ReadAsync(file, cancel));
            return XElement.Load(bytes).ToString(SaveOptions.DisableFormatting);
        }
        catch (XmlException fault)
        {
            throw new CannotStartException($"{file.Name} is no whole key: {fault.Message} Move it away and begin again; everybody signs in once more.", fault);
        }
    }

    // A backup is somebody's file: a name in it must not lead out of the folder.
    static string FileNameOf(string name) => string.Concat(name.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-'));
}
