using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Data;

/// Which database a site uses is one setting, and what cannot be is said in words before anything is served.
public sealed class DatabaseSettingTests
{
    [Theory]
    [InlineData(null, null, false)]
    [InlineData("sqlite", null, false)]
    [InlineData("sqlite", "Host=db", false)]
    [InlineData("postgres", "Host=db", true)]
    [InlineData(null, "Host=db", true)] // as sites were set before there was a choice
    public void One_setting_chooses(string? database, string? connection, bool isPostgres) => Assert.Equal(isPostgres, Settings(database, connection).FindPostgres() is not null);

    [Theory]
    [InlineData("postgres", null, "Hub__Postgres does not say where")]
    [InlineData("oracle", null, "It is sqlite or postgres.")]
    [InlineData("postgres", "somewhere", "Hub__Postgres is no connection string")]
    public void What_cannot_be_is_refused_in_words(string database, string? connection, string words) =>
        Assert.Contains(words, Assert.Throws<CannotStartException>(() => Settings(database, connection).FindPostgres()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Host=db", 40, 100)]
    [InlineData("Host=db;Maximum Pool Size=7;Max Auto Prepare=0", 7, 0)]
    public void What_the_connection_string_does_not_say_is_chosen_for_it(string connection, int lines, int statements)
    {
        var known = new Npgsql.NpgsqlConnectionStringBuilder(Settings("postgres", connection).FindPostgres());

        Assert.Equal((lines, statements), (known.MaxPoolSize, known.MaxAutoPrepare));
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=hub;Timeout=2", "PostgreSQL at 127.0.0.1 does not let us in")]
    public async Task A_database_that_does_not_answer_is_named(string connection, string words)
    {
        await using var services = new ServiceCollection().AddPostgresHub(connection).BuildServiceProvider();

        var refusal = await Assert.ThrowsAsync<CannotStartException>(() => services.GetRequiredService<IDbContextFactory<HubDb>>().MigrateAsync());

        Assert.StartsWith(words, refusal.Message, StringComparison.Ordinal);
    }

    static IConfiguration Settings(string? database, string? connection) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Hub:Database"] = database, ["Hub:Postgres"] = connection }).Build();
}
