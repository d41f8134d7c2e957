using CommunityHub.Data;
using CommunityHub.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Backups;

/// Copies a SQLite site into an empty PostgreSQL, with the keys of its cookies: nobody signs in anew. The SQLite file stays as it is, and a
/// try that was cut leaves nothing behind: it can be run again.
public static class MoveToPostgres
{
    /// Refuses a running site, and a database that holds anything.
    public static async Task<Manifest> RunAsync(DataFolder folder, string connection, Action<string> say, CancellationToken cancel = default)
    {
        if (!File.Exists(folder.Database)) throw new CannotStartException($"There is no SQLite site in {folder.Path}. Say where it is with Hub__Data.");
        using var held = folder.Hold();
        var passing = Path.Combine(folder.Path, "moving.zip");
        try
        {
            File.Delete(passing);
            await using var from = Services(services => services.AddSqliteHub(folder.Database), folder);
            await from.GetRequiredService<IDbContextFactory<HubDb>>().MigrateAsync();
            await from.GetRequiredService<Backup>().TakeAsync(passing, cancel);
            using var backup = BackupFile.Open(passing);
            await using var into = Services(services => services.AddPostgresHub(connection), folder);
            var databases = into.GetRequiredService<IDbContextFactory<HubDb>>();
            await using (var db = await databases.CreateDbContextAsync(cancel)) await Filling.FillAsync(db, backup, say, cancel, () => CarriedKeys.ToRowsAsync(db, backup, cancel));
            await databases.MigrateAsync();
            return backup.Manifest;
        }
        finally
        {
            File.Delete(passing);
        }
    }

    static ServiceProvider Services(Func<IServiceCollection, IServiceCollection> add, DataFolder folder) =>
        add(new ServiceCollection().AddLogging().AddSingleton(folder).AddSingleton(new ErasedList(folder.Erased)).AddSingleton<Backup>().AddHubOperations()).BuildServiceProvider();
}
