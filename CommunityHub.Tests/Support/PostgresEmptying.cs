using System.Globalization;
using Npgsql;

namespace CommunityHub.Tests.Support;

/// Makes a database what it was when its migrations had run: all rows gone but those that a migration puts there, all numbers from 1 again.
sealed class PostgresEmptying
{
    // What a test may leave behind and a later one would trip over: another table, column, index or trigger.
    const string Shape = """
        SELECT md5(string_agg(line, ' ' ORDER BY line)) FROM (
            SELECT c.relkind::text || c.relname::text AS line FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
            UNION ALL SELECT a.attrelid::regclass::text || '.' || a.attname::text FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
            UNION ALL SELECT t.tgrelid::regclass::text || '!' || t.tgname::text || t.tgenabled::text FROM pg_trigger t WHERE NOT t.tgisinternal) AS all_lines
        """;

    // Deleted rows leave room behind: of what grew large the next test would only see that it is slow.
    const long Largest = 40L * 1024 * 1024;

    readonly string shape;
    readonly string emptying;

    PostgresEmptying(string shape, string emptying) => (this.shape, this.emptying) = (shape, emptying);

    /// Looks at a database that has been migrated and no more.
    public static async Task<PostgresEmptying> ReadAsync(string connection)
    {
        // Nobody may stay in it: copies are made of it.
        await using var there = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await there.OpenAsync();
        var steps = new List<string> { "SET session_replication_role = replica" }; // no trigger, no reference stands in the way
        foreach (var table in await ReadAsync(there, "SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"))
        {
            var rows = (await ReadAsync(there, $"SELECT coalesce(json_agg(r)::text, '') FROM {table} r"))[0];
            steps.Add($"DELETE FROM {table}");
            if (rows.Length > 0) steps.Add($"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(null::{table}, '{rows.Replace("'", "''", StringComparison.Ordinal)}')");
        }
        steps.Add("SELECT setval(format('%I', sequencename)::regclass, start_value, false) FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL");
        steps.AddRange(await ReadAsync(there, "SELECT format('SELECT setval(%L, %s)', format('%I', sequencename), last_value) FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"));
        return new PostgresEmptying((await ReadAsync(there, Shape))[0], string.Join(";\n", steps));
    }

    /// False: it is not what it was, and nobody should have it again.
    public async Task<bool> EmptyAsync(string connection)
    {
        await using var there = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await there.OpenAsync();
        // What a test left running would write into the next.
        await ReadAsync(there, "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        if (long.Parse((await ReadAsync(there, "SELECT pg_database_size(current_database())::text"))[0], CultureInfo.InvariantCulture) > Largest) return false;
        if ((await ReadAsync(there, Shape))[0] != shape) return false;
        await using var all = new NpgsqlCommand(emptying, there);
        await all.ExecuteNonQueryAsync();
        return true;
    }

    static async Task<List<string>> ReadAsync(NpgsqlConnection there, string query)
    {
        await using var command = new NpgsqlCommand(query, there);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        return lines;
    }
}
