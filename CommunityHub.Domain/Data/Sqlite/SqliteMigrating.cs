using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommunityHub.Data.Sqlite;

/// Brings a SQLite file to a migration, whole or not at all.
static class SqliteMigrating
{
    // SQLite changes a column by building the table anew, with the keys between tables off; and they are turned off outside of transactions only.
    // EF turns them off and on in the middle, cuts its transaction in two there, and warns (20410) that a kill between the two leaves a migration
    // done by half, which no later start can go on from. With the keys off before the one transaction begins, as SQLite's own guide does it, there
    // is no half: all pending migrations are there, or none.
    public static async Task RunAsync(HubDb db, string? last = null, CancellationToken cancel = default)
    {
        var applied = await db.Database.GetAppliedMigrationsAsync(cancel);
        var ours = db.Database.GetMigrations().ToList();
        if (last is not null) ours = ours[..(ours.IndexOf(last) + 1)];
        if (!ours.Except(applied).Any()) return;

        var script = db.GetService<IMigrator>().GenerateScript(applied.LastOrDefault() ?? Migration.InitialDatabase, last, MigrationsSqlGenerationOptions.NoTransactions);
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await DoAsync(db, "PRAGMA foreign_keys = OFF", cancel);
            await using var whole = await db.Database.BeginTransactionAsync(cancel);
            await DoAsync(db, script, cancel);
            var broken = await db.Database.SqlQueryRaw<string>("SELECT \"table\" AS Value FROM pragma_foreign_key_check LIMIT 1").ToListAsync(cancel);
            if (broken.Count > 0) throw new CannotStartException($"The database cannot be brought up to date: rows of {broken[0]} lead nowhere. Nothing was changed.");
            await whole.CommitAsync(cancel);
        }
        finally
        {
            await DoAsync(db, "PRAGMA foreign_keys = ON", CancellationToken.None); // the connection goes back to the pool
            await db.Database.CloseConnectionAsync();
        }
    }

    // Not ExecuteSqlRaw: braces in a script are no places for values.
    static async Task DoAsync(HubDb db, string sql, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        (command.CommandText, command.CommandTimeout, command.Transaction) = (sql, 0, db.Database.CurrentTransaction?.GetDbTransaction());
        await command.ExecuteNonQueryAsync(cancel);
    }
}
