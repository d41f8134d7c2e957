using System.IO.Compression;
using System.Xml.Linq;
using CommunityHub.Accounts;
using CommunityHub.Backups;
using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.Privacy;
using CommunityHub.Tests.Privacy;
using CommunityHub.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Backups;

/// F20 to F22.
public sealed class BackupTests : IDisposable
{
    readonly string folder = KeptSite.NewFolder();

    string BackupPath => Path.Combine(folder, "backups", "one.zip");

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_was_backed_up_comes_back_row_by_row_and_file_by_file()
    {
        await using var site = KeptSite.OfDemo();
        Directory.CreateDirectory(site.Folder.Keys);
        await File.WriteAllTextAsync(Path.Combine(site.Folder.Keys, "key-1.xml"), "<key/>", Cancel);

        var taken = await site.Get<Backup>().TakeAsync(BackupPath, Cancel);
        var back = new DataFolder(Path.Combine(folder, "new"));
        await new Restore(back, null).RunAsync(BackupPath, _ => { }, Cancel);

        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(BackupPath));
        await using var restored = KeptSite.At(back.Path);
        var again = await restored.Get<Backup>().TakeAsync(Path.Combine(folder, "two.zip"), Cancel);
        Assert.Equal(taken.Tables.Select(table => (table.Shape.Name, table.Rows, table.Hash)), again.Tables.Select(table => (table.Shape.Name, table.Rows, table.Hash)));
        Assert.True(taken.Tables.Sum(table => table.Rows) > 100);
        Assert.Equal(taken.Files, again.Files);
        Assert.NotNull(await restored.Get<SignIns>().WithPasswordAsync("bo@demo.test", Support.Accounts.Password, "", "192.0.2.1"));
        Assert.False(File.Exists(Path.Combine(back.Path, DataFolder.RestoringName)));
    }

    [Fact]
    public async Task Whoever_was_erased_after_the_backup_stays_erased()
    {
        await using var site = KeptSite.OfDemo();
        await site.Get<Backup>().TakeAsync(BackupPath, Cancel);
        var bo = (await site.Get<SignIns>().WithPasswordAsync("bo@demo.test", Support.Accounts.Password, "", "192.0.2.1")).Actor;
        await site.Get<Erasures>().EraseMeAsync(bo, withWords: true);
        await site.Get<Backup>().TakeAsync(Path.Combine(folder, "backups", "two.zip"), Cancel); // which lays the list beside both

        var back = new DataFolder(Path.Combine(folder, "new"));
        await new Restore(back, null).RunAsync(BackupPath, _ => { }, Cancel);

        await using var restored = KeptSite.At(back.Path);
        Assert.Equal(PersonKind.Erased, await restored.LookAsync(db => db.People.Where(p => p.Id == bo.PersonId).Select(p => p.Kind).SingleAsync()));
        Assert.False(await restored.LookAsync(db => db.Users.AnyAsync(a => a.Email == "bo@demo.test")));
    }

    [Fact]
    public async Task A_folder_with_a_site_in_it_and_a_damaged_backup_are_refused()
    {
        await using var site = KeptSite.OfDemo();
        await site.Get<Backup>().TakeAsync(BackupPath, Cancel);
        var full = await Assert.ThrowsAsync<CannotStartException>(() => new Restore(site.Folder, null).RunAsync(BackupPath, _ => { }, Cancel));
        Assert.Contains("There is a site in", full.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<CannotStartException>(() => site.Get<Backup>().TakeAsync(BackupPath, Cancel)); // it is there already
        await Assert.ThrowsAsync<CannotStartException>(() => site.Get<Backup>().TakeAsync(Path.Combine(folder, "wwwroot", "one.zip"), Cancel));

        var back = new DataFolder(Path.Combine(folder, "new"));
        var cut = Path.Combine(folder, "cut.zip");
        var bytes = await File.ReadAllBytesAsync(BackupPath, Cancel);
        await File.WriteAllBytesAsync(cut, bytes[..(bytes.Length / 2)], Cancel);
        await Assert.ThrowsAsync<CannotStartException>(() => new Restore(back, null).RunAsync(cut, _ => { }, Cancel));
        var changed = Path.Combine(folder, "changed.zip");
        File.Copy(BackupPath, changed);
        await ChangeAsync(changed, "tables/People.jsonl");
        var damaged = await Assert.ThrowsAsync<CannotStartException>(() => new Restore(back, null).RunAsync(changed, _ => { }, Cancel));
        Assert.Contains("damaged", damaged.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(back.Database));
    }

    [Fact]
    public async Task A_restore_that_was_cut_keeps_the_site_shut_and_can_be_run_again()
    {
        await using var site = KeptSite.OfDemo();
        await site.Get<Backup>().TakeAsync(BackupPath, Cancel);
        var back = new DataFolder(Directory.CreateDirectory(Path.Combine(folder, "new")).FullName);
        await File.WriteAllTextAsync(Path.Combine(back.Path, DataFolder.RestoringName), BackupPath, Cancel);
        Directory.CreateDirectory(back.Keys);
        await File.WriteAllTextAsync(Path.Combine(back.Keys, "half.xml"), "<ke", Cancel);
        await File.WriteAllTextAsync(back.Database + ".restoring", "half", Cancel);

        Assert.Throws<CannotStartException>(back.RefuseHalfRestored);
        await new Restore(back, null).RunAsync(BackupPath, _ => { }, Cancel);

        back.RefuseHalfRestored();
        Assert.False(File.Exists(Path.Combine(back.Keys, "half.xml")));
        Assert.True(File.Exists(back.Database));
    }

    [Fact]
    public async Task Each_night_has_one_and_the_oldest_go()
    {
        await using var site = KeptSite.OfDemo();
        var into = Path.Combine(folder, "nightly");
        Directory.CreateDirectory(into);
        foreach (var day in new[] { "2001-01-01", "2001-01-02", "2001-01-03" }) await File.WriteAllTextAsync(Path.Combine(into, $"hub-{day}.zip"), "old", Cancel);
        await File.WriteAllTextAsync(Path.Combine(into, "mine.zip"), "not of ours", Cancel);

        var file = await site.Get<Backup>().TakeNightlyAsync(into, keep: 2, Cancel);
        Assert.Null(await site.Get<Backup>().TakeNightlyAsync(into, keep: 2, Cancel));

        Assert.Equal(new[] { file!, Path.Combine(into, "hub-2001-01-03.zip"), Path.Combine(into, "mine.zip") }.Order(StringComparer.Ordinal), Directory.EnumerateFiles(into).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Keys_that_several_servers_shared_are_files_again_where_there_is_one()
    {
        await using var site = KeptSite.OfDemo();
        await site.Get<HubWrites>().DoAsync(work =>
        {
            work.Db.AddRange(SealingKey.Of("key-1", "<key id=\"1\" />"), SealingKey.Of("../../key-2", "<key id=\"2\" />"));
            return Task.CompletedTask;
        }, Cancel);
        await site.Get<Backup>().TakeAsync(BackupPath, Cancel);

        var back = new DataFolder(Path.Combine(folder, "new"));
        await new Restore(back, null).RunAsync(BackupPath, _ => { }, Cancel);

        Assert.Equal(["key-1.xml", "key-2.xml"], Directory.EnumerateFiles(back.Keys).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("<key id=\"1\" />", await File.ReadAllTextAsync(Path.Combine(back.Keys, "key-1.xml"), Cancel));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(back.Keys, "key-1.xml")));
        await using var restored = KeptSite.At(back.Path);
        Assert.False(await restored.LookAsync(db => db.SealingKeys.AnyAsync())); // one that is thrown away lies nowhere else
    }

    [Fact, OnPostgres]
    public async Task A_site_on_SQLite_moves_to_PostgreSQL_and_back_and_its_cookies_with_it()
    {
        var connection = PostgresServer.To($"hub_test_{Guid.NewGuid():n}").ConnectionString;
        await using var site = KeptSite.OfDemo();
        var cookie = SealedBy(site.Folder.Keys).Protect("whoever is signed in");
        try
        {
            var moved = await MoveToPostgres.RunAsync(site.Folder, connection, _ => { }, Cancel);
            Assert.True(moved.Tables.Sum(table => table.Rows) > 100);
            var full = await Assert.ThrowsAsync<CannotStartException>(() => MoveToPostgres.RunAsync(site.Folder, connection, _ => { }, Cancel));
            Assert.Contains("not empty", full.Message, StringComparison.Ordinal);

            await using var there = new ServiceCollection().AddLogging().AddSingleton(site.Folder).AddSingleton(new ErasedList(site.Folder.Erased))
                .AddSingleton<Backup>().AddPostgresHub(connection).AddHubOperations().BuildServiceProvider();
            Assert.Equal("whoever is signed in", SealedBy(await KeysOfAsync(there)).Unprotect(cookie));
            var bo = await there.GetRequiredService<SignIns>().WithPasswordAsync("bo@demo.test", Support.Accounts.Password, "", "192.0.2.1"); // a new row, by a counter that goes on
            Assert.True(bo.SignInId > 0);
            var taken = await there.GetRequiredService<Backup>().TakeAsync(BackupPath, Cancel);
            var back = new DataFolder(Path.Combine(folder, "new"));
            await new Restore(back, null).RunAsync(BackupPath, _ => { }, Cancel);
            await using var restored = KeptSite.At(back.Path);
            var again = await restored.Get<Backup>().TakeAsync(Path.Combine(folder, "two.zip"), Cancel);
            Assert.Equal(Sums(taken), Sums(again));
            Assert.Equal("whoever is signed in", SealedBy(back.Keys).Unprotect(cookie));

            await DropAsync(connection);
            await new Restore(new DataFolder(Path.Combine(folder, "newest")), connection).RunAsync(Path.Combine(folder, "two.zip"), _ => { }, Cancel);
            Assert.Equal("whoever is signed in", SealedBy(await KeysOfAsync(there)).Unprotect(cookie));
            Assert.False(Directory.EnumerateFiles(Path.Combine(folder, "newest", "keys")).Any());
        }
        finally
        {
            await DropAsync(connection);
        }
    }

    // What a moved site seals with is not the same row by row: it lies in files, or in rows.
    static IEnumerable<(string, long, string)> Sums(Manifest manifest) =>
        manifest.Tables.Where(table => table.Shape.Name is not "SealingKeys").Select(table => (table.Shape.Name, table.Rows, table.Hash));

    static IDataProtector SealedBy(string keys) => DataProtectionProvider.Create(new DirectoryInfo(keys), set => set.SetApplicationName("CommunityHub")).CreateProtector("cookies");

    // As the site on PostgreSQL reads them, laid out as files.
    async Task<string> KeysOfAsync(IServiceProvider services)
    {
        var path = Directory.CreateDirectory(Path.Combine(folder, PublicId.New())).FullName;
        await using var db = await services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContextAsync(Cancel);
        foreach (var key in await db.SealingKeys.OrderBy(key => key.Id).ToListAsync(Cancel)) XElement.Parse(key.Words).Save(Path.Combine(path, $"{key.Name}.xml"));
        return path;
    }

    static async Task DropAsync(string connection)
    {
        await using var drop = new ServiceCollection().AddPostgresHub(connection).BuildServiceProvider();
        await using var db = await drop.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContextAsync(CancellationToken.None);
        await db.Database.EnsureDeletedAsync(CancellationToken.None);
    }

    static async Task ChangeAsync(string zip, string name)
    {
        using var archive = await ZipFile.OpenAsync(zip, ZipArchiveMode.Update, Cancel);
        var entry = archive.GetEntry(name)!;
        string text;
        using (var reader = new StreamReader(entry.Open())) text = await reader.ReadToEndAsync(Cancel);
        entry.Delete();
        await using var writer = new StreamWriter(archive.CreateEntry(name).Open());
        await writer.WriteAsync(text.Replace("Bo Lindqvist", "Bo Lindqvisd", StringComparison.Ordinal));
    }
}
