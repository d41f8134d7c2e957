using System.Net;
using System.Text.RegularExpressions;
using CommunityHub.Tests.Support;
using CommunityHub.Web.Accounts;

namespace CommunityHub.Tests.Accounts;

/// O7, O9, I13, S9, S10 over plain HTTP.
public sealed partial class AnswersAboutAccountsTests(TestSite site) : IClassFixture<TestSite>
{
    [Theory]
    [InlineData("/account/login", "sign-in", "link")]
    [InlineData("/account/login", "sign-in", "password")]
    [InlineData("/account/forgot", "forgot", "")]
    public async Task A_known_and_an_unknown_address_get_the_same_page(string page, string form, string way)
    {
        using var visitor = new HttpVisitor(site);
        await site.EnrolAsync("bea@demo.test", "Bea Holt");

        var known = await AskAsync(visitor, page, form, ("email", "bea@demo.test"), ("password", way is "password" ? "wrong wrong wrong" : ""), ("way", way));
        var unknown = await AskAsync(visitor, page, form, ("email", "bob@demo.test"), ("password", way is "password" ? "wrong wrong wrong" : ""), ("way", way));

        Assert.Equal(known.Replace("bea@", "bob@", StringComparison.Ordinal), unknown);
    }

    [Fact]
    public async Task Joining_with_a_known_and_an_unknown_address_gets_the_same_page()
    {
        using var visitor = new HttpVisitor(site);
        await site.EnrolAsync("bea@demo.test", "Bea Holt");

        var known = await AskAsync(visitor, "/account/join", "join", ("step", "4"), ("name", "Bea"), ("email", "bea@demo.test"), ("password", "tea at half past four"));
        var unknown = await AskAsync(visitor, "/account/join", "join", ("step", "4"), ("name", "Bea"), ("email", "bob@demo.test"), ("password", "tea at half past four"));

        Assert.Contains("Look into your mail.", known, StringComparison.Ordinal);
        Assert.Equal(known.Replace("bea@", "bob@", StringComparison.Ordinal), unknown);
    }

    [Theory]
    [InlineData("/communities?page=2", "/communities?page=2")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example/", "/")]
    [InlineData("/\t/elsewhere.example/", "/")]
    [InlineData("/..//elsewhere.example/", "/")]
    [InlineData("/.//elsewhere.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("elsewhere.example", "/")]
    [InlineData(null, "/")]
    public void A_return_address_stays_on_this_site(string? asked, string safe) => Assert.Equal(safe, ReturnAddress.Safe(asked));

    [Fact]
    public async Task Signing_in_leads_back_to_where_one_was()
    {
        using var visitor = new HttpVisitor(site);
        await site.EnrolAsync("bea@demo.test", "Bea Holt");

        using var sent = await visitor.GetAsync("/account/devices");
        Assert.Equal("/account/login?returnUrl=%2Faccount%2Fdevices", sent.Headers.Location!.PathAndQuery);
        using var answer = await visitor.PostAsync(sent.Headers.Location.PathAndQuery, "sign-in", ("email", "bea@demo.test"), ("password", Support.Accounts.Password), ("way", "password"));

        Assert.EndsWith("/account/devices", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_our_token_is_not_done_and_its_words_come_back()
    {
        using var visitor = new HttpVisitor(site);
        using var post = new HttpRequestMessage(HttpMethod.Post, "/account/forgot")
        {
            Content = new FormUrlEncodedContent([new("_handler", "forgot"), new("email", "typed@demo.test"), new("password", "never shown again")]),
        };

        using var answer = await visitor.SendAsync(post);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var words = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("typed@demo.test", words, StringComparison.Ordinal);
        Assert.DoesNotContain("never shown again", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_whose_sign_in_has_ended_is_not_done_and_its_words_come_back()
    {
        using var visitor = new HttpVisitor(site);
        using var post = new HttpRequestMessage(HttpMethod.Post, "/account")
        {
            Content = new FormUrlEncodedContent([new("_handler", "details"), new("organisation", "A long answer, typed with care.")]),
        };

        using var answer = await visitor.SendAsync(post);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("A long answer, typed with care.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_no_administrator_finds_no_settings()
    {
        using var bea = new HttpVisitor(site);
        await site.EnrolAsync("bea@demo.test", "Bea Holt");
        await bea.SignInAsync("bea@demo.test");

        using var settings = await bea.GetAsync("/admin/settings");
        using var nothing = await bea.GetAsync("/admin/nothing");

        Assert.Equal(HttpStatusCode.NotFound, settings.StatusCode);
        Assert.Equal(nothing.StatusCode, settings.StatusCode);
    }

    [Fact]
    public async Task Security_txt_says_whom_to_write_to_and_until_when()
    {
        using var visitor = new HttpVisitor(site);
        var words = await visitor.ReadAsync("/.well-known/security.txt");

        Assert.Matches(@"^Contact: (mailto:\S+@\S+|https?://\S+/help)\nExpires: 20", words);
    }

    static async Task<string> AskAsync(HttpVisitor visitor, string page, string form, params (string, string)[] typed)
    {
        using var answer = await visitor.PostAsync(page, form, typed);
        return Token().Replace(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "");
    }

    [GeneratedRegex("CfDJ8[\\w+/=-]*")]
    private static partial Regex Token();
}
