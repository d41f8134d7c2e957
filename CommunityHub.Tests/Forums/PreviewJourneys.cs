using System.Collections.Concurrent;
using System.Text;
using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.People;
using CommunityHub.Tests.App;
using CommunityHub.Tests.Architecture;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityHub.Tests.Forums;

/// ACCEPTANCE I3: whoever may do more looks at a hostile text before it is sent, with the policy of the page and without.
public sealed class PreviewJourneys(Browsers browsers)
{
    const string Slug = "housing-repairs";

    // What would run, call out or change the page, and what looks like it.
    static readonly (string Word, string Text)[] Hostile =
        [.. NaughtyTexts.Each.Where(one => one.Text.AsSpan().IndexOfAny("<[{(") >= 0).Select(one => (one.Word, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(one.Text))))];

    [Theory]
    [InlineData("ada", true)]
    [InlineData("ada", false)]
    [InlineData("dot", true)]
    [InlineData("dot", false)]
    public async Task What_a_member_wrote_runs_nothing_where_a_facilitator_or_an_administrator_looks_how_it_will_look(string who, bool hasPolicy)
    {
        Assert.True(Hostile.Length > 20);
        var (me, bo) = (await ActorAsync(who), await ActorAsync("bo"));
        var community = await browsers.LookAsync(db => db.Communities.Where(c => c.Slug == Slug).Select(c => c.Id).SingleAsync());
        var id = await browsers.SetAsync(async site =>
        {
            await site.GetRequiredService<Memberships>().JoinAsync(me, community); // who is in already stays in
            return await site.GetRequiredService<Discussions>().StartAsync(bo, Slug, new DiscussionForm(DiscussionKind.Talk, "What came in by mail", string.Join("\n\n", Hostile.Select(one => one.Text))));
        });
        var own = await browsers.SetAsync(site => site.GetRequiredService<DiscussionPosts>().PostAsync(me, id, "I look at it."));
        var page = await browsers.OpenBareAsync(signedInAs: $"{who}@demo.test", hasPolicy: hasPolicy);
        var wrong = new ConcurrentQueue<string>();
        var isOver = false;
        page.Dialog += async (_, dialog) =>
        {
            if (!isOver) wrong.Enqueue($"It ran: {dialog.Message}");
            await dialog.DismissAsync();
        };

        // A post is its writer's: nobody else edits it.
        await page.GotoAsync($"/discussions/{id}");
        var host = new Uri(page.Url).Host;
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" } to && to.Host != host) wrong.Enqueue($"It called {request.Url}");
        };
        Assert.Equal(404, (await page.GotoAsync($"/discussions/{id}/posts/1/edit"))!.Status);

        // Quoted in a reply, and as a post of one's own that is edited.
        await page.GotoAsync($"/discussions/{id}?quote=1#reply");
        await LookAsync(page, "reply-form", Hostile[0].Word); // a quote is short
        await JudgeAsync("quoted");
        await page.GotoAsync($"/discussions/{id}/posts/{own}/edit");
        foreach (var (word, text) in Hostile)
        {
            await page.GetByLabel("Your post", new() { Exact = true }).FillAsync(text);
            await LookAsync(page, "edit-form", word);
            await JudgeAsync(text);
        }
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Take(20)));

        // What would have run is heard here, where the policy does not stop it.
        isOver = true;
        await page.EvaluateAsync("() => document.body.insertAdjacentHTML('beforeend', '<img src=data:x onerror=\"document.title = 1234\">')");
        if (hasPolicy) await Expect(page).Not.ToHaveTitleAsync("1234");
        else await Expect(page).ToHaveTitleAsync("1234");
        await page.Context.DisposeAsync();

        async Task JudgeAsync(string what) =>
            PageJudge.Inspect(wrong, host, PageJudge.Shown(what), new Surface(page.Url, 200, "text/html", await page.ContentAsync(), null));
    }

    static async Task LookAsync(IPage page, string form, string word)
    {
        await page.Locator($"#{form}").GetByRole(AriaRole.Button, new() { Name = "Show how it will look" }).ClickAsync();
        await Expect(page.Locator($"#{form} section.speech")).ToContainTextAsync(word);
        await Expect(page.Locator($"#{form} section.speech")).ToBeFocusedAsync(); // and not the box above it
    }

    Task<Actor> ActorAsync(string name) => browsers.LookAsync(async db => Actor.Of(await db.Users.Where(a => a.Email == $"{name}@demo.test").Select(a => a.PersonId).SingleAsync()));
}
