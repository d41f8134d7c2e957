using System.Collections.Concurrent;
using System.Net;
using System.Text;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.Tests.Architecture;
using CommunityHub.Tests.Support;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.App;

/// E5: I1, I2, I6, I7, I8, I13, I17, I18; E4: F25. Whatever is put into whichever box: never a broken page, and what is kept is shown as text.
public sealed class BadInputTests(CanarySite fixture) : IClassFixture<CanarySite>
{
    const string NulAndFriends = "a\0b\u0001\u001b[31m\r\nSet-Cookie: x=1\r\n\u2028\ufffe";

    static readonly string[] Texts =
    [
        "", " ", "x", "\u200b\u2060", "<script>alert(1)</script><img src=x onerror=alert(1)>", "\"><svg/onload=alert(1)>'", "{{7*7}}${7*7}%s%n", "[a](javascript:alert(1)) <javascript:alert(2)> [b]: data:text/html,x",
        "'; DROP TABLE \"People\"; --", NulAndFriends, "\u202eevil\u202c" + new string('\u0337', 60), "=cmd|' /C calc'!A0", "../../../../etc/passwd", "//evil.example/", "https://evil.example/\\@", "9999-12-31T23:59", "30 February", "-1", "1e309",
        new string('é', 61), new string('x', 1001), string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 400)), new string('[', 20_001), new string('y', 1_000_000),
    ];

    static readonly string[] Few = ["", "x", NulAndFriends, "9999-12-31T23:59", new string('x', 1001)];

    [Fact]
    public async Task No_form_breaks_whatever_is_typed_and_every_page_shows_it_as_text()
    {
        var (wrong, posts, typedInto) = (new ConcurrentQueue<string>(), 0, new HashSet<string>());
        // Whoever may do most comes first, and types everything; who has the same form too types a few of them.
        foreach (var who in new[] { "facilitator", "administrator", "member", "registered", "anonymous" }.Select(fixture.As))
        {
            var forms = new List<(string Page, PostedForm Form)>();
            foreach (var page in Pages())
            {
                var surface = await Crawler.AskAsync(who, page);
                // An anonymous onlooker is somebody new each time, and a form's token goes with its cookie.
                var html = who.Name is "anonymous" ? await who.Http.ReadAsync(page) : surface.Body;
                forms.AddRange(PostedForm.AllOf(html, page).Where(form => form.Typed.Count > 0 && form.Action is not "/account/logout").Select(form => (page, form)));
            }
            foreach (var (page, form) in forms.DistinctBy(one => KindOf(one.Form)))
            {
                var texts = typedInto.Add(KindOf(form)) ? Texts : Few;
                foreach (var field in form.Typed)
                {
                    // What is too long for any box is refused before it is looked at: it is typed into one box of each form.
                    foreach (var text in texts.Where(text => text.Length < 100_000 || field == form.Typed[0]))
                    {
                        posts++;
                        using var answer = await PostAsync(who, form.Action, form.With(field, text));
                        await JudgeAsync(wrong, answer, $"{who} {page} [{form.Name}] {field} = {Shown(text)}", form.Texts.Contains(field) ? text : "");
                    }
                    // Many of one name; not of the kind that was asked for; ill-formed text.
                    posts += 3;
                    using var twice = await PostAsync(who, form.Action, [.. form.Fields, new(field, "one"), new(field, "two")]);
                    await JudgeAsync(wrong, twice, $"{who} {page} [{form.Name}] {field} twice");
                    using var array = await PostAsync(who, form.Action, [.. form.Fields.Where(one => one.Key != field), new($"{field}[0]", "x"), new($"{field}.Length", "2147483648")]);
                    await JudgeAsync(wrong, array, $"{who} {page} [{form.Name}] {field} as an array");
                    var raw = string.Join('&', form.Fields.Where(one => one.Key != field).Select(one => $"{WebUtility.UrlEncode(one.Key)}={WebUtility.UrlEncode(one.Value)}")) + $"&{field}=%ED%A0%80%FF%C0%80%00";
                    using var ill = await who.Http.SendAsync(new HttpRequestMessage(HttpMethod.Post, form.Action) { Content = new StringContent(raw, Encoding.ASCII, "application/x-www-form-urlencoded") });
                    await JudgeAsync(wrong, ill, $"{who} {page} [{form.Name}] {field} ill-formed");
                }
                // What was not offered.
                foreach (var hidden in form.Fields.Where(one => !form.Typed.Contains(one.Key) && one.Key is not ("__RequestVerificationToken" or "_handler")))
                {
                    foreach (var value in new[] { "", "-1", "2147483648", "nonsense", "\0", new string('z', 5000) })
                    {
                        posts++;
                        using var answer = await PostAsync(who, form.Action, form.With(hidden.Key, value));
                        await JudgeAsync(wrong, answer, $"{who} {page} [{form.Name}] hidden {hidden.Key} = {Shown(value)}");
                    }
                }
            }
            if (forms.FirstOrDefault().Form is { } any)
            {
                using var huge = await PostAsync(who, any.Action, any.With(any.Typed[0], new string('h', 10_000_000)));
                await JudgeAsync(wrong, huge, $"{who} {any.Action} ten million letters");
            }
        }
        Assert.True(wrong.IsEmpty, $"{wrong.Count} of {posts} posts:\n{string.Join('\n', wrong.Take(30))}");
        Assert.True(posts > 500, $"Only {posts} posts: the forms were not found.");

        foreach (var who in new[] { "facilitator", "member", "administrator" }.Select(fixture.As))
        {
            foreach (var surface in await Crawler.CrawlAsync(who, Pages())) Inspect(wrong, who, surface);
        }
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Take(30)));
    }

    [Fact]
    public async Task No_address_breaks_whatever_stands_in_it()
    {
        var wrong = new ConcurrentQueue<string>();
        string[] values = ["%00", "-1", "0", "2147483648", "1e309", "NaN", "%ED%A0%80", "%FF", "..%2f..%2fetc%2fpasswd", "%0d%0aSet-Cookie:x=1", "'%20OR%201=1--", "%3Cscript%3E", new string('q', 5000), "//evil.example", "%5C%5Cevil.example", "a&{0}=b", ""];
        string[] names = ["q", "text", "kind", "after", "mine", "sort", "answers", "waiting", "answered", "page", "returnUrl", "place", "key", "id", "done", "person"];
        await Parallel.ForEachAsync(new[] { "anonymous", "facilitator", "administrator" }.Select(fixture.As), async (who, _) =>
        {
            foreach (var page in Pages().Append("/drafts").Append("/drafts/owner").Append("/sent"))
            {
                var plain = await Crawler.AskAsync(who, page);
                Inspect(wrong, who, plain);
                // What is not there for somebody reads nothing of its address: one value is as good as all.
                foreach (var value in plain.Status is 404 ? values[..1] : values)
                {
                    // All of them at once: a page takes those it knows.
                    var surface = await Crawler.AskAsync(who, $"{page}?{string.Join('&', names.Select(name => $"{name}={value.Replace("{0}", name, StringComparison.Ordinal)}"))}&{names[0]}[]=1");
                    Inspect(wrong, who, surface);
                }
            }
            foreach (var odd in new[] { "/hotseats/%00", "/hotseats/%ED%A0%80", "/communities/%2e%2e%2f", "/communities/" + new string('x', 3000), "/hotseats/..%5c..%5c", "/communities/%0d%0aX:1", "/invitations/%00", "/%3Cscript%3Ealert(1)%3C/script%3E", "/account/login?returnUrl=%0d%0aLocation:evil", "/dev/mail/99999999999999999999" })
            {
                Inspect(wrong, who, await Crawler.AskAsync(who, odd));
            }
        });

        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Take(30)));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/%09/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/.//evil.example")]
    public async Task Signing_in_leads_to_no_other_site(string back)
    {
        await fixture.Site.EnrolAsync("gate@canary.test");
        using var visitor = new HttpVisitor(fixture.Site);

        using var answer = await visitor.PostAsync("/account/login?returnUrl=" + Uri.EscapeDataString(back), "sign-in", ("email", "gate@canary.test"), ("password", Support.Accounts.Password), ("way", "password"), ("returnUrl", back));

        Assert.Equal(fixture.Site.Address.Host, new Uri(fixture.Site.Address, answer.Headers.Location!).Host);
    }

    [Fact]
    public async Task A_row_that_no_form_would_have_taken_breaks_no_page()
    {
        var poison = NulAndFriends + "<script>alert(1)</script>\u202e" + new string('\u0337', 100) + new string('p', 30_000);
        await using (var db = await fixture.Get<IDbContextFactory<HubDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            Assert.SkipUnless(db.Database.IsSqlite(), "PostgreSQL takes no such row either.");
            foreach (var (table, column) in new[]
            {
                ("Communities", "Name"), ("Communities", "Purpose"), ("Communities", "Settings_Welcome"), ("Communities", "Settings_RequestHint"), ("People", "Name"), ("People", "Organisation"), ("People", "TimeZone"), ("People", "Theme"),
                ("Hotseats", "Title"), ("Hotseats", "About"), ("Hotseats", "Zone"), ("Hotseats", "Announcement"), ("Hotseats", "AnnouncementBy"), ("Hotseats", "CancelledWhy"), ("Answerers", "Introduction"),
                ("Questions", "Text"), ("Answers", "Text"), ("Notices", "Words"), ("Notices", "Address"), ("JoinRequests", "Reason"), ("Invitations", "Mail"), ("Suspensions", "Why"), ("Drafts", "Text"),
            })
            {
#pragma warning disable EF1002 // names of ours
                var known = await db.Database.SqlQueryRaw<int>($"SELECT COUNT(*) AS Value FROM pragma_table_info('{table}') WHERE name = '{column}'").SingleAsync(TestContext.Current.CancellationToken);
                if (known == 1) await db.Database.ExecuteSqlRawAsync($"UPDATE \"{table}\" SET \"{column}\" = {{0}} || rowid", [poison], TestContext.Current.CancellationToken);
#pragma warning restore EF1002
            }
        }
        fixture.Get<LiveFeed>().Announce([LiveTopic.SiteRights, LiveTopic.Directory, LiveTopic.Programme, .. fixture.Places.Values.Select(place => LiveTopic.CommunityRights(place.Id)), .. Enumerable.Range(1, 20).Select(id => LiveTopic.Hotseat(id))]);

        var wrong = new ConcurrentQueue<string>();
        foreach (var who in fixture.Onlookers)
        {
            foreach (var surface in await Crawler.CrawlAsync(who, Pages())) Inspect(wrong, who, surface);
        }
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Take(30)));
    }

    IEnumerable<string> Pages() => SiteRoutes.Of(fixture.Site)
        .Where(route => route.Metadata.GetMetadata<ComponentTypeMetadata>() is not null || route.RoutePattern.RawText!.StartsWith("hotseats/", StringComparison.Ordinal) || route.RoutePattern.RawText!.StartsWith("/hotseats/", StringComparison.Ordinal))
        .Where(route => SiteRoutes.Takes(route, "GET"))
        .SelectMany(route => KindsFor(route.RoutePattern.RawText!).SelectMany(kind => SiteRoutes.Fill(route.RoutePattern.RawText!, fixture.Places[kind])))
        .Distinct();

    // What is put into a hotseat's boxes is taken alike in every kind of community.
    static CommunityKind[] KindsFor(string route) =>
        route.Contains("hotseats/{", StringComparison.Ordinal) ? [CommunityKind.Open] : [CommunityKind.Open, CommunityKind.ByRequest];

    // The same form of another community or hotseat is the same form.
    static string KindOf(PostedForm form) =>
        string.Join('/', form.Action.Split('?')[0].Split('/').Where((_, i) => i % 2 == 1)) + form.Name + string.Join(',', form.Typed);

    static Task<HttpResponseMessage> PostAsync(Onlooker who, string address, IReadOnlyList<KeyValuePair<string, string>> fields) =>
        who.Http.SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) });

    static async Task JudgeAsync(ConcurrentQueue<string> wrong, HttpResponseMessage answer, string what, string text = "")
    {
        if ((int)answer.StatusCode >= 500) wrong.Enqueue($"{what}: {(int)answer.StatusCode}");
        if (answer.StatusCode is not HttpStatusCode.OK) return;
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        // A refusal: what was typed comes back, as far as it is a text at all.
        if (text.Length is > 30 and < 100_000 && text.All(sign => !char.IsControl(sign) && sign is not ('\u2028' or '\ufffe')) && body.Contains("aria-invalid=\"true\"", StringComparison.Ordinal)
            && !WebUtility.HtmlDecode(body).Contains(text, StringComparison.Ordinal)) wrong.Enqueue($"{what}: refused, and the text is lost");
    }

    static void Inspect(ConcurrentQueue<string> wrong, Onlooker who, Surface surface) => PageJudge.Inspect(wrong, who.Site.Address.Host, $"{who} GET {Shown(surface.Address)}", surface);

    static string Shown(string text) => PageJudge.Shown(text);
}
