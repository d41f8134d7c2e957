using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Drafts;

/// What the browser's script keeps by HTTP, and what it may not. E3: H15, H18, H19; E2: R12.
public sealed partial class DraftEndpointTests(TestSite site) : IClassFixture<TestSite>
{
    const string Place = "ask/bcdfghjkmnpq";

    [Fact]
    public async Task A_draft_comes_back_to_its_person_only()
    {
        using var kim = await SignedInAsync("kim");
        using var lou = await SignedInAsync("lou");

        using var kept = await PutAsync(kim, "What Kim types", 0, await TokenAsync(kim));

        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.True(kept.Headers.CacheControl?.NoStore);
        Assert.Equal("What Kim types", await TextAsync(kim));
        Assert.Equal("", await TextAsync(lou));
    }

    [Fact]
    public async Task Two_devices_are_told_of_each_other()
    {
        using var max = await SignedInAsync("max");
        var token = await TokenAsync(max);
        (await PutAsync(max, "On the phone", 0, token)).Dispose();

        using var late = await PutAsync(max, "On the laptop", 0, token);

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var other = await late.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("On the phone", other.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Nothing_is_kept_without_the_token_of_our_page_nor_with_somebody_elses()
    {
        using var nia = await SignedInAsync("nia");
        using var oda = await SignedInAsync("oda");

        foreach (var token in new[] { null, "made-up", await TokenAsync(oda) })
        {
            using var refused = await PutAsync(nia, "Forged", 0, token);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
        Assert.Equal("", await TextAsync(nia));
    }

    [Fact]
    public async Task A_visitor_is_told_to_keep_it_in_the_browser()
    {
        using var visitor = new HttpVisitor(site);

        using var read = await visitor.GetAsync($"/drafts?place={Place}");
        using var written = await PutAsync(visitor, "Hello", 0, null);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (read.StatusCode, written.StatusCode));
        Assert.Equal("", await read.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_open_page_can_ask_whose_it_would_be_now()
    {
        using var pat = await SignedInAsync("pat");
        using var visitor = new HttpVisitor(site);

        var owner = await pat.ReadAsync("/drafts/owner");

        Assert.True(PublicId.IsWellFormed(owner));
        Assert.Contains($"data-person=\"{owner}\"", await pat.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal("visitor", await visitor.ReadAsync("/drafts/owner"));
    }

    [Theory]
    [InlineData("/_blazor/negotiate?negotiateVersion=1", "POST")]
    [InlineData("/_blazor?id=made-up", "GET")]
    [InlineData("/_blazor?id=made-up", "POST")]
    public async Task A_circuit_is_reached_by_web_socket_and_nothing_else(string address, string method)
    {
        using var visitor = new HttpVisitor(site);
        using var question = new HttpRequestMessage(new HttpMethod(method), address);
        using var answer = await visitor.SendAsync(question);

        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
    }

    [Fact]
    public async Task What_is_no_draft_is_refused_without_a_fault()
    {
        using var ray = await SignedInAsync("ray");
        var token = await TokenAsync(ray);
        foreach (var body in new[] { "", "[]", "{", "{\"place\":1}", "{\"place\":\"ask/x\",\"text\":\"\\ud800\",\"version\":0}", "{\"place\":\"a b\",\"text\":\"x\",\"version\":0}" })
        {
            using var question = new HttpRequestMessage(HttpMethod.Put, "/drafts") { Content = new StringContent(body, null, "application/json") };
            question.Headers.Add("RequestVerificationToken", token);
            using var answer = await ray.SendAsync(question);
            Assert.InRange((int)answer.StatusCode, 400, 499);
        }
    }

    async Task<HttpVisitor> SignedInAsync(string name)
    {
        var visitor = new HttpVisitor(site);
        await site.EnrolAsync($"{name}@keep.test");
        await visitor.SignInAsync($"{name}@keep.test");
        return visitor;
    }

    static async Task<string> TokenAsync(HttpVisitor visitor) => Token().Match(await visitor.ReadAsync("/")).Groups[1].Value;

    static async Task<HttpResponseMessage> PutAsync(HttpVisitor visitor, string text, long version, string? token)
    {
        using var question = new HttpRequestMessage(HttpMethod.Put, "/drafts") { Content = JsonContent.Create(new { place = Place, text, version }) };
        if (token is not null) question.Headers.Add("RequestVerificationToken", token);
        return await visitor.SendAsync(question);
    }

    static async Task<string?> TextAsync(HttpVisitor visitor) =>
        JsonDocument.Parse(await visitor.ReadAsync($"/drafts?place={Place}")).RootElement.GetProperty("text").GetString();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
