namespace CommunityHub.Servers;

/// What servers share on PostgreSQL beside the data of the site: who is up, who is on whose pages, and what limits have counted. Not in the model,
/// since SQLite has none of it, and not in any backup: all of it is of the moment.
static class ServerTables
{
    // Unlogged: faster, and empty after a crash of the database, when all of it is out of date anyhow.
    public const string Make = """
        CREATE UNLOGGED TABLE IF NOT EXISTS hub_servers (name text PRIMARY KEY, seen timestamptz NOT NULL, says text NOT NULL);
        CREATE UNLOGGED TABLE IF NOT EXISTS hub_uses (kind text, key text, times timestamptz[] NOT NULL, until timestamptz NOT NULL, PRIMARY KEY (kind, key));
        """;

    /// One line a second: we are here, and who else is. By the database's own clock, since those of the servers may differ.
    public const string SayAndHear = """
        INSERT INTO hub_servers VALUES (@name, clock_timestamp(), coalesce(@says, '{"Rooms":[],"Pages":{}}'))
        ON CONFLICT (name) DO UPDATE SET seen = EXCLUDED.seen, says = coalesce(@says, hub_servers.says);
        SELECT says FROM hub_servers WHERE name <> @name AND seen > clock_timestamp() - interval '4 seconds';
        """;

    public const string Sweep = """
        DELETE FROM hub_servers WHERE seen < clock_timestamp() - interval '1 minute';
        DELETE FROM hub_uses WHERE until < @now;
        """;
}
