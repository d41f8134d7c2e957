using System.Globalization;
using CommunityHub.Data;
using CommunityHub.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace CommunityHub.Tests.Data;

/// What SQLite has made ready once is run again, and answers as if it were new.
public sealed class KeptStatementsTests : IAsyncLifetime
{
    TestHub hub = null!;

    public async ValueTask InitializeAsync() => hub = await TestHub.OnAsync(new SqliteTestDatabase());

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Asked_again_it_runs_with_the_new_values() => hub.LookAsync(async db =>
    {
        Task<string> NameAsync(long id) => db.People.Where(p => p.Id == id).Select(p => p.Name).SingleAsync(Stop);
        var (bo, fay) = (hub.Cast.Bo.PersonId!.Value, hub.Cast.Fay.PersonId!.Value);
        await db.People.CountAsync(Stop); // opens the connection
        Assert.Equal("Bo Lindqvist", await NameAsync(bo));
        var ready = Ready(db);
        Assert.NotEqual(0, ready);

        for (var i = 0; i < 20; i++)
        {
            Assert.NotEqual("Bo Lindqvist", await NameAsync(fay));
            Assert.Equal("Bo Lindqvist", await NameAsync(bo));
        }
        Assert.Equal(ready, Ready(db));
        return true;
    });

    [Fact]
    public Task Asked_while_it_still_runs_there_are_two() => hub.LookAsync(async db =>
    {
        var seen = 0;
        await foreach (var _ in db.People.OrderBy(p => p.Id).Select(p => p.Name).AsAsyncEnumerable())
        {
            var names = await db.People.OrderBy(p => p.Id).Select(p => p.Name).ToListAsync(Stop);
            Assert.Equal(names.Count, await db.People.CountAsync(Stop));
            seen++;
        }
        Assert.Equal(await db.People.CountAsync(Stop), seen);
        return true;
    });

    [Fact]
    public Task Of_very_many_those_used_last_are_kept() => hub.LookAsync(async db =>
    {
        async Task AskAsync(int from, int to)
        {
            for (var i = from; i < to; i++) Assert.Equal(i, (await db.Database.SqlQueryRaw<int>(string.Create(CultureInfo.InvariantCulture, $"SELECT {i} AS Value")).ToListAsync(Stop)).Single());
        }
        await AskAsync(1000, 1050);
        var ofFifty = Ready(db);
        Assert.NotEqual(0, ofFifty);
        await AskAsync(1050, 1300);

        Assert.InRange(Ready(db), ofFifty, ofFifty * 5 / 2);
        return true;
    });

    [Fact]
    public Task It_answers_of_a_table_that_has_changed_meanwhile() => hub.LookAsync(async db =>
    {
        async Task<int> ColumnsAsync()
        {
            var columns = 0;
            await foreach (var _ in db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM pragma_table_info('t')").AsAsyncEnumerable()) columns++;
            return columns;
        }
        await db.Database.ExecuteSqlRawAsync("CREATE TABLE t (a INTEGER)", Stop);
        Assert.Equal(1, await ColumnsAsync());
        Assert.Empty(await db.Database.SqlQueryRaw<int>("SELECT a AS Value FROM t").ToListAsync(Stop));

        await using (var other = new SqliteConnection(db.Database.GetConnectionString()))
        {
            await other.OpenAsync(Stop);
            await using var change = other.CreateCommand();
            change.CommandText = "ALTER TABLE t ADD COLUMN b INTEGER; INSERT INTO t (a, b) VALUES (7, 8)";
            await change.ExecuteNonQueryAsync(Stop);
        }

        Assert.Equal(2, await ColumnsAsync());
        Assert.Equal([7], await db.Database.SqlQueryRaw<int>("SELECT a AS Value FROM t").ToListAsync(Stop));
        return true;
    });

    [Fact]
    public Task When_the_connection_is_closed_none_is_left_and_the_next_is_made_anew() => hub.LookAsync(async db =>
    {
        var before = await db.People.CountAsync(Stop);
        Assert.Equal(before, await db.People.CountAsync(Stop));
        await db.Database.GetDbConnection().CloseAsync();

        Assert.Equal(before, await db.People.CountAsync(Stop));
        Assert.Equal(before, await db.People.CountAsync(Stop));
        return true;
    });

    [Fact]
    public async Task One_that_breaks_a_rule_of_a_table_can_be_run_again() => await hub.LookAsync(async db =>
    {
        await db.Database.ExecuteSqlRawAsync("CREATE TABLE u (a INTEGER PRIMARY KEY)", Stop);
        Task<int> PutAsync(int a) => db.Database.ExecuteSqlAsync($"INSERT INTO u (a) VALUES ({a})", Stop);
        await PutAsync(1);
        await Assert.ThrowsAsync<SqliteException>(() => PutAsync(1));
        await PutAsync(2);

        Assert.Equal([1, 2], await db.Database.SqlQueryRaw<int>("SELECT a AS Value FROM u ORDER BY a").ToListAsync(Stop));
        return true;
    });

    // Bytes that SQLite holds for what is ready on this connection (SQLITE_DBSTATUS_STMT_USED).
    static int Ready(HubDb db)
    {
        raw.sqlite3_db_status(((SqliteConnection)db.Database.GetDbConnection()).Handle!, 3, out var bytes, out _, 0);
        return bytes;
    }
}
