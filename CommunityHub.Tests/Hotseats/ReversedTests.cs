using System.Net;
using System.Text.RegularExpressions;
using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Hotseats;

/// A practitioner brings a problem, and members are the experts.
public sealed partial class ReversedTests(TestSite site) : IClassFixture<TestSite>
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

    [Fact]
    public async Task Every_page_file_refusal_and_notice_of_it_speaks_of_suggestions_and_replies()
    {
        var town = Town;
        var (ada, gus) = (await town.FindAsync("ada"), await town.FindAsync("gus"));
        var id = await DraftAsync(town, HotseatKind.Reversed);
        await town.Sessions.AnnounceAsync(ada, id);
        await town.Sessions.GoLiveAsync(ada, id);
        var told = await town.AskAsync("bo", id, "Keep two ramps on the van.");
        var open = await town.AskAsync("bo", id, "Measure all doors in spring.");
        var declined = await town.AskAsync("bo", id, "Ring my neighbour.");
        await town.Questions.DeclineAsync(ada, declined, "It names somebody.");
        await town.Questions.AnswerAsync(gus, told, "We will try it on Monday.");
        using var bo = await SignedInAsync("bo");
        using var facilitator = await SignedInAsync("ada");
        using var desk = await SignedInAsync("gus");

        foreach (var page in new[] { "", "/text", "/text/ask", "/print", "/export.md", "/export.csv", "/catch-up", "/ask-for-me" }) SaysNoQuestion(page, await WordsAsync(bo, $"/hotseats/{id}{page}"));
        foreach (var page in new[] { "/console", "/projector", "/panel", $"/questions/{open}/decline", $"/questions/{open}/edit", $"/desk/hand-out/{open}", "/report", "/export-full.csv", "/import", "/for-members", "/sort" }) SaysNoQuestion(page, await WordsAsync(facilitator, $"/hotseats/{id}{page}"));
        foreach (var page in new[] { "/desk", $"/desk?question={open}", "/desk/standby" }) SaysNoQuestion(page, await WordsAsync(desk, $"/hotseats/{id}{page}"));
        Assert.Contains("Your suggestion in “Late ramps” is not shown. It names somebody.", await WordsAsync(bo, "/notices"), StringComparison.Ordinal);

        using var refused = await bo.PostAsync($"/hotseats/{id}", "ask", ("text", " "));
        var refusal = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Write your suggestion first.", refusal, StringComparison.Ordinal);
        Assert.Contains("Our ramps are late.", await bo.ReadAsync($"/hotseats/{id}/export.md"), StringComparison.Ordinal);
        Assert.Contains("Suggested by", await bo.ReadAsync($"/hotseats/{id}/export.csv"), StringComparison.Ordinal);

        await town.Sessions.WrapUpAsync(ada, id);
        await town.Sessions.ArchiveAsync(ada, id);
        SaysNoQuestion("follow-ups", await WordsAsync(facilitator, $"/hotseats/{id}/follow-ups"));
        SaysNoQuestion("one follow-up", await WordsAsync(facilitator, $"/hotseats/{id}/follow-ups/{await town.FollowUpOfAsync(open)}"));
        foreach (var page in new[] { "", "/print", "/export.md", "/text" }) SaysNoQuestion("archived " + page, await WordsAsync(bo, $"/hotseats/{id}{page}"));
    }

    [Fact]
    public async Task Its_kit_speaks_of_suggestions_and_the_ready_words_fit_whichever_kind_is_chosen()
    {
        var town = Town;
        var form = (await town.FormAsync("Late ramps")) with { Kind = HotseatKind.Reversed, About = "Our ramps are late.", SeedQuestions = "Measure twice.", Invitation = Kit.ReadyInvitation, ThankYou = Kit.ReadyThankYou };
        var id = await town.Sessions.DraftAsync(await town.FindAsync("ada"), Town.Closed, form);
        using var ada = await SignedInAsync("ada");

        var page = await WordsAsync(ada, $"/hotseats/{id}/edit");
        Assert.Contains("Seed suggestions", page, StringComparison.Ordinal);
        Assert.Contains(Kit.ReadyInvitationReversed, page, StringComparison.Ordinal);
        Assert.Contains("Every suggestion and reply is kept", page, StringComparison.Ordinal);
        await town.Sessions.AnnounceAsync(await town.FindAsync("ada"), id);
        Assert.Equal("Seed suggestion", Assert.Single((await town.ReadAsync(id)).Room.Questions).AskedBy);
        Assert.Equal("My own words.", Kit.Fit("My own words.", HotseatKind.Reversed));
    }

    [Fact]
    public async Task What_the_script_says_while_one_types_is_said_of_suggestions()
    {
        var town = Town;
        var id = await DraftAsync(town, HotseatKind.Reversed);
        await town.Sessions.AnnounceAsync(await town.FindAsync("ada"), id);
        using var bo = await SignedInAsync("bo");
        var script = await bo.ReadAsync("/hub.js");

        var said = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(Regex.Match(await WordsAsync(bo, $"/hotseats/{id}"), "data-words=\"(\\{.*?\\})\"").Groups[1].Value)!;
        Assert.All(said.Keys, words => Assert.Contains($"'{words}'", script, StringComparison.Ordinal));
        Assert.Contains("A suggestion like yours came in already. It stands below the box.", said.Values);
        Assert.DoesNotContain(said.Values, words => Told().IsMatch(words));
    }

    [Theory]
    [InlineData("No question is waiting.", "No suggestion is waiting.")]
    [InlineData("3 questions have been answered so far.", "3 suggestions have had a reply so far.")]
    [InlineData("This question has an answer now.", "This suggestion has a reply now.")]
    [InlineData("At this speed all 4 will be answered by 12:00.", "At this speed all 4 will have a reply by 12:00.")]
    [InlineData("2 people want to know this", "2 people are for this")]
    [InlineData("1 person wanted this", "1 person was for this")]
    [InlineData("Asked by", "Suggested by")]
    [InlineData("questionnaire", "questionnaire")]
    public void A_sentence_is_turned(string ofAGuest, string reversed) => Assert.Equal(reversed, Reversal.Turn(ofAGuest));

    // Of what somebody reads: not addresses, names of fields, or the words of the site around the room.
    static void SaysNoQuestion(string page, string text)
    {
        var main = text.Contains("<main", StringComparison.Ordinal) ? text[text.IndexOf("<main", StringComparison.Ordinal)..text.IndexOf("</main>", StringComparison.Ordinal)] : text;
        var read = Tags().Replace(main, " ");
        Assert.Empty(Told().Matches(read).Select(found => $"{page}: {found.Value}"));
    }

    [GeneratedRegex("<(script|style|svg).*?</\\1>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex(@".{0,60}\b([Qq]uestions?|[Aa]nswer(s|ed|ing)?|[Aa]sked)\b.{0,40}")]
    private static partial Regex Told();

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
