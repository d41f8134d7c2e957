using System.Reflection;
using CommunityHub.Tests.Support;
using Npgsql;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestFramework(typeof(BothHalves))]

namespace CommunityHub.Tests.Support;

/// These tests need a PostgreSQL server. Where HUB_TEST_POSTGRES names none they are not there, and one test says so for all (PostgresHalfTests).
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
sealed class OnPostgresAttribute : Attribute, ITraitAttribute
{
    public const string Database = "Database", Name = "PostgreSQL";

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new(Database, Name)];
}

/// The server that the tests may make databases on.
static class PostgresServer
{
    public const string Variable = "HUB_TEST_POSTGRES";

    static string? Named => Environment.GetEnvironmentVariable(Variable);

    public static bool IsThere => !string.IsNullOrEmpty(Named);

    public static string Connection => IsThere ? Named! : throw new InvalidOperationException(
        $"{Variable} names no PostgreSQL server: a test that needs one is marked [OnPostgres].");

    /// To one of its databases.
    public static NpgsqlConnectionStringBuilder To(string database) => new(Connection) { Database = database };
}

/// Finds the tests of this assembly, with their PostgreSQL half or without it.
public sealed class BothHalves : XunitTestFramework
{
    protected override ITestFrameworkDiscoverer CreateDiscoverer(Assembly assembly) =>
        PostgresServer.IsThere ? base.CreateDiscoverer(assembly) : new OneHalf(new XunitTestAssembly(assembly));

    sealed class OneHalf(IXunitTestAssembly assembly) : XunitTestFrameworkDiscoverer(assembly)
    {
        protected override ValueTask<bool> FindTestsForType(
            IXunitTestClass testClass, ITestFrameworkDiscoveryOptions discoveryOptions, Func<ITestCase, ValueTask<bool>> discoveryCallback) =>
            base.FindTestsForType(testClass, discoveryOptions, test => NeedsPostgres(test) ? new(true) : discoveryCallback(test));

        static bool NeedsPostgres(ITestCase test) =>
            test.Traits.TryGetValue(OnPostgresAttribute.Database, out var names) && names.Contains(OnPostgresAttribute.Name);
    }
}
