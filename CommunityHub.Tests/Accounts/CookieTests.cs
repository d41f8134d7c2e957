using System.Net;
using CommunityHub.Accounts;
using CommunityHub.Data;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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

    /// Nothing but a challenge comes with the password; the cookie of a sign-in comes with the code.
    [Fact]
    public async Task With_a_second_step_the_cookie_comes_after_it()
    {
        await site.EnrolAsync("two@demo.test", "Two");
        using var two = new HttpVisitor(site);
        await two.SignInAsync("two@demo.test");
        (await two.PostAsync("/account/two-step", "begin")).Dispose();
        var key = await KeyAsync("two@demo.test");
        using var on = await two.PostAsync("/account/two-step", "on", ("code", Totp.CodeAt(key, DateTime.UtcNow)));
        Assert.Equal(10, (await on.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("<li><code>").Length - 1);

        using var other = new HttpVisitor(site);
        using var first = await other.PostAsync("/account/login?returnUrl=%2Fnotices", "sign-in", ("email", "two@demo.test"), ("password", Support.Accounts.Password), ("way", "password"));
        Assert.EndsWith("/account/second-step?returnUrl=%2Fnotices", first.Headers.Location!.ToString(), StringComparison.Ordinal);
        var note = Assert.Single(first.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("__Host-hub", StringComparison.Ordinal) && !cookie.StartsWith("__Host-hub-form", StringComparison.Ordinal));
        Assert.StartsWith("__Host-hub-step=", note, StringComparison.Ordinal);
        foreach (var guard in new[] { "httponly", "secure", "samesite=lax" }) Assert.Contains(guard, note, StringComparison.Ordinal);
        using var asked = await other.GetAsync("/account");
        Assert.Equal(HttpStatusCode.Found, asked.StatusCode);

        using var wrong = await other.PostAsync("/account/second-step?returnUrl=%2Fnotices", "second-step", ("code", "12345"));
        Assert.Contains("You have 4 more tries.", await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var right = await other.PostAsync("/account/second-step?returnUrl=%2Fnotices", "second-step", ("code", Totp.CodeAt(key, DateTime.UtcNow.AddSeconds(30))));
        Assert.EndsWith("/notices", right.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var inside = await other.GetAsync("/account");
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
        Assert.False(other.Cookies.ContainsKey("__Host-hub-step"));
    }

    async Task<byte[]> KeyAsync(string address)
    {
        await using var db = await site.Services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContextAsync();
        return await db.SecondSteps.Where(s => db.Users.Any(a => a.PersonId == s.PersonId && a.Email == address)).Select(s => s.Key).SingleAsync();
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
