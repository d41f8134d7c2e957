using CommunityHub.Data;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CommunityHub.Tests.Data;

// ACCEPTANCE F2; the drill that kills real processes is bench/drills/first-start.
public sealed class MigrationTests
{
    [Fact]
    public async Task A_start_after_a_kill_in_the_middle_of_a_migration_does_not_wait_for_the_dead()
    {
        await using var hub = await TestHub.OnSqliteAsync();
        await hub.LookAsync(db => db.Database.ExecuteSqlRawAsync(
            "CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK___EFMigrationsLock\" PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); INSERT INTO \"__EFMigrationsLock\" (\"Id\", \"Timestamp\") VALUES (1, '2026-03-05 08:59:59')"));

        await hub.Databases.MigrateAsync().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.True(await hub.LookAsync(db => db.IsMigratedAsync()));
        Assert.Equal(0, await Number(hub, "SELECT count(*) FROM \"__EFMigrationsLock\""));
    }

    [Fact]
    public async Task A_first_start_warns_of_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("hub-test-");
        using var log = new LogKept();
        await using (var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Warning)).AddSqliteHub(Path.Combine(folder.FullName, "hub.db")).BuildServiceProvider())
        {
            await services.GetRequiredService<IDbContextFactory<HubDb>>().MigrateAsync();
        }
        Assert.Empty(log.Lines);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_upgrade_that_cannot_go_on_leaves_the_file_as_it_was()
    {
        var folder = Directory.CreateTempSubdirectory("hub-test-");
        await using (var services = new ServiceCollection().AddSqliteHub(Path.Combine(folder.FullName, "hub.db")).BuildServiceProvider())
        {
            var databases = services.GetRequiredService<IDbContextFactory<HubDb>>();
            await using var db = databases.CreateDbContext();
            await db.GetService<IMigrator>().MigrateAsync("Start", TestContext.Current.CancellationToken);
            await db.Database.ExecuteSqlRawAsync("CREATE TABLE \"Discussions\" (\"Mine\" TEXT)", TestContext.Current.CancellationToken); // in the way of the newest one, after tables were built anew
            var before = await TablesAsync(db);

            await Assert.ThrowsAnyAsync<Exception>(() => databases.MigrateAsync());

            Assert.Equal(before, await TablesAsync(db));
            Assert.Equal("Start", Assert.Single(await db.Database.GetAppliedMigrationsAsync(TestContext.Current.CancellationToken)).Split('_')[1]);
            await db.Database.ExecuteSqlRawAsync("DROP TABLE \"Discussions\"", TestContext.Current.CancellationToken);
            await databases.MigrateAsync();
            Assert.True(await db.IsMigratedAsync(TestContext.Current.CancellationToken));
            Assert.Equal(1, await db.Database.SqlQueryRaw<int>("SELECT foreign_keys AS Value FROM pragma_foreign_keys").SingleAsync(TestContext.Current.CancellationToken));
        }
        folder.Delete(recursive: true);
    }

    static Task<List<string>> TablesAsync(HubDb db) => db.Database.SqlQueryRaw<string>("SELECT name || coalesce(sql, '') AS Value FROM sqlite_master WHERE name NOT LIKE '__EFMigrationsLock' ORDER BY name").ToListAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task Two_that_migrate_at_once_take_turns()
    {
        var folder = Directory.CreateTempSubdirectory("hub-test-");
        await using (var services = new ServiceCollection().AddSqliteHub(Path.Combine(folder.FullName, "hub.db")).BuildServiceProvider())
        {
            var databases = services.GetRequiredService<IDbContextFactory<HubDb>>();
            await Task.WhenAll(databases.MigrateAsync(), databases.MigrateAsync(), databases.MigrateAsync());
            await using var db = databases.CreateDbContext();
            Assert.True(await db.IsMigratedAsync(TestContext.Current.CancellationToken));
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_database_without_tables_is_not_migrated()
    {
        var folder = Directory.CreateTempSubdirectory("hub-test-");
        await using (var services = new ServiceCollection().AddSqliteHub(Path.Combine(folder.FullName, "hub.db")).BuildServiceProvider())
        {
            await using var db = services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContext();
            Assert.False(await db.IsMigratedAsync(TestContext.Current.CancellationToken));
        }
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("synchronous", 2)] // FULL: what was acknowledged survives a power cut
    [InlineData("foreign_keys", 1)]
    public async Task Every_connection_to_SQLite_is_careful(string pragma, int value)
    {
        await using var hub = await TestHub.OnSqliteAsync();

        Assert.Equal(value, await Number(hub, $"PRAGMA {pragma}"));
    }

    [Fact]
    public async Task SQLite_writes_ahead_so_that_readers_do_not_wait()
    {
        await using var hub = await TestHub.OnSqliteAsync();

        Assert.Equal("wal", await Ask(hub, "PRAGMA journal_mode"));
        Assert.Equal(15, await hub.LookAsync(db => Task.FromResult(db.Database.GetDbConnection().CreateCommand().CommandTimeout)));
    }

    [Fact]
    public Task Acts_are_only_ever_added_on_SQLite() => ActsStayAsync(new SqliteTestDatabase());

    [Fact, OnPostgres]
    public Task Acts_are_only_ever_added_on_PostgreSQL() => ActsStayAsync(new PostgresTestDatabase());

    static async Task ActsStayAsync(TestDatabase database)
    {
        await using var hub = await TestHub.OnAsync(database);
        await hub.Writes.DoAsync(work => Task.FromResult(work.Db.Add(Act.Of(Actor.Visitor, "tested", work.Now))));

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => hub.LookAsync(db => db.Acts.ExecuteUpdateAsync(act => act.SetProperty(a => a.Why, "Nothing happened."))));
        Assert.Contains("Acts are only ever added.", refused.Message, StringComparison.Ordinal);
        refused = await Assert.ThrowsAnyAsync<Exception>(() => hub.LookAsync(db => db.Acts.ExecuteDeleteAsync()));
        Assert.Contains("Acts are only ever added.", refused.Message, StringComparison.Ordinal);

        await hub.Databases.MigrateAsync(); // as at the next start
        Assert.Equal("tested", await hub.LookAsync(db => db.Acts.Where(a => a.Why == null).Select(a => a.Verb).SingleAsync()));
    }

    static async Task<int> Number(TestHub hub, string sql) => Convert.ToInt32(await Ask(hub, sql), System.Globalization.CultureInfo.InvariantCulture);

    static Task<object?> Ask(TestHub hub, string sql) => hub.LookAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    });
}
