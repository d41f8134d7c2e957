using System.IO.Compression;
using System.Text;
using CommunityHub.Accounts;
using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Privacy;

/// Taking along what the site keeps of oneself. Nothing is made before it is fetched, so no file lies about, and it holds what its person
/// may read at that moment.
public sealed class OwnExport(IDbContextFactory<HubDb> databases, HubWrites writes, Limits limits, TimeProvider clock)
{
    const string Dead = "This link has been used, or it is too old. Ask for a new one.";

    /// Sends a link for one use; asks a proof. Three a day.
    public Task AskAsync(Actor actor) => writes.DoAsync(async work =>
    {
        var me = await work.RequireProofAsync(actor);
        await work.CountAsync(() => limits.RequireAsync(Limit.Export, me));
        await work.SendKeyAsync(me, MailKeyKind.OwnData, await work.Db.Users.Where(a => a.PersonId == me).Select(a => a.Email!).SingleAsync());
    });

    /// Whether the link is good, in the hands of whom it was sent to.
    public async Task<bool> IsGoodAsync(Actor actor, string? key)
    {
        await using var db = await databases.CreateDbContextAsync();
        var now = clock.GetUtcNow().UtcDateTime;
        var me = (await Reader.ReadAsync(db, actor, now)).PersonId;
        var hash = SecretKey.Hash(key);
        return await db.MailKeys.Where(MailKey.IsGoodAt(now)).AnyAsync(k => k.Kind == MailKeyKind.OwnData && k.KeyHash == hash && k.PersonId == me);
    }

    /// A .zip with the same twice: JSON for machines, and a page to read. Uses the link up.
    public async Task<OwnDataFile> TakeAsync(Actor actor, string? key)
    {
        var hash = SecretKey.Hash(key);
        await writes.DoAsync(async work =>
        {
            var me = (await work.ReadAsync(actor)).RequirePerson();
            var link = await work.Db.MailKeys.Where(MailKey.IsGoodAt(work.Now)).SingleOrDefaultAsync(k => k.Kind == MailKeyKind.OwnData && k.KeyHash == hash && k.PersonId == me)
                ?? throw new RefusedException(Dead);
            link.Use(work.Now);
        });
        await using var db = await databases.CreateDbContextAsync();
        var data = await OwnData.ReadAsync(db, await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime));
        using var zip = new MemoryStream();
        await using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            await WriteAsync(archive, "my-data.json", data.ToJson());
            await WriteAsync(archive, "my-data.html", data.ToHtml());
        }
        return new OwnDataFile($"my-data-{data.At:yyyy-MM-dd}.zip", zip.ToArray());
    }

    static async Task WriteAsync(ZipArchive archive, string name, string text)
    {
        await using var entry = await archive.CreateEntry(name).OpenAsync();
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text));
    }
}

public sealed record OwnDataFile(string Name, byte[] Bytes);
