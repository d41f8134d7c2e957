using System.Net;
using System.Text.RegularExpressions;
using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Hotseats;

/// The forms of the room and of the desk by plain HTTP: sent twice, sent with other words, sent too late. What was typed is never lost.
public sealed partial class SendingFormsTests(TestSite site) : IClassFixture<TestSite>
{
    static readonly string[] Ends = ["another person", "nobody", "a forged token", "no token"];

    public static TheoryData<string, string> TooLate => [.. from form in new[] { "ask", "text ask", "answer" } from end in Ends select (form, end)];

    [Theory]
    [InlineData("ask")]
    [InlineData("text ask")]
    public async Task The_same_key_with_other_words_is_another_question(string what)
    {
        using var bo = await SignedInAsync("bo");
        var form = await FormAsync(bo, what);
        var (one, two) = (Words(), Words());

        foreach (var words in new[] { one, one, two, one, two })
        {
            using var answer = await bo.PostAsync(form, "text", words);
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        }

        Assert.Equal(1, await CountAsync(db => db.Questions.Where(q => q.Text == one)));
        Assert.Equal(1, await CountAsync(db => db.Questions.Where(q => q.Text == two)));
    }

    [Fact]
    public async Task The_same_key_with_other_words_never_passes_for_an_answer_that_was_sent()
    {
        using var gus = await SignedInAsync("gus");
        var form = await FormAsync(gus, "answer");
        var (one, two) = (Words(), Words());

        using var first = await gus.PostAsync(form, "text", one);
        using var again = await gus.PostAsync(form, "text", one);
        using var other = await gus.PostAsync(form, "text", two);

        Assert.Equal(HttpStatusCode.Found, first.StatusCode);
        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
        Assert.NotEqual(HttpStatusCode.Found, other.StatusCode); // refused in words: the question has its answer
        Assert.Contains(two, await other.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(db => db.Answers.Where(a => a.Text == one)));
        Assert.Equal(0, await CountAsync(db => db.Answers.Where(a => a.Text == two)));
    }

    /// The page stood open, and meanwhile its token went stale: then words, and all that was typed to copy. Nothing is sent in another's name.
    [Theory]
    [MemberData(nameof(TooLate))]
    public async Task A_form_that_is_too_old_comes_back_with_what_was_typed(string what, string end)
    {
        using var visitor = await SignedInAsync(what is "answer" ? "gus" : "bo");
        var form = await FormAsync(visitor, what);
        if (end is "another person") await visitor.SignInAsync("ada@demo.test");
        if (end is "nobody") (await visitor.PostAsync("/account", "account/logout")).Dispose();
        var fields = end switch
        {
            "a forged token" => form.With("__RequestVerificationToken", "forged"),
            "no token" => form.With("__RequestVerificationToken", ""),
            _ => form.Fields,
        };
        var words = Words();

        using var answer = await visitor.PostAsync(form with { Fields = fields }, "text", words + " <b>&");

        Assert.Equal(what is "answer" && end is "nobody" ? HttpStatusCode.Unauthorized : HttpStatusCode.BadRequest, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("That was not sent yet.", html, StringComparison.Ordinal);
        Assert.Contains(words + " &lt;b&gt;&amp;</textarea>", html, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal(0, await CountAsync(db => db.Questions.Where(q => q.Text.StartsWith(words))));
        Assert.Equal(0, await CountAsync(db => db.Answers.Where(a => a.Text.StartsWith(words))));
    }

    /// As after a server that went away once it had taken the form: the last question that waited is kept already, and the same form comes again.
    [Fact]
    public async Task What_is_kept_at_the_desk_may_be_sent_again_when_nothing_else_waits()
    {
        using var gus = await SignedInAsync("gus");
        var desk = (await FormAsync(gus, "answer")).Action.Split('?')[0];
        for (var left = 60; left > 0; left--)
        {
            var html = await gus.ReadAsync(desk);
            var form = PostedForm.AllOf(html, desk).Single(one => one.Name is "choose");
            if (KeepButton().Match(html) is not { Success: true } button) return;
            foreach (var _ in new[] { "at first", "again" })
            {
                using var answer = await gus.PostAsync(form, "keep", button.Groups[1].Value);
                Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
            }
        }
        Assert.Fail("There is always something to keep.");
    }

    [GeneratedRegex("name=\"keep\" value=\"(\\w+)\"")]
    private static partial Regex KeepButton();

    static string Words() => $"What of {PublicId.New()}?";

    async Task<HttpVisitor> SignedInAsync(string name)
    {
        var visitor = new HttpVisitor(site);
        await visitor.SignInAsync($"{name}@demo.test");
        return visitor;
    }

    // As a browser has it on the screen.
    async Task<PostedForm> FormAsync(HttpVisitor visitor, string what)
    {
        await using var db = await site.Services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var live = await db.Hotseats.Where(h => h.State == HotseatState.Live).Select(h => new { h.Id, h.PublicId }).FirstAsync(TestContext.Current.CancellationToken);
        var waiting = await db.Questions.Where(q => q.HotseatId == live.Id && q.AnsweredAt == null && q.WithdrawnAt == null && q.DeclinedAt == null).Select(q => q.PublicId).FirstAsync(TestContext.Current.CancellationToken);
        var page = what switch { "ask" => $"/hotseats/{live.PublicId}", "text ask" => $"/hotseats/{live.PublicId}/text/ask", _ => $"/hotseats/{live.PublicId}/desk?question={waiting}" };
        return PostedForm.AllOf(await visitor.ReadAsync(page), page).First(form => form.Typed.Contains("text"));
    }

    async Task<int> CountAsync<T>(Func<HubDb, IQueryable<T>> what)
    {
        await using var db = await site.Services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContextAsync();
        return await what(db).CountAsync();
    }
}
