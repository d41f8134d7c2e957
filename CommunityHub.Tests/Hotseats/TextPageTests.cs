using System.Net;
using System.Text;
using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Hotseats;

public sealed class TextPageTests(TestSite site) : IClassFixture<TestSite>
{
    Town Town { get { site.StartServer(); return new Town(site.Services); } }

    public static TheoryData<string> Letters => ["a", "&", "я", "中", "😀", "e\u0301\u0302\u0303\u0304\u0305\u0306", "👩\u200D👩\u200D👧\u200D👦"];

    [Theory]
    [MemberData(nameof(Letters))]
    public async Task The_worst_that_may_be_written_stays_under_30_kB(string letter)
    {
        // A line takes four units a letter at the most: as many of the long ones as fit.
        string Of(int letters) => string.Concat(Enumerable.Repeat(letter, Math.Min(letters, 4 * letters / letter.Length)));
        var id = await Town.HotseatAsync(HotseatState.Live, title: Of(Hotseat.LongestTitle));
        var (ada, gus) = (await Town.FindAsync("ada"), await Town.FindAsync("gus"));
        await Town.Sessions.SayAsync(ada, id, Of(Hotseat.LongestAnnouncement));
        string last = "";
        for (var i = 0; i < 17; i++)
        {
            last = await Town.AskAsync(i % 2 == 0 ? "bo" : "cy", id, Of(Question.LongestText));
            if (i < 6) await Town.Questions.AnswerAsync(gus, last, Of(letter.Length < 3 ? Answer.LongestText : 4_000));
        }
        await Town.Questions.AnswerNowAsync(ada, last);
        using var bo = await SignedInAsync("bo");

        using var answer = await bo.GetAsync($"/hotseats/{id}/text");
        var page = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.InRange(page.Length, 1_000, 30 * 1024);
        Assert.Equal(10, Encoding.UTF8.GetString(page).Split("<li>").Length - 1);
        Assert.Equal(5, Encoding.UTF8.GetString(page).Split("<h3").Length - 1);
    }

    [Fact]
    public async Task It_looks_again_every_minute_until_it_is_told_to_stop_and_brings_no_script()
    {
        var id = await Town.HotseatAsync(HotseatState.Live);
        using var bo = await SignedInAsync("bo");

        using var looking = await bo.GetAsync($"/hotseats/{id}/text");
        using var still = await bo.GetAsync($"/hotseats/{id}/text?stop");
        using var asking = await bo.GetAsync($"/hotseats/{id}/text/ask");

        Assert.Equal("60", looking.Headers.GetValues("Refresh").Single());
        Assert.False(still.Headers.Contains("Refresh"));
        Assert.False(asking.Headers.Contains("Refresh"));
        var page = await looking.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        foreach (var not in new[] { "<script", "hub.css", "hotseats.css", ".styles.css", "tokens.css", ".woff2" }) Assert.DoesNotContain(not, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Me_too_and_asking_are_plain_forms()
    {
        var id = await Town.HotseatAsync(HotseatState.Live);
        var question = await Town.AskAsync("bo", id, "Who pays for a ramp?");
        using var cy = await SignedInAsync("cy");

        using var wanted = await cy.PostAsync($"/hotseats/{id}/text", "want", ("question", question));
        Assert.Equal(HttpStatusCode.Found, wanted.StatusCode);
        Assert.Equal(2, (await Town.ReadAsync(id)).Votes.Of(question));

        using var back = await cy.PostAsync($"/hotseats/{id}/text", "want", ("back", question));
        Assert.Equal(1, (await Town.ReadAsync(id)).Votes.Of(question));

        using var asked = await cy.PostAsync($"/hotseats/{id}/text/ask", "ask", ("text", "And for a rail?"));
        Assert.Equal(HttpStatusCode.Found, asked.StatusCode);
        Assert.Contains("And for a rail?", await cy.ReadAsync($"/hotseats/{id}/text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asked_without_a_name_reads_there_too_that_a_facilitator_looked_it_up()
    {
        var id = await Town.HotseatAsync(HotseatState.Live);
        var question = await Town.Questions.AskAsync(await Town.FindAsync("bo"), id, "Who pays for a ramp?", null, Naming.ToFacilitators);
        await using (var db = site.Services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContext())
        {
            var row = await db.Questions.SingleAsync(q => q.PublicId == question, TestContext.Current.CancellationToken);
            var (bo, ada) = ((await Town.FindAsync("bo")).PersonId!.Value, (await Town.FindAsync("ada")).PersonId!.Value);
            Assert.NotEqual(bo, ada);
            db.Add(LookUp.Of(row.Id, ada, "I fear for <somebody>.", DateTime.UtcNow));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        using var asker = await SignedInAsync("bo");
        using var other = await SignedInAsync("cy");

        Assert.Contains("looked up that you asked “Who pays for a ramp?”", await asker.ReadAsync($"/hotseats/{id}/text"), StringComparison.Ordinal);
        Assert.Contains("Their reason: I fear for &lt;somebody&gt;.", await asker.ReadAsync($"/hotseats/{id}/text"), StringComparison.Ordinal);
        Assert.DoesNotContain("looked up", await other.ReadAsync($"/hotseats/{id}/text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_question_stays_in_its_box()
    {
        var id = await Town.HotseatAsync(HotseatState.Live);
        using var cy = await SignedInAsync("cy");

        using var refused = await cy.PostAsync($"/hotseats/{id}/text/ask", "ask", ("text", new string('x', Question.LongestText + 1)));
        var page = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains($"{new string('x', Question.LongestText + 1)}</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_reads_an_open_room_and_not_a_closed_one()
    {
        var (open, closed) = (await Town.HotseatAsync(HotseatState.Live, Town.Open), await Town.HotseatAsync(HotseatState.Live));
        await Town.AskAsync("bo", open, "Who pays for a ramp?");
        using var visitor = new HttpVisitor(site);

        var page = await visitor.ReadAsync($"/hotseats/{open}/text");
        Assert.Contains("Who pays for a ramp?", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Me too</button>", page, StringComparison.Ordinal);
        using var missing = await visitor.GetAsync($"/hotseats/{closed}/text");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    async Task<HttpVisitor> SignedInAsync(string who)
    {
        var visitor = new HttpVisitor(site);
        await visitor.SignInAsync(Town.AddressOf(who));
        return visitor;
    }
}
