namespace CommunityHub.Tests.Support;

public sealed class PostgresHalfTests
{
    /// Skipped for all the tests that are not there without a server.
    [Fact]
    public async Task The_PostgreSQL_half_runs()
    {
        Assert.SkipUnless(PostgresServer.IsThere,
            $"Only the SQLite half ran: {PostgresServer.Variable} names no PostgreSQL server (source .ci/postgres.sh; start_postgres).");

        await using var database = new PostgresTestDatabase();
        await database.CreateAsync();
    }
}
