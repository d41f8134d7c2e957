using CommunityHub.Data.Sqlite;
using CommunityHub.Search;
using CommunityHub.Servers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommunityHub.Data;

/// Brings a database to what this version expects: its tables, and what no migration says.
static class HubMigration
{
    // Any number that nothing else on the server uses.
    public const long PostgresLock = 7_203_114_908;

    static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(HubDb db)
    {
        if (!db.Database.IsSqlite())
        {
            await MigratePostgresAsync(db);
            return;
        }

        using (await WaitForOursAsync(db))
        {
            await ForgetDeadMigrationAsync(db);
            await SqliteMigrating.RunAsync(db);
            // The file keeps it; said at each start, so that no kill leaves it unsaid.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL");
            await KeepActsOnSqliteAsync(db);
            await SearchTables.MakeAsync(db);
        }
    }

    // Where a migration by EF itself was killed, a row is left that EF would wait for, silently and for ever: a site of before may have one. Only a process that
    // holds the lock file migrates, and the system takes that lock back from the dead: a row found under it is nobody's.
    static async Task ForgetDeadMigrationAsync(HubDb db)
    {
        var holdsLocks = await db.Database.SqlQueryRaw<int>("SELECT count(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync();
        if (holdsLocks > 0) await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"");
    }

    static async Task<IDisposable> WaitForOursAsync(HubDb db)
    {
        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource + ".migrating";
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file) && TimeProvider.System.GetElapsedTime(started) < LongestWait)
            {
                await Task.Delay(100);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new CannotStartException($"The database cannot be brought up to date: {fault.Message}", fault);
            }
        }
    }

    static Task<int> KeepActsOnSqliteAsync(HubDb db) => db.Database.ExecuteSqlRawAsync("""
        CREATE TRIGGER IF NOT EXISTS "Acts_stay_as_written" BEFORE UPDATE ON "Acts"
        BEGIN SELECT RAISE(ABORT, 'Acts are only ever added.'); END;
        CREATE TRIGGER IF NOT EXISTS "Acts_stay" BEFORE DELETE ON "Acts"
        BEGIN SELECT RAISE(ABORT, 'Acts are only ever added.'); END;
        """);

    // Two servers that start at once would trip over each other: EF's own lock holds only once its table is there.
    static async Task MigratePostgresAsync(HubDb db)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync()) await creator.CreateAsync();
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({PostgresLock})");
        await db.Database.MigrateAsync();
        await db.Database.ExecuteSqlRawAsync("""
            CREATE OR REPLACE FUNCTION acts_are_only_added() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'Acts are only ever added.'; END $$;
            CREATE OR REPLACE TRIGGER "Acts_stay" BEFORE UPDATE OR DELETE OR TRUNCATE ON "Acts"
            FOR EACH STATEMENT EXECUTE FUNCTION acts_are_only_added();
            """ + ServerTables.Make);
        await SearchTables.MakeAsync(db);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({PostgresLock})");
        await db.Database.CloseConnectionAsync();
    }
}
