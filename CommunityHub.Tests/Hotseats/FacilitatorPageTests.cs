using System.Net;
using System.Text.RegularExpressions;
using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Hotseats;

/// Console, desk, forms: for the right people only; for all others the same as an address that never was.
public sealed partial class FacilitatorPageTests(TestSite site) : IClassFixture<TestSite>
{
    const string Invented = "zzzzzzzzzzzz";

    Town Town { get { site.StartServer(); return new Town(site.Services); } }

    [Theory]
    [InlineData("bo")]
    [InlineData("cy")]
    [InlineData("gus")]
    [InlineData("fay")]
    [InlineData("ned")]
    [InlineData("dot")]
    public async Task The_wrong_role_gets_what_an_invented_address_gets(string who)
    {
        var id = await Town.HotseatAsync(HotseatState.Collecting);
        var question = await Town.AskAsync("bo", id, "Who pays for a ramp?");
        using var visitor = await SignedInAsync(who);

        foreach (var page in new[] { "console", "cancel", "edit", "desk", $"questions/{question}/decline" })
        {
            if (page is "desk" && who is "gus") continue; // it is his
            using var real = await visitor.GetAsync($"/hotseats/{id}/{page}");
            using var invented = await visitor.GetAsync($"/hotseats/{Invented}/{page}");

            Assert.Equal(HttpStatusCode.NotFound, real.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, invented.StatusCode);
            Assert.Equal(Bare(await WordsAsync(invented), Invented), Bare(await WordsAsync(real), id));
        }
    }

    [Theory]
    [InlineData("console")]
    [InlineData("desk")]
    [InlineData("edit")]
    public async Task A_visitor_is_asked_to_sign_in_wherever_the_address_leads(string page)
    {
        var id = await Town.HotseatAsync(HotseatState.Collecting);
        using var visitor = new HttpVisitor(site);

        using var real = await visitor.GetAsync($"/hotseats/{id}/{page}");
        using var invented = await visitor.GetAsync($"/hotseats/{Invented}/{page}");

        Assert.Equal(HttpStatusCode.Found, real.StatusCode);
        Assert.Equal(invented.Headers.Location!.ToString(), real.Headers.Location!.ToString().Replace(id, Invented, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("console")]
    [InlineData("desk")]
    [InlineData("text")]
    [InlineData("text/ask")]
    [InlineData("")]
    public async Task Somebody_suspended_reads_the_notice_and_nothing_else(string page)
    {
        var id = await Town.HotseatAsync(HotseatState.Collecting, title: "Canary of the closed room");
        using var eve = await SignedInAsync("eve");

        var words = await eve.ReadAsync($"/hotseats/{id}/{page}".TrimEnd('/'));

        Assert.Contains("You are suspended from this community.", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Gus", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_guest_answers_at_the_desk_and_a_facilitator_may_only_look()
    {
        var id = await Town.HotseatAsync(HotseatState.Live);
        var question = await Town.AskAsync("bo", id, "Who pays for a ramp?");
        await Town.Questions.AnswerNowAsync(await Town.FindAsync("ada"), question);
        using var ada = await SignedInAsync("ada");
        using var gus = await SignedInAsync("gus");

        Assert.DoesNotContain("Send my answer", await ada.ReadAsync($"/hotseats/{id}/desk"), StringComparison.Ordinal);
        Assert.Contains("Send my answer", await gus.ReadAsync($"/hotseats/{id}/desk"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_goes_to_the_question_it_was_written_for_whatever_is_pinned_meanwhile()
    {
        var id = await Town.HotseatAsync(HotseatState.Live);
        var (first, second) = (await Town.AskAsync("bo", id, "Who pays for a ramp?"), await Town.AskAsync("cy", id, "And for a rail?"));
        var ada = await Town.FindAsync("ada");
        await Town.Questions.AnswerNowAsync(ada, first);
        using var gus = await SignedInAsync("gus");
        var before = await gus.ReadAsync($"/hotseats/{id}/desk");

        // Another one is pinned while he writes: his page still says for which it is.
        await Town.Questions.AnswerNowAsync(ada, second);
        using var sent = await gus.PostAsync(ActionOf(before), "answer", ("text", "We do."), ("act", "send"));

        Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
        var room = await Town.ReadAsync(id);
        Assert.Equal("We do.", room.Room.Find(first)!.Answer!.Text);
        Assert.Null(room.Room.Find(second)!.Answer);
    }

    [Fact]
    public async Task An_answer_to_a_question_that_was_taken_away_stays_in_its_box()
    {
        var id = await Town.HotseatAsync(HotseatState.Live);
        var (gone, other) = (await Town.AskAsync("bo", id, "Who pays for a ramp?"), await Town.AskAsync("cy", id, "And for a rail?"));
        using var gus = await SignedInAsync("gus");
        var page = $"/hotseats/{id}/desk?question={gone}";
        var form = HiddenFields(await gus.ReadAsync(page), "answer");
        await Town.Questions.WithdrawAsync(await Town.FindAsync("bo"), gone);
        await Town.Questions.AnswerNowAsync(await Town.FindAsync("ada"), other);

        using var refused = await gus.SendAsync(new HttpRequestMessage(HttpMethod.Post, page) { Content = new FormUrlEncodedContent([.. form, new("text", "A long answer."), new("act", "send")]) });
        var words = await WordsAsync(refused);

        Assert.Contains("This question has been taken away.", words, StringComparison.Ordinal);
        Assert.Contains("A long answer.</textarea>", words, StringComparison.Ordinal);
        Assert.Null((await Town.ReadAsync(id)).Room.Find(other)!.Answer);
    }

    [Fact]
    public async Task The_preview_sends_nothing()
    {
        var id = await Town.HotseatAsync(HotseatState.Live);
        var question = await Town.AskAsync("bo", id, "Who pays for a ramp?");
        using var gus = await SignedInAsync("gus");

        using var shown = await gus.PostAsync($"/hotseats/{id}/desk?question={question}", "answer", ("text", "**We** do. <script>alert(1)</script>"), ("act", "show"));
        var words = await WordsAsync(shown);

        Assert.Contains("<strong>We</strong> do.", words, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", words, StringComparison.Ordinal);
        Assert.Null((await Town.ReadAsync(id)).Room.Find(question)!.Answer);
    }

    [Theory]
    [InlineData("run-on", HotseatState.WrappingUp, "Only a live hotseat can run on.")]
    [InlineData("open-questions", HotseatState.Live, "This hotseat is live. That is not possible now.")]
    [InlineData("burn-it", HotseatState.Live, "This form is not as we sent it.")]
    public async Task An_act_that_is_not_possible_any_more_says_so(string act, HotseatState state, string words)
    {
        var id = await Town.HotseatAsync(state);
        using var ada = await SignedInAsync("ada");

        using var refused = await ada.PostAsync($"/hotseats/{id}/console", "acts", ("act", act));

        Assert.Contains(words, await WordsAsync(refused), StringComparison.Ordinal);
        Assert.Equal(state, (await Town.ReadAsync(id)).Hotseat.State);
    }

    [Fact]
    public async Task The_whole_session_is_run_by_plain_forms()
    {
        var id = await Town.HotseatAsync(HotseatState.Draft);
        var console = $"/hotseats/{id}/console";
        using var ada = await SignedInAsync("ada");

        foreach (var (act, state) in new[]
        {
            ("announce", HotseatState.Collecting), ("hold", HotseatState.Collecting), ("release", HotseatState.Collecting),
            ("go-live", HotseatState.Live), ("wrap-up", HotseatState.WrappingUp), ("archive", HotseatState.Archived),
        })
        {
            using var done = await ada.PostAsync(console, "acts", ("act", act));
            Assert.Equal(HttpStatusCode.Found, done.StatusCode);
            Assert.Equal(state, (await Town.ReadAsync(id)).Hotseat.State);
        }
    }

    [Theory]
    [InlineData("date", "2027-02-30", "There is no such day.")]
    [InlineData("date", "9999-01-01", "Choose a date between 2000 and 2100.")]
    [InlineData("date", "2001-01-01", "Choose a start that is still to come.")]
    [InlineData("start", "25:00", "There is no such time.")]
    [InlineData("minutes", "9", "A hotseat lasts between ten minutes and twelve hours")]
    [InlineData("minutes", "an hour", "Say how many minutes it lasts, in figures.")]
    [InlineData("zone", "Atlantis/Centre", "Choose a time zone from the list.")]
    [InlineData("guest", "zzzzzzzzzzzz", "Choose the guest from the members of this community.")]
    [InlineData("title", " ", "Give the hotseat a title.")]
    public async Task What_cannot_be_is_said_in_words_and_everything_stays(string field, string value, string reason)
    {
        using var ada = await SignedInAsync("ada");
        var day = DateTime.UtcNow.AddDays(9).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var guest = (await Town.FormAsync("")).GuestId!;
        var typed = new Dictionary<string, string> { ["title"] = "Ramps", ["about"] = "Bring what is stuck.", ["date"] = day, ["start"] = "11:00", ["minutes"] = "60", ["zone"] = "Europe/London", ["opens"] = "announcement", ["guest"] = guest, ["introduction"] = "Built forty." };
        typed[field] = value;

        using var refused = await ada.PostAsync($"/communities/{Town.Closed}/hotseats/new", "schedule", [.. typed.Select(f => (f.Key, f.Value))]);
        var words = WebUtility.HtmlDecode(await WordsAsync(refused));

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains(reason, words, StringComparison.Ordinal);
        Assert.Contains("Bring what is stuck.</textarea>", words, StringComparison.Ordinal);
        Assert.Contains("value=\"Built forty.\"", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bo")]
    [InlineData("fay")]
    [InlineData("eve")]
    [InlineData("dot")]
    public async Task Only_facilitators_find_the_form(string who)
    {
        using var visitor = await SignedInAsync(who);
        using var real = await visitor.GetAsync($"/communities/{Town.Closed}/hotseats/new");
        Assert.Equal(HttpStatusCode.NotFound, real.StatusCode);
    }

    async Task<HttpVisitor> SignedInAsync(string who)
    {
        var visitor = new HttpVisitor(site);
        await visitor.SignInAsync(Town.AddressOf(who));
        return visitor;
    }

    static Task<string> WordsAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    static string Bare(string page, string id) => Tokens().Replace(page, "").Replace(id, "", StringComparison.Ordinal);

    static string ActionOf(string page) => "/" + WebUtility.HtmlDecode(AnswerAction().Match(page).Groups[1].Value);

    static List<KeyValuePair<string, string>> HiddenFields(string page, string form)
    {
        var markup = Forms().Matches(page).Select(found => found.Value).First(found => found.Contains($"value=\"{form}\"", StringComparison.Ordinal));
        return Hidden().Matches(markup).Select(found => KeyValuePair.Create(Name().Match(found.Value).Groups[1].Value, WebUtility.HtmlDecode(Value().Match(found.Value).Groups[1].Value))).ToList();
    }

    [GeneratedRegex("CfDJ8[A-Za-z0-9_+/=-]*|[0-9a-f]{32}-[0-9a-f]{16}")]
    private static partial Regex Tokens();

    [GeneratedRegex("id=\"answer-form\"[^>]*action=\"([^\"]*)\"")]
    private static partial Regex AnswerAction();

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();

    [GeneratedRegex("name=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Value();
}
