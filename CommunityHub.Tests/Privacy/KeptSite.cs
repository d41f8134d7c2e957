using CommunityHub.Backups;
using CommunityHub.Data;
using CommunityHub.Privacy;
using CommunityHub.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Privacy;

/// A site's folder of data, with what works on it, but without its pages.
public sealed class KeptSite : IAsyncDisposable
{
    readonly ServiceProvider services;

    KeptSite(DataFolder folder, ServiceProvider services) => (Folder, this.services) = (folder, services);

    public DataFolder Folder { get; }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public static string NewFolder() => Directory.CreateTempSubdirectory("hub-test-").FullName;

    /// With the demo world in it.
    public static KeptSite OfDemo()
    {
        var path = NewFolder();
        DemoFile.CopyTo(path);
        return At(path);
    }

    public static KeptSite At(string path)
    {
        var folder = new DataFolder(path);
        return new KeptSite(folder, new ServiceCollection().AddLogging().AddSingleton(folder).AddSingleton(new ErasedList(folder.Erased))
            .AddSingleton<Backup>().AddSqliteHub(folder.Database).AddHubOperations().BuildServiceProvider());
    }

    public async Task<T> LookAsync<T>(Func<HubDb, Task<T>> look)
    {
        await using var db = await Get<IDbContextFactory<HubDb>>().CreateDbContextAsync();
        return await look(db);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }
}
