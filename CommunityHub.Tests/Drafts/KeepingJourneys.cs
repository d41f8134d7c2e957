using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Forums;
using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityHub.Tests.Drafts;

/// What is typed is never lost. E4: F6, F7; E2: R12; E3: H4. Servers that die are in bench/dying-circuits.
public sealed class KeepingJourneys(Browsers browsers)
{
    [Fact]
    public async Task What_is_typed_is_there_after_a_reload_and_on_another_device()
    {
        var room = await RoomAsync("kay");
        var phone = await TyperAsync(room, "kay");
        await phone.Box.FillAsync("Begun on the phone");
        await phone.Page.ReloadAsync();
        await Expect(phone.Box).ToHaveValueAsync("Begun on the phone");
        await IsKeptAsync(room, "Begun on the phone");

        var laptop = await TyperAsync(room, "kay");

        await Expect(laptop.Box).ToHaveValueAsync("Begun on the phone");
        await phone.LeavesAsync();
        await laptop.LeavesAsync();
    }

    [Fact]
    public async Task What_is_chosen_for_a_poll_is_there_on_another_device_and_goes_with_what_is_sent()
    {
        var (composer, places) = ("/communities/adult-social-care/discussions/new", DiscussionPlaces.NewPoll("adult-social-care"));
        await using var phone = await browsers.SignedInAsync("gus", phone: true);
        await phone.GoesToAsync(composer);
        await phone.UnfoldsAsync("Add a poll");
        await phone.ChecksAsync("Several options");
        await phone.ChecksAsync("Whoever can read the discussion: names stand beside the options");
        await WaitAsync(db => db.Drafts.AnyAsync(d => d.Place == places.Names && d.Text == "whoever can read"));
        await phone.GoesToAsync("/account/drafts");
        await phone.SeesAsync("several");
        await phone.SeesAsync("whoever can read");
        await phone.FindsNoBarrierAsync();

        // Also where no script puts it back.
        await using var plain = await browsers.SignedInAsync("gus", javaScript: false);
        await plain.GoesToAsync(composer);
        await plain.HasCheckedAsync("poll-many");
        await plain.HasCheckedAsync("poll-shown");

        await using var laptop = await browsers.SignedInAsync("gus");
        await laptop.GoesToAsync(composer);
        await laptop.HasCheckedAsync("poll-many");
        await laptop.ChecksAsync("Nobody: votes are counted without names"); // as it is anyway, so no draft
        await WaitAsync(async db => !await db.Drafts.AnyAsync(d => d.Place == places.Names));
        await laptop.GoesToAsync("/account/drafts");
        await laptop.SeesAsync("several");
        await laptop.DoesNotSeeAsync("whoever can read");
        await laptop.GoesToAsync(composer);
        await laptop.HasCheckedAsync("poll-hidden");
        await laptop.TypesAsync("Title", "Which weeks suit?");
        await laptop.TypesAsync("Your post", "Two would do.");
        await laptop.TypesAsync("What do you ask?", "Which weeks?");
        await laptop.TypesAsync("Options", "First\nThird");
        await laptop.PressesAsync("Start the discussion");
        await laptop.SeesTitleAsync("Which weeks suit?");
        await laptop.SeesAsync("Votes are counted without names.");
        await laptop.ChecksAsync("First");
        await laptop.ChecksAsync("Third");
        await laptop.HasCheckedAsync("vote-1-0");

        await phone.GoesToAsync("/account/drafts");
        await phone.SeesTitleAsync("What you began to write");
        await phone.DoesNotSeeAsync("of a poll");
    }

    [Fact]
    public async Task Where_two_tabs_differ_both_texts_are_offered()
    {
        var room = await RoomAsync("leo");
        var first = await TyperAsync(room, "leo");
        var second = first with { Page = await first.Page.Context.NewPageAsync() };
        await second.Page.GotoAsync(room);
        await first.Box.FillAsync("One thing");
        await IsKeptAsync(room, "One thing");

        await second.Box.FillAsync("Quite another");

        await Expect(second.Page.Locator(".kept-text")).ToHaveTextAsync("One thing");
        await second.PressesAsync("Use this one");
        await Expect(second.Box).ToHaveValueAsync("One thing");
        await Expect(second.Page.Locator(".kept-text")).ToHaveTextAsync("Quite another");
        await Expect(first.Box).ToHaveValueAsync("One thing");
        await first.LeavesAsync();
    }

    [Fact]
    public async Task Sent_during_a_cut_it_goes_once_when_the_line_is_back()
    {
        var room = await RoomAsync("mia");
        var mia = await TyperAsync(room, "mia");
        await mia.Box.FillAsync("Asked in the tunnel");
        await mia.Page.Context.SetOfflineAsync(true);
        await mia.PressesAsync("Ask my question");
        await Expect(mia.Page.GetByText("No connection. What you typed is kept.")).ToBeVisibleAsync();
        await Expect(mia.Box).ToHaveValueAsync("Asked in the tunnel");

        await mia.Page.Context.SetOfflineAsync(false);

        await Expect(mia.Page.GetByText("Your question is in.")).ToBeVisibleAsync();
        await Expect(mia.Box).ToHaveValueAsync("");
        Assert.Equal(1, await CountAsync(room));
        await mia.LeavesAsync();
    }

    [Fact]
    public async Task When_the_answer_is_lost_it_is_still_asked_once()
    {
        var room = await RoomAsync("noa");
        var noa = await TyperAsync(room, "noa");
        var lost = 0;
        await noa.Page.RouteAsync($"**{room}", async route =>
        {
            if (route.Request.Method != "POST" || lost++ > 0)
            {
                await route.FallbackAsync();
                return;
            }
            await route.FetchAsync(new() { MaxRedirects = 0 }); // the server has it
            await route.AbortAsync();
        });
        await noa.Box.FillAsync("Did this arrive?");

        await noa.Page.Keyboard.PressAsync("Control+Enter");

        await Expect(noa.Page.GetByText("Your question is in.")).ToBeVisibleAsync();
        Assert.Equal((2, 1), (lost, await CountAsync(room)));
        await noa.LeavesAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refusal_stands_beside_the_box_and_the_text_stays(bool javaScript)
    {
        var name = javaScript ? "oli" : "ola";
        var room = await RoomAsync(name);
        var oli = await TyperAsync(room, name, javaScript);
        var far = string.Concat(Enumerable.Repeat("Far too long. ", 100)).TrimEnd();
        await oli.Box.FillAsync(far);

        await oli.PressesAsync("Ask my question");

        await Expect(oli.Page.Locator("[data-refusal]")).ToHaveTextAsync("Use at most 1,000 characters. You have 1,399.");
        await Expect(oli.Box).ToHaveValueAsync(far);
        await Expect(oli.Box).ToHaveAttributeAsync("aria-invalid", "true");
        if (javaScript) await Expect(oli.Box).ToBeFocusedAsync();

        await oli.Box.FillAsync("Short is good");
        await oli.PressesAsync("Ask my question");

        await Expect(oli.Page.Locator("[data-refusal]")).ToHaveCountAsync(0);
        await Expect(oli.Box).ToHaveValueAsync("");
        Assert.Equal(1, await CountAsync(room));
        await oli.LeavesAsync();
    }

    [Fact]
    public async Task Letters_are_counted_as_the_server_counts_them_and_a_paste_of_40_kilobytes_is_kept()
    {
        var room = await RoomAsync("pia");
        var pia = await TyperAsync(room, "pia");
        var count = pia.Page.Locator("[data-count]");
        await Expect(count).ToHaveTextAsync("0 of 1,000 letters");
        await pia.Box.FillAsync("Ñandú 👩‍👩‍👧\n\ne\u0301 \n");
        await Expect(count).ToHaveTextAsync("10 of 1,000 letters");

        var paste = string.Concat(Enumerable.Repeat("Straße 👍 ", 4096));
        await pia.Box.FillAsync(paste);

        await Expect(count).ToHaveTextAsync("Far more than 1,000 letters");
        await IsKeptAsync(room, paste);
        await pia.Page.ReloadAsync();
        await Expect(pia.Box).ToHaveValueAsync(paste);
        await pia.LeavesAsync();
    }

    [Fact]
    public async Task Signed_out_meanwhile_it_is_said_and_nothing_is_lost()
    {
        var room = await RoomAsync("quy");
        var quy = await TyperAsync(room, "quy");
        await quy.Box.FillAsync("Before the cookie went");
        await quy.Page.Context.ClearCookiesAsync();

        await quy.PressesAsync("Ask my question");

        await Expect(quy.Page.GetByText("You are signed out. Sign in again in another tab")).ToBeVisibleAsync();
        await Expect(quy.Box).ToHaveValueAsync("Before the cookie went");

        await SignInAsync(await quy.Page.Context.NewPageAsync(), "quy");
        await quy.PressesAsync("Ask my question");

        await Expect(quy.Page.GetByText("Your question is in.")).ToBeVisibleAsync();
        Assert.Equal(1, await CountAsync(room));
        await quy.LeavesAsync();
    }

    [Fact]
    public async Task With_somebody_else_signed_in_meanwhile_nothing_is_sent_in_their_name()
    {
        var room = await RoomAsync("rob", "sue");
        var rob = await TyperAsync(room, "rob");
        await rob.Box.FillAsync("Only Rob may say this");
        var other = await rob.Page.Context.NewPageAsync();
        await rob.Page.Context.ClearCookiesAsync();
        await SignInAsync(other, "sue");

        await rob.PressesAsync("Ask my question");

        await Expect(rob.Page.GetByText("Somebody else is signed in in this browser now.")).ToBeVisibleAsync();
        await Expect(rob.Box).ToHaveValueAsync("Only Rob may say this");
        Assert.Equal(0, await CountAsync(room));
        await other.GotoAsync(room);
        await Expect(other.Locator("textarea[name=text]")).ToHaveValueAsync("");
        await Expect(other.Locator(".kept-elsewhere")).ToHaveCountAsync(0);
        await rob.LeavesAsync();
    }

    [Fact]
    public async Task Signing_out_leaves_nothing_in_the_browser()
    {
        var room = await RoomAsync("tom");
        var tom = await TyperAsync(room, "tom");
        await tom.Box.FillAsync("Not for the next one here");
        await IsKeptAsync(room, "Not for the next one here");

        await tom.Page.Locator(".menu > summary").ClickAsync();
        await tom.PressesAsync("Sign out");
        await Expect(tom.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).First).ToBeVisibleAsync();

        Assert.Equal(0, await tom.Page.EvaluateAsync<int>("() => Object.keys(localStorage).filter(key => key.startsWith('hub|')).length"));
        await tom.LeavesAsync();
    }

    [Fact]
    public async Task After_a_short_cut_the_same_circuit_goes_on()
    {
        var room = await RoomAsync("uwe");
        var uwe = await TyperAsync(room, "uwe");
        await uwe.Page.EvaluateAsync("() => { window.before = true; Blazor._internal.forceCloseConnection(); }");

        // A press while there is no line goes nowhere: pressed again until the line is back.
        var newest = uwe.Page.Locator("button[aria-pressed=true]", new() { HasText = "Newest" });
        for (var presses = 0; presses < 60 && !await newest.IsVisibleAsync(); presses++)
        {
            await uwe.PressesAsync("Newest");
            await uwe.Page.WaitForTimeoutAsync(250);
        }

        await Expect(newest).ToBeVisibleAsync();
        Assert.True(await uwe.Page.EvaluateAsync<bool>("() => window.before"));
        await uwe.LeavesAsync();
    }

    async Task<string> RoomAsync(params string[] names) => "/hotseats/" + await browsers.SetAsync(site => LiveRoom.OpenAsync(site.GetRequiredService<HubWrites>(), names));

    async Task<Typer> TyperAsync(string room, string name, bool javaScript = true)
    {
        var page = await browsers.OpenBareAsync(javaScript, $"{name}@room.test");
        await page.GotoAsync(room);
        if (javaScript) await Expect(page.Locator("[data-live]").First).ToBeAttachedAsync();
        return new Typer(page);
    }

    static async Task SignInAsync(IPage page, string name)
    {
        await page.GotoAsync("/account/login");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Support.Accounts.Password);
        await page.Locator("[name=email]").FillAsync($"{name}@room.test");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.Locator(".menu > summary")).ToBeVisibleAsync();
    }

    Task IsKeptAsync(string room, string text) => WaitAsync(db => db.Drafts.AnyAsync(d => d.Place == Places.Ask(IdOf(room)) && d.Text == text));

    async Task WaitAsync(Func<HubDb, Task<bool>> happened)
    {
        while (!await browsers.LookAsync(happened)) await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    Task<int> CountAsync(string room)
    {
        var id = IdOf(room);
        return browsers.LookAsync(db => db.Questions.CountAsync(q => db.Hotseats.Any(h => h.Id == q.HotseatId && h.PublicId == id)));
    }

    static string IdOf(string room) => room["/hotseats/".Length..];

    sealed record Typer(IPage Page)
    {
        public ILocator Box => Page.Locator("textarea[name=text]");

        public Task PressesAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

        public async Task LeavesAsync() => await Page.Context.DisposeAsync();
    }
}
