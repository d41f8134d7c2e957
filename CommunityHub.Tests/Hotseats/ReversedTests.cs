using System.Net;
using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Hotseats;

/// A practitioner brings a problem, and members are the experts.
public sealed class ReversedTests(TestSite site) : IClassFixture<TestSite>
{
    Town Town { get { site.StartServer(); return new Town(site.Services); } }

    [Fact]
    public async Task A_member_brings_a_problem_the_others_send_in_suggestions_and_read_the_replies()
    {
        var town = Town;
        var (ada, gus) = (await town.FindAsync("ada"), await town.FindAsync("gus"));
        var id = await DraftAsync(town, HotseatKind.Reversed);
        await town.Sessions.AnnounceAsync(ada, id);
        await town.Sessions.GoLiveAsync(ada, id);
        using var bo = await SignedInAsync("bo");

        var page = await WordsAsync(bo, $"/hotseats/{id}");
        Assert.Contains("The problem", page, StringComparison.Ordinal);
        Assert.Contains("Our ramps are late.", page, StringComparison.Ordinal); // stays on top in the hour
        foreach (var words in new[] { "Help Gus", "Your suggestion", "Send my suggestion", "Suggestions", "Replies", "Gus brings a problem, and you are the experts." }) Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Ask my question", page, StringComparison.Ordinal);

        using (var asked = await bo.PostAsync($"/hotseats/{id}", "ask", ("text", "Keep two ramps on the van."))) Assert.Equal(HttpStatusCode.Found, asked.StatusCode);
        var suggestion = (await town.ReadAsync(id)).Room.Questions.Single().Id;
        await town.Questions.VoteAsync(await town.FindAsync("cy"), suggestion, true);
        using var desk = await SignedInAsync("gus");
        Assert.Contains("Your reply", await WordsAsync(desk, $"/hotseats/{id}/desk?question={suggestion}"), StringComparison.Ordinal);
        await town.Questions.AnswerAsync(gus, suggestion, "We will try it on Monday.");
        Assert.Contains("Help Gus", await WordsAsync(bo, $"/hotseats/{id}/text/ask"), StringComparison.Ordinal);
        Assert.Contains("We will try it on Monday.", await WordsAsync(bo, $"/hotseats/{id}/text"), StringComparison.Ordinal);

        await town.Sessions.WrapUpAsync(ada, id);
        await town.Sessions.ArchiveAsync(ada, id);
        Assert.Contains("Suggestions and replies", await WordsAsync(bo, $"/hotseats/{id}"), StringComparison.Ordinal);
        Assert.Contains("Your suggestion in “Late ramps” has a reply", await WordsAsync(bo, "/notices"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_offers_both_kinds_until_it_is_announced()
    {
        var town = Town;
        var id = await DraftAsync(town, HotseatKind.Reversed);
        using var ada = await SignedInAsync("ada");
        Assert.Matches("value=\"reversed\" checked", await ada.ReadAsync($"/hotseats/{id}/edit"));

        await town.Sessions.AnnounceAsync(await town.FindAsync("ada"), id);
        Assert.DoesNotContain("value=\"reversed\"", await ada.ReadAsync($"/hotseats/{id}/edit"), StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<RefusedException>(async () =>
            await town.Sessions.ChangeAsync(await town.FindAsync("ada"), id, (await town.FormAsync("Late ramps")) with { Kind = HotseatKind.Guest }));
        Assert.Contains("stays as it is", refused.Message, StringComparison.Ordinal);
    }

    static async Task<string> DraftAsync(Town town, HotseatKind kind) =>
        await town.Sessions.DraftAsync(await town.FindAsync("ada"), Town.Closed, await town.FormAsync("Late ramps") with { Kind = kind, About = "Our ramps are late." });

    async Task<HttpVisitor> SignedInAsync(string who)
    {
        var visitor = new HttpVisitor(site);
        await visitor.SignInAsync(Town.AddressOf(who));
        return visitor;
    }

    static async Task<string> WordsAsync(HttpVisitor who, string address) => WebUtility.HtmlDecode(await who.ReadAsync(address));
}
