using System.Net;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Accounts;

/// E7: S3, S4, S6, and H18.
public sealed class CookieTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task The_cookie_is_bound_to_this_host_and_hidden_from_scripts()
    {
        using var bea = await KnownAsync();

        using var answer = await bea.PostAsync("/account/login", "sign-in", ("email", "bea@demo.test"), ("password", Support.Accounts.Password), ("way", "password"));

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("__Host-hub=", StringComparison.Ordinal));
        Assert.Contains("path=/", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_signing_out_the_old_cookie_opens_nothing()
    {
        using var bea = await KnownAsync();
        await bea.SignInAsync("bea@demo.test");
        var kept = bea.Cookies["__Host-hub"];

        using var answer = await bea.PostAsync("/", "account/logout");

        Assert.Contains("\"storage\"", Assert.Single(answer.Headers.GetValues("Clear-Site-Data")), StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.Add("Cookie", $"__Host-hub={kept}");
        using var home = await new HttpVisitor(site).SendAsync(again);
        Assert.DoesNotContain("Your menu", await home.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_somebody_signed_in_is_kept_nowhere()
    {
        using var bea = await KnownAsync();
        await bea.SignInAsync("bea@demo.test");

        using var home = await bea.GetAsync("/");

        Assert.True(home.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Each_sign_in_has_a_cookie_of_its_own()
    {
        using var bea = await KnownAsync();
        await bea.SignInAsync("bea@demo.test");
        var first = bea.Cookies["__Host-hub"];

        await bea.SignInAsync("bea@demo.test");

        Assert.NotEqual(first, bea.Cookies["__Host-hub"]);
    }

    [Fact]
    public async Task Signing_out_needs_the_token_of_our_form()
    {
        using var bea = await KnownAsync();
        await bea.SignInAsync("bea@demo.test");

        using var post = new HttpRequestMessage(HttpMethod.Post, "/account/logout");
        using var answer = await bea.SendAsync(post);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Your menu", await bea.ReadAsync("/"), StringComparison.Ordinal);
    }

    async Task<HttpVisitor> KnownAsync()
    {
        var visitor = new HttpVisitor(site);
        await site.EnrolAsync("bea@demo.test", "Bea Holt");
        return visitor;
    }
}
