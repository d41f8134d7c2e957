using System.Net;
using System.Text.RegularExpressions;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Communities;

/// ACCEPTANCE E1, O1: a hidden community answers as one that never was.
public sealed partial class NotThereTests(TestSite site) : IClassFixture<TestSite>
{
    const string Hidden = "lone-worker-safety";
    const string Invented = "zone-joiner-salary";

    [Theory]
    [InlineData(null)]
    [InlineData("ned@demo.test")]
    [InlineData("fay@demo.test")]
    [InlineData("dot@demo.test")]
    public async Task Every_page_of_a_hidden_community_answers_as_an_invented_one(string? who)
    {
        using var visitor = new HttpVisitor(site);
        // The first page with a form sets a cookie, whichever it is.
        await visitor.ReadAsync("/account/login");
        if (who is not null) await visitor.SignInAsync(who);

        foreach (var part in new[] { "", "/join", "/members", "/members/bcdfghjkmnpq", "/requests", "/invitations", "/settings", "/log", "/hotseats/new" })
        {
            var (invented, hidden) = (await AnswerAsync(visitor, Invented, part), await AnswerAsync(visitor, Hidden, part));
            Assert.Equal(invented.Body, hidden.Body);
            Assert.Equal(invented, hidden);
        }
    }

    [Theory]
    [InlineData("bo@demo.test", "/requests")]
    [InlineData("bo@demo.test", "/invitations")]
    [InlineData("bo@demo.test", "/settings")]
    [InlineData("bo@demo.test", "/log")]
    [InlineData("ned@demo.test", "/members")]
    public async Task What_is_for_facilitators_or_members_is_not_there_for_others(string who, string part)
    {
        using var visitor = new HttpVisitor(site);
        await visitor.SignInAsync(who);
        using var answer = await visitor.GetAsync($"/communities/adult-social-care{part}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("ada@demo.test")]
    [InlineData("ned@demo.test")]
    public async Task The_administrators_pages_are_not_there_for_others(string who)
    {
        using var visitor = new HttpVisitor(site);
        await visitor.SignInAsync(who);
        foreach (var page in new[] { "/admin/communities", "/admin/people", "/admin/log" })
        {
            using var answer = await visitor.GetAsync(page);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    /// E3: a form that somebody made by hand.
    [Fact]
    public async Task A_crafted_post_to_a_hidden_community_answers_as_to_an_invented_one()
    {
        using var ned = new HttpVisitor(site);
        await ned.SignInAsync("ned@demo.test");
        var answers = new List<(HttpStatusCode, string)>();
        foreach (var slug in new[] { Hidden, Invented })
        {
            // A token of a form that is his own, sent elsewhere.
            var page = await ned.ReadAsync("/communities/housing-repairs/join");
            var token = page.Split("__RequestVerificationToken\" value=\"")[1].Split('"')[0];
            using var post = new HttpRequestMessage(HttpMethod.Post, $"/communities/{slug}/members/bcdfghjkmnpq")
            {
                Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("_handler", "act"), new("do", "remove"), new("why", "x")]),
            };
            using var answer = await ned.SendAsync(post);
            answers.Add((answer.StatusCode, Without(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), slug)));
        }
        Assert.Equal(answers[1], answers[0]);
        Assert.NotEqual(HttpStatusCode.OK, answers[0].Item1);
    }

    [Fact]
    public async Task A_visitors_first_page_and_directory_hold_nothing_of_hidden_communities()
    {
        using var visitor = new HttpVisitor(site);
        foreach (var address in new[] { "/", "/communities", "/communities?q=lone", "/communities?kind=private", "/communities?kind=mine" })
        {
            Assert.DoesNotContain("Lone Worker", await visitor.ReadAsync(address), StringComparison.Ordinal);
        }
    }

    static async Task<(HttpStatusCode Status, string Headers, string To, string Body)> AnswerAsync(HttpVisitor visitor, string slug, string part)
    {
        using var answer = await visitor.GetAsync($"/communities/{slug}{part}");
        var headers = string.Join(' ', answer.Headers.Concat(answer.Content.Headers).Select(header => header.Key).Where(name => name is not "Set-Cookie").Order(StringComparer.Ordinal));
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, headers, Without(answer.Headers.Location?.ToString() ?? "", slug), Without(body, slug));
    }

    // Also without what is sealed anew on every page: the tokens of forms, and the state for the circuit.
    static string Without(string text, string slug) => Sealed().Replace(text.Replace(slug, "-", StringComparison.Ordinal), "");

    [GeneratedRegex("(?<=__RequestVerificationToken\" value=\")[^\"]*|(?<=<!--Blazor-Server-Component-State:)[^-]*")]
    private static partial Regex Sealed();
}
