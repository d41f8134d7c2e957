using CommunityHub.Data.Demo;
using Microsoft.Data.Sqlite;

namespace CommunityHub.Tests.Support;

/// The demo world, made once for all tests, so that a site with it costs a copy of a file.
static class DemoFile
{
    static readonly Lazy<string> Made = new(() => Task.Run(MakeAsync).GetAwaiter().GetResult());

    public static void CopyTo(string folder) => File.Copy(Made.Value, Path.Combine(folder, "hub.db"));

    static async Task<string> MakeAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("hub-test-").FullName, "hub.db");
        var database = new SqliteTestDatabase();
        // By the real clock, as the site that is started with it.
        await using (var hub = await TestHub.EmptyAsync(database, TimeProvider.System))
        {
            await hub.Get<DemoWorld>().EnterAsync();
            await hub.Databases.SignInQuicklyAsync();
            await using var from = new SqliteConnection($"Data Source={database.File};Pooling=False");
            await using var to = new SqliteConnection($"Data Source={file};Pooling=False");
            await from.OpenAsync();
            await to.OpenAsync();
            from.BackupDatabase(to);
        }
        return file;
    }
}
