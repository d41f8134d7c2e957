using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace CommunityHub.Tests.Support;

/// What was thrown last in a test. Where leaving (a visitor's complaints) fails a test that had already failed, the first failure is hidden
/// by the second: with this, both are told.
static class LastFault
{
    static readonly ConcurrentDictionary<string, string> ByTest = new();

    [ModuleInitializer]
    internal static void Listen() => AppDomain.CurrentDomain.FirstChanceException += (_, thrown) =>
    {
        if (thrown.Exception is Microsoft.Playwright.PlaywrightException or TimeoutException or Xunit.Sdk.XunitException && TestContext.Current.Test is { } test)
            ByTest[test.UniqueID] = thrown.Exception.Message;
    };

    public static IEnumerable<string> Words() =>
        TestContext.Current.Test is { } test && ByTest.TryGetValue(test.UniqueID, out var words) ? ["", "Before it:", words] : [];
}
