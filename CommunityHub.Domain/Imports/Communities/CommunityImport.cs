using System.Globalization;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Exports;
using CommunityHub.Files;
using CommunityHub.Site;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Imports.Communities;

/// Makes a community of the file that an export wrote, on another site or the same: docs/decisions/0024. Nobody is told of it.
public sealed class CommunityImport(IDbContextFactory<HubDb> databases, HubWrites writes)
{
    const string NoAddress = "https://another-site.invalid";

    /// Reads the file to its end before anything is written, then writes all of it or nothing. Slug: under which address; null: as it was. One that
    /// is here already from the same community is left alone, and the report says so.
    public async Task<ImportReport> RunAsync(string path, string? slug = null, bool isPreview = false, Action<ImportStep>? step = null, CancellationToken cancel = default)
    {
        using var file = CommunityFile.Open(path);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.IsMigratedAsync(cancel)) throw new CannotStartException("There is no site of this version yet. Start it once, or import without --preview.");
        var (reading, addresses, report) = (new CommunityReading(file, new RowChecking(db)), new Dictionary<string, string>(), new ImportReport());
        string root = "", name = "";
        foreach (var one in reading.Read())
        {
            cancel.ThrowIfCancellationRequested();
            if (one is not CheckedRow row) continue;
            if (row.Sheet.Name == "community") (root, name, slug) = (RootOf(reading.Origin, row.PublicId!), (string)row.Values["Name"]!, SlugOf(slug ?? (string)row.Values["Slug"]!));
            if (row.Sheet.Name == "attachments") Look(file, row);
            if (row.Sheet.IsAddressed && row.PublicId is { } id && !addresses.TryAdd(id, PublicId.New())) throw new RefusedException($"Row {row.Number} of {row.Sheet.Name} in community.json has the publicId of another row.");
        }
        if (file.Files != reading.Counts["attachments"]) throw new RefusedException("The archive holds files that community.json does not speak of.");
        foreach (var what in new[] { "memberships", "discussions", "posts", "attachments", "hotseats", "questions", "answers" }) report.Count(what, reading.Counts[what]);

        if (await db.Communities.Where(c => c.Slug == slug).Select(c => new { c.Id }).SingleOrDefaultAsync(cancel) is { } there)
        {
            if (!await db.ImportSources.AnyAsync(s => s.CommunityId == there.Id && s.Root == root, cancel)) throw Taken(slug!);
            report.Remark($"{name} is at /communities/{slug} already. Nothing was written.");
            return report;
        }
        if (await db.OldSlugs.AnyAsync(o => o.Slug == slug, cancel)) throw Taken(slug!);
        report.Remark($"{name}: /communities/{slug}");
        if (isPreview)
        {
            report.Count("people named in it", reading.Counts[Sheet.People]);
            return report;
        }

        var newAddress = await db.Set<SiteSettings>().Select(s => s.Address).SingleOrDefaultAsync(cancel) ?? "";
        var counted = await writes.DoLongAsync(async work =>
        {
            // It may be done again from the start, and is counted once.
            var (once, again, done, all) = (new ImportReport(), new CommunityReading(file, new RowChecking(work.Db)), 0, Math.Max(1, reading.Counts.Values.Sum()));
            if (await work.Db.Communities.AnyAsync(c => c.Slug == slug, cancel)) throw Taken(slug!);
            using var writing = new CommunityWriting(work, file, slug!, addresses, newAddress, once);
            await writing.WriteAsync(again, _ => step?.Invoke(new ImportStep("Bringing the community", (double)++done / all)), cancel);
            return once;
        }, cancel);
        report.AddAll(counted);
        return report;
    }

    /// By it the site knows a community that it has taken in.
    internal static string RootOf(FileOrigin origin, string publicId) => $"{(origin.Address.Length > 0 ? origin.Address : NoAddress)}/community/{publicId}";

    /// The file of a row, as any upload is looked at: by its content, and pictures drawn anew.
    internal static ReadyFile Look(CommunityFile file, CheckedRow row)
    {
        try
        {
            var bytes = file.ReadFile(row.Number) ?? throw new RefusedException("its file is not in the archive.");
            var alt = (string?)row.Values["Alt"];
            return ReadyFile.Of([new Upload((string)row.Values["Name"]!, bytes, alt, IsDecoration: alt is "")])[0];
        }
        catch (RefusedException fault)
        {
            throw new RefusedException(string.Create(CultureInfo.InvariantCulture, $"Row {row.Number} of {row.Sheet.Name} in community.json: {fault.Message}"));
        }
    }

    static string SlugOf(string slug) => Community.SlugOf(slug) == slug ? slug : throw new RefusedException("Give an address of small letters, digits and hyphens with --as, as housing-repairs.");

    static RefusedException Taken(string slug) => new($"There is a community at the address {slug} already, or was. Choose another with --as.");
}
