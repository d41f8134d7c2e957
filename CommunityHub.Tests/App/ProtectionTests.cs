using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Tests.Architecture;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.App;

/// E7 as strangers run the site: S1, S2, S3, S11, S12; H16, H18.
public sealed class ProtectionTests(CanarySite fixture) : IClassFixture<CanarySite>
{
    static readonly Dictionary<string, string> Protections = new()
    {
        ["Content-Security-Policy"] = "frame-ancestors 'none'",
        ["X-Content-Type-Options"] = "nosniff",
        ["Referrer-Policy"] = "same-origin",
        ["Permissions-Policy"] = "camera=()",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
    };

    [Theory]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", "/nothing-here", 404)]
    [InlineData("GET", "/account", 302)]
    [InlineData("GET", "/error", 200)]
    [InlineData("POST", "/account/login", 400)]
    [InlineData("POST", "/account", 401)]
    [InlineData("POST", "/help", 400)]
    [InlineData("PUT", "/help", 405)]
    [InlineData("GET", "/_blazor", 426)]
    [InlineData("GET", "/robots.txt", 200)]
    public async Task Every_answer_is_protected_those_of_errors_too(string verb, string address, int status)
    {
        using var visitor = new HttpVisitor(fixture.Site);
        using var answer = await visitor.SendAsync(new HttpRequestMessage(new HttpMethod(verb), address));

        Assert.Equal(status, (int)answer.StatusCode);
        AssertProtected(answer);
    }

    [Fact]
    public async Task Pages_of_somebody_signed_in_are_kept_nowhere()
    {
        var (open, closed) = (fixture.Places[CommunityKind.Open], fixture.Places[CommunityKind.Private]);
        foreach (var address in new[]
        {
            "/", "/help", "/communities", "/account", "/account/devices", "/notices", "/nothing-here", $"/communities/{open.Slug}", $"/hotseats/{open.Live}", $"/hotseats/{open.Over}",
            $"/hotseats/{closed.Live}", $"/hotseats/{closed.Live}/text", $"/hotseats/{closed.Live}/export.csv", $"/hotseats/{closed.Live}.ics", $"/hotseats/{closed.Draft}",
        })
        {
            using var answer = await fixture.As("member").Http.GetAsync(address);
            Assert.True(answer.Headers.CacheControl?.NoStore, address);
        }
    }

    [Fact]
    public async Task Cookies_are_bound_to_this_host_and_to_tls()
    {
        using var visitor = new HttpVisitor(fixture.Site);
        using var form = await visitor.GetAsync("/account/login");
        using var signedIn = await visitor.PostAsync("/account/login", "sign-in", ("email", "member@canary.test"), ("password", Support.Accounts.Password), ("way", "password"));

        var all = form.Headers.GetValues("Set-Cookie").Concat(signedIn.Headers.GetValues("Set-Cookie")).ToList();
        Assert.Equal(2, all.Count);
        Assert.All(all, cookie =>
        {
            Assert.StartsWith("__Host-hub", cookie, StringComparison.Ordinal);
            foreach (var word in new[] { "path=/;", "secure", "httponly", "samesite=lax" }) Assert.Contains(word, cookie, StringComparison.Ordinal);
            Assert.DoesNotContain("domain", cookie, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task No_header_of_a_request_changes_where_links_lead()
    {
        await using var site = new TestSite { IsInProduction = true, Settings = new Dictionary<string, string> { ["Hub:Address"] = "https://hub.example", ["Hub:Proxies"] = "127.0.0.1 ::1" } };
        using var visitor = new HttpVisitor(site);
        await site.EnrolAsync("bea@demo.test", "Bea Holt");
        var form = PostedForm.AllOf(await visitor.ReadAsync("/account/forgot"), "/account/forgot").Single(one => one.Typed.Contains("email"));
        using var post = new HttpRequestMessage(HttpMethod.Post, form.Action) { Content = new FormUrlEncodedContent(form.With("email", "bea@demo.test")) };
        post.Headers.Host = "evil.example";
        post.Headers.Add("X-Forwarded-Host", "evil.example");
        post.Headers.Add("X-Forwarded-Proto", "gopher");
        post.Headers.Add("Forwarded", "host=evil.example");
        using var answer = await visitor.SendAsync(post);
        Assert.Equal(200, (int)answer.StatusCode);

        while (await site.Services.GetRequiredService<Post>().SendDueAsync(TestContext.Current.CancellationToken) > 0) { }
        var letters = site.Services.GetRequiredService<FolderCarrier>();
        await using var db = await site.Services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var id = await db.Mails.Where(m => m.To == "bea@demo.test").Select(m => m.Id).SingleAsync(TestContext.Current.CancellationToken);
        var text = "";
        while (!text.Contains("key=", StringComparison.Ordinal)) // another round may be at it
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            text = File.Exists(letters.FileOf(id)) ? await ReadAsync(letters.FileOf(id)) : "";
        }

        Assert.Contains("https://hub.example/account/reset?key=", text, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calendar_file_links_to_the_address_of_the_settings()
    {
        await using var site = new TestSite { Settings = new Dictionary<string, string> { ["Hub:Address"] = "https://hub.example" } };
        using var visitor = new HttpVisitor(site);
        await using var db = await site.Services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var id = await db.Hotseats.Where(h => h.State == CommunityHub.Hotseats.HotseatState.Live).Select(h => h.PublicId).FirstAsync(TestContext.Current.CancellationToken);
        await visitor.SignInAsync("bo@demo.test");
        using var question = new HttpRequestMessage(HttpMethod.Get, $"/hotseats/{id}.ics");
        question.Headers.Host = "evil.example";

        using var answer = await visitor.SendAsync(question);

        var file = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains("https://hub.example/hotseats/", file, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_shows_a_number_and_nothing_of_how_the_site_is_made()
    {
        await using var site = new TestSite { IsInProduction = true };
        using var visitor = new HttpVisitor(site);
        await using (var db = await site.Services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Hotseats\" RENAME TO \"Lost\"", TestContext.Current.CancellationToken);
        }

        using var answer = await visitor.GetAsync($"/hotseats/{PublicId.New()}");

        Assert.Equal(500, (int)answer.StatusCode);
        AssertProtected(answer);
        var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) + answer.Headers;
        Assert.Contains("Something broke on our side.", said, StringComparison.Ordinal);
        foreach (var word in new[] { "   at ", "Exception", ".cs:", ".razor", "Sqlite", "no such table", "Hotseats\"", "/tmp/", "/home/", "Kestrel", "Server:", "X-Powered-By", "10.0." }) Assert.DoesNotContain(word, said, StringComparison.Ordinal);
        var number = System.Text.RegularExpressions.Regex.Match(said, "[0-9a-f]{32}").Value;
        Assert.Contains(site.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("no such table", StringComparison.Ordinal) && line.Contains(number, StringComparison.Ordinal));
    }

    static void AssertProtected(HttpResponseMessage answer)
    {
        foreach (var (name, word) in Protections)
        {
            Assert.True(answer.Headers.TryGetValues(name, out var said), $"{name} is missing.");
            Assert.Contains(word, Assert.Single(said), StringComparison.Ordinal);
        }
    }

    static async Task<string> ReadAsync(string file)
    {
        try { return await File.ReadAllTextAsync(file); }
        catch (IOException) { return ""; } // being written
    }
}
