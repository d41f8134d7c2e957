using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using CommunityHub.Backups;
using CommunityHub.Data;
using CommunityHub.Imports;
using CommunityHub.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Exports;

/// A community as a file that another site takes in: docs/decisions/0024. For whoever holds the server; no page leads here.
public sealed class CommunityExport(IDbContextFactory<HubDb> databases, TimeProvider clock)
{
    const string Part = ".part";

    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// As it is at one moment, beside a site that goes on working, into a file that only its owner may read and that gets its name when it is
    /// whole. Null: into the folder one stands in. Gives where it is, and how many rows of each kind it holds.
    public async Task<(string Path, IReadOnlyDictionary<string, int> Counts)> WriteAsync(
        string slug, string? file = null, bool withAddresses = false, Action<ImportStep>? step = null, CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.IsMigratedAsync(cancel)) throw new CannotStartException("The database is of another version. Export with the version that runs it.");
        var community = await db.Communities.Where(c => c.Slug == slug && c.OpenedAt != null).Select(c => (long?)c.Id).SingleOrDefaultAsync(cancel)
            ?? throw new RefusedException($"There is no community at the address {slug}.");
        var path = Path.GetFullPath(file ?? string.Create(CultureInfo.InvariantCulture, $"{slug}-{now:yyyy-MM-dd}.zip"));
        if (File.Exists(path)) throw new CannotStartException($"There is a file {path} already. Give another name with --to.");
        if (path.Split(Path.DirectorySeparatorChar).Contains("wwwroot", StringComparer.OrdinalIgnoreCase)) throw new CannotStartException($"{path} would be within reach of the web. Give a place elsewhere.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = path + Part;
        try
        {
            IReadOnlyDictionary<string, int> counts;
            await using (var stream = new FileStream(part, OwnerOnly.Options(FileMode.Create)))
            {
                counts = await WriteAsync(db, community, stream, withAddresses, now, step, cancel);
                stream.Flush(flushToDisk: true);
            }
            File.Move(part, path);
            return (path, counts);
        }
        finally
        {
            File.Delete(part);
        }
    }

    static async Task<IReadOnlyDictionary<string, int>> WriteAsync(HubDb db, long community, Stream to, bool withAddresses, DateTime now, Action<ImportStep>? step, CancellationToken cancel)
    {
        using var archive = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        await db.Database.OpenConnectionAsync(cancel);
        await using var moment = await BackupWriting.BeginAsync(db, cancel);
        await db.Database.UseTransactionAsync(moment, cancel);
        var guarded = await GuardedQuestions.ReadAsync(db, community, cancel);
        SheetWriting sheets;
        await using (var entry = await archive.CreateEntry(ExportNames.Json).OpenAsync(cancel))
        await using (var json = new Utf8JsonWriter(entry, Plain))
        {
            sheets = new SheetWriting(db, json, entry, community, now, guarded);
            json.WriteStartObject();
            json.WriteString("format", Sheets.Format);
            json.WriteNumber("version", Sheets.Version);
            json.WriteString("exportedAt", now.ToString(SheetValues.TimeForm, CultureInfo.InvariantCulture));
            var site = await db.SiteSettings.AsNoTracking().SingleOrDefaultAsync(cancel) ?? new Site.SiteSettings();
            json.WriteString("site", site.Name);
            json.WriteString("address", site.Address);
            await sheets.NumberAsync(cancel);
            await sheets.WritePeopleAsync(withAddresses, cancel);
            foreach (var (i, sheet) in Sheets.All.Index())
            {
                step?.Invoke(new ImportStep("Writing community.json", (double)i / Sheets.All.Count));
                await sheets.WriteAsync(sheet, withAddresses, cancel);
            }
            await sheets.WriteVotesWithoutNamesAsync(cancel);
            await sheets.WritePollVotesWithoutNamesAsync(cancel);
            // Last, so that what was cut off is known by it.
            json.WriteStartObject("counts");
            foreach (var (name, count) in sheets.Counts) json.WriteNumber(name, count);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        await new ReadableDiscussions(db, archive, community, sheets, step).WriteAsync(cancel);
        await new ReadableHotseats(db, archive, community, sheets, guarded, now).WriteAsync(cancel);
        await WriteFilesAsync(db, archive, sheets, step, cancel);
        await moment.RollbackAsync(cancel);
        return sheets.Counts;
    }

    static async Task WriteFilesAsync(HubDb db, ZipArchive archive, SheetWriting sheets, Action<ImportStep>? step, CancellationToken cancel)
    {
        var numbers = sheets.NumbersOf("attachments");
        foreach (var (i, (id, number)) in numbers.Index())
        {
            var one = await db.Attachments.Where(a => a.Id == id).Join(db.AttachmentContents, a => a.Id, c => c.AttachmentId, (a, c) => new { a.Name, c.Bytes }).SingleAsync(cancel);
            await using var entry = await archive.CreateEntry(ExportNames.File(number, one.Name), CompressionLevel.Fastest).OpenAsync(cancel);
            await entry.WriteAsync(one.Bytes, cancel);
            step?.Invoke(new ImportStep("Writing files", (i + 1.0) / numbers.Count));
        }
    }
}
