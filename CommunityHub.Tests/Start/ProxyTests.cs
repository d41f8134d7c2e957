using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Start;

/// L12, S2: who may say where a visitor comes from.
public sealed class ProxyTests
{
    const string TooMany = "That was a lot at once.";

    [Theory]
    [InlineData(null)]
    [InlineData("10.1.2.3 192.168.0.0/16")]
    public async Task What_visitors_say_of_their_own_address_is_ignored(string? proxies)
    {
        await using var site = Behind(proxies);
        using var visitor = new HttpVisitor(site);

        Assert.Contains(TooMany, await AskForLinksAsync(visitor, 21, i => $"203.0.113.{i}"), StringComparison.Ordinal);
        Assert.False(await SaysTlsOnlyAsync(visitor));
    }

    [Theory]
    [InlineData("127.0.0.1, ::1")]
    [InlineData("127.0.0.0/8;::1/128")]
    public async Task What_a_known_proxy_says_of_a_visitor_counts(string proxies)
    {
        await using var site = Behind(proxies);
        using var visitor = new HttpVisitor(site);

        Assert.DoesNotContain(TooMany, await AskForLinksAsync(visitor, 21, i => $"203.0.113.{i}"), StringComparison.Ordinal);
        // What stands before the proxy's own word is the visitor's, and counts for nothing.
        Assert.Contains(TooMany, await AskForLinksAsync(visitor, 21, i => $"198.51.100.{i}, 203.0.113.200"), StringComparison.Ordinal);
        Assert.True(await SaysTlsOnlyAsync(visitor));
    }

    [Fact]
    public async Task A_proxy_that_is_no_address_is_told_in_words()
    {
        await using var site = Behind("nginx");

        Assert.Contains("neither an address", Assert.Throws<CannotStartException>(site.StartServer).Message, StringComparison.Ordinal);
    }

    static TestSite Behind(string? proxies) => new() { IsInProduction = true, Settings = proxies is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Hub:Proxies"] = proxies } };

    // Gives the last answer, after all others: each takes a quarter of a second, whoever asks. Twenty an hour are for one address of the network.
    static async Task<string> AskForLinksAsync(HttpVisitor visitor, int times, Func<int, string> from)
    {
        await visitor.ReadAsync("/account/forgot"); // one cookie for all the forms
        await Task.WhenAll(Enumerable.Range(1, times - 1).Select(AskAsync));
        return await AskAsync(times);

        async Task<string> AskAsync(int i)
        {
            using var answer = await visitor.PostAsync("/account/forgot", "forgot", from(i), ("email", $"{from(i).GetHashCode(StringComparison.Ordinal)}-{i}@nowhere.test"));
            return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
    }

    static async Task<bool> SaysTlsOnlyAsync(HttpVisitor visitor)
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, "/help");
        question.Headers.Host = "hub.example";
        question.Headers.Add("X-Forwarded-Proto", "https");
        question.Headers.Add("X-Forwarded-For", "203.0.113.9");
        using var answer = await visitor.SendAsync(question);
        return answer.Headers.Contains("Strict-Transport-Security");
    }
}
