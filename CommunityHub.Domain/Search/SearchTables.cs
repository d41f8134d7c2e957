using System.Globalization;
using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Search;

/// The index's own tables, made beside the migrations: what they hold is made of the other tables, and can be made again.
static class SearchTables
{
    /// Another number makes every site's index anew, at its next start.
    const int Version = 2;

    /// Of a site that has nothing yet, the index is whole. Called at each start.
    public static async Task MakeAsync(HubDb db)
    {
        await db.Database.OpenConnectionAsync();
        await using var whole = await db.Database.BeginTransactionAsync();
        await db.DoAsync("CREATE TABLE IF NOT EXISTS hub_search_state (version integer NOT NULL, is_whole integer NOT NULL)");
        var known = await db.ListAsync("SELECT version FROM hub_search_state", row => row.GetInt32(0));
        if (known is not [Version])
        {
            await db.DoAsync(SearchIndex.Of(db).Drop + "\nDELETE FROM hub_search_state;");
            var isEmpty = !await db.People.AnyAsync() && !await db.Communities.AnyAsync();
            await db.DoAsync(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO hub_search_state VALUES ({Version}, {(isEmpty ? 1 : 0)})"));
            await db.DoAsync(SearchIndex.Of(db).Make);
        }
        // A migration that makes a table anew takes its triggers along, on SQLite. PostgreSQL alters its tables, and another server may be writing
        // to them now: making triggers would lock them in an order that is not its own.
        else if (db.Database.IsSqlite()) await db.DoAsync(SearchIndex.Of(db).Make);
        await whole.CommitAsync();
    }

    public static async Task<bool> IsWholeAsync(HubDb db, CancellationToken cancel = default) =>
        (await db.ListAsync("SELECT is_whole FROM hub_search_state", row => row.GetInt32(0), cancel: cancel)) is [1];

    public static Task BehindAsync(HubDb db, CancellationToken cancel) => db.DoAsync("UPDATE hub_search_state SET is_whole = 0", cancel: cancel);

    /// With nothing in it, to be filled.
    public static async Task EmptyAsync(HubDb db, CancellationToken cancel)
    {
        var index = SearchIndex.Of(db);
        await db.DoAsync(index.Drop, cancel: cancel);
        await db.DoAsync(index.Make, cancel: cancel);
        await BehindAsync(db, cancel);
    }

    public static Task WholeAsync(HubDb db, CancellationToken cancel) => db.DoAsync("UPDATE hub_search_state SET is_whole = 1", cancel: cancel);
}
