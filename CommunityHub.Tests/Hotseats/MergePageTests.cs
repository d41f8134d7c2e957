using System.Net;
using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Hotseats;

public sealed class MergePageTests(TestSite site) : IClassFixture<TestSite>
{
    Town Town { get { site.StartServer(); return new Town(site.Services); } }

    [Theory]
    [InlineData("bo")]
    [InlineData("gus")]
    [InlineData("fay")]
    [InlineData("dot")]
    public async Task The_page_is_there_for_facilitators_only(string who)
    {
        var (id, one, other) = await TwoAsync();
        using var visitor = await SignedInAsync(who);
        using var answer = await visitor.GetAsync($"/hotseats/{id}/merge?chosen={one}&chosen={other}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task What_was_merged_meanwhile_is_said_and_nothing_is_done()
    {
        var (id, one, other) = await TwoAsync();
        var third = await Town.AskAsync("gus", id, "Ramps, who pays?");
        using var ada = await SignedInAsync("ada");
        var page = await ada.ReadAsync($"/hotseats/{id}/merge?chosen={other}&chosen={third}");
        await Town.Merges.MergeAsync(await Town.FindAsync("ada"), one, [other]);

        var form = PostedForm.AllOf(page, $"/hotseats/{id}/merge").Single(found => found.Name == "merge");
        using var refused = await ada.PostAsync(form, "stays", other);

        Assert.Contains("Somebody has merged one of these meanwhile.", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal([one, third], (await Town.ReadAsync(id)).Room.Questions.Select(q => q.Id));
    }

    [Fact]
    public async Task A_link_to_the_merged_question_leads_to_the_one_that_stands()
    {
        var (id, one, other) = await TwoAsync();
        await Town.Merges.MergeAsync(await Town.FindAsync("ada"), one, [other]);
        using var bo = await SignedInAsync("bo");

        Assert.Contains($"id=\"q-{other}\"", await bo.ReadAsync($"/hotseats/{id}"), StringComparison.Ordinal);
        await Town.Questions.AnswerAsync(await Town.FindAsync("gus"), one, "The council does.");
        Assert.Contains($"id=\"q-{other}\"", await bo.ReadAsync($"/hotseats/{id}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chosen=zzzzzzzzzzzz&chosen=zzzzzzzzzzzz")]
    [InlineData("chosen=%00&find=%00")]
    [InlineData("find=ramp+does+not+fit")]
    [InlineData("")]
    public async Task An_odd_address_finds_nothing_and_breaks_nothing(string query)
    {
        var (id, _, _) = await TwoAsync();
        using var ada = await SignedInAsync("ada");
        using var answer = await ada.GetAsync($"/hotseats/{id}/merge?{query}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    async Task<(string Hotseat, string One, string Other)> TwoAsync()
    {
        var id = await Town.HotseatAsync(HotseatState.Live);
        return (id, await Town.AskAsync("bo", id, "Who pays for a ramp?"), await Town.AskAsync("cy", id, "Who pays for ramps?"));
    }

    async Task<HttpVisitor> SignedInAsync(string who)
    {
        var visitor = new HttpVisitor(site);
        await visitor.SignInAsync(Town.AddressOf(who));
        return visitor;
    }
}
