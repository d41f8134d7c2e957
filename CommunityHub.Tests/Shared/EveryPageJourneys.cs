using CommunityHub.Communities;
using CommunityHub.Tests.Architecture;
using CommunityHub.Tests.Support;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.Playwright;

namespace CommunityHub.Tests.Shared;

/// E9: W1, W8, W9, W10, W19, W20. Every page that the site has, as whoever may open it sees it: a new one is walked without a line here.
public sealed class EveryPageJourneys(Browsers browsers, CanarySite fixture) : IClassFixture<CanarySite>
{
    /// Nobody of this site can open them, and why.
    static readonly Dictionary<string, string> NotHere = new()
    {
        ["/dev/mail"] = "in Development only",
        ["/dev/mail/{Id:long}"] = "in Development only",
        ["/error"] = "answers 500",
        ["/not-found"] = "answers 404",
    };

    /// These look otherwise in each state of a hotseat.
    static readonly string[] OfManyStates = ["/hotseats/{Id}", "/hotseats/{Id}/console", "/hotseats/{Id}/desk"];

    static readonly string[] Walkers = ["facilitator", "member", "administrator", "invited", CanaryGuests.Here, "anonymous"];

    static readonly AxeRunOptions Rules = new() { Rules = new() { ["target-size"] = new() { Enabled = true } } };

    // Four minutes: by hand, `dotnet test --filter EveryPageJourneys -- xUnit.Explicit=only`. The other journeys run axe over what they walk.
    [Fact(Explicit = true)]
    public async Task No_page_puts_up_a_barrier_or_needs_sideways_scrolling()
    {
        var wrong = new List<string>();
        var pages = new Dictionary<string, IPage>();
        foreach (var route in Routes())
        {
            var found = await FindAsync(route);
            if (found.Count == 0 && !NotHere.ContainsKey(route)) wrong.Add($"{route}: nobody of the walk can open it");
            foreach (var (who, address) in found)
            {
                if (!pages.TryGetValue(who, out var page)) pages[who] = page = await OpenAsync(who);
                await page.GotoAsync(address);
                wrong.AddRange((await LookAsync(page)).Select(fault => $"{route} as {who}, {address}: {fault}"));
            }
        }
        foreach (var page in pages.Values) await page.Context.DisposeAsync();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    IEnumerable<string> Routes() => SiteRoutes.Of(fixture.Site)
        .Where(route => route.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        .Select(route => "/" + route.RoutePattern.RawText!.Trim('/'))
        .Distinct();

    // Who may open it, at one address; of some pages, at each state's.
    async Task<List<(string Who, string Address)>> FindAsync(string route)
    {
        var found = new List<(string, string)>();
        foreach (var who in Walkers)
        {
            foreach (var address in new[] { CommunityKind.Private, CommunityKind.Open }.SelectMany(kind => SiteRoutes.Fill(route, fixture.Places[kind])).Distinct())
            {
                var surface = await Crawler.AskAsync(fixture.As(who), address);
                if (surface.Status is not 200) continue;
                found.Add((who, address));
                if (!OfManyStates.Contains(route)) return found;
            }
            if (found.Count > 0) return found;
        }
        return found;
    }

    // Without the circuits' script: a page stays as it came, while its parts are opened. The journeys look at it with.
    async Task<IPage> OpenAsync(string who)
    {
        var browser = (await browsers.NewProfileAsync()).Browser!;
        var profile = await browser.NewContextAsync(new() { BaseURL = fixture.Site.Address.ToString(), ReducedMotion = ReducedMotion.Reduce });
        if (who is not "anonymous")
        {
            await profile.AddCookiesAsync(fixture.As(who).Http.Cookies.Select(cookie => new Cookie
            {
                Name = cookie.Key,
                Value = cookie.Value,
                Url = fixture.Site.Address.ToString().Replace("http://", "https://", StringComparison.Ordinal),
                Secure = true,
            }));
        }
        await profile.RouteAsync("**/_framework/blazor.*", route => route.AbortAsync());
        return await profile.NewPageAsync();
    }

    // On a narrow screen by day, with all that folds opened; on a wide one by night, with the menus open.
    static async Task<List<string>> LookAsync(IPage page)
    {
        var wrong = new List<string>();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(320, 800);
        await page.EvaluateAsync("() => document.querySelectorAll('details:not(.menu)').forEach(one => one.open = true)");
        wrong.AddRange(await BarriersAsync(page, "light, 320 px"));
        if (await TooWideAsync(page) is { } narrow) wrong.Add($"wider than 320 px: {narrow}");

        await page.SetViewportSizeAsync(390, 800);
        await page.EvaluateAsync("() => document.documentElement.style.setProperty('font-size', '200%')");
        if (await TooWideAsync(page) is { } large) wrong.Add($"wider than 390 px with text of 200 %: {large}");
        await page.EvaluateAsync(Spaced);
        if (await TooWideAsync(page) is { } spaced) wrong.Add($"wider than 390 px with the text spaced: {spaced}");

        await page.ReloadAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.SetViewportSizeAsync(1280, 800);
        await page.EvaluateAsync("() => [document, document.querySelector('main')].forEach(part => part.querySelector('details.menu')?.setAttribute('open', ''))");
        wrong.AddRange(await BarriersAsync(page, "dark, 1280 px"));
        if (await page.Locator("details.menu[open]").CountAsync() is > 0 and var open)
        {
            await page.Keyboard.PressAsync("Escape");
            if (await page.Locator("details.menu[open]").CountAsync() == open) wrong.Add("Esc leaves its menu open");
        }
        return wrong;
    }

    static async Task<IEnumerable<string>> BarriersAsync(IPage page, string how) =>
        (await page.RunAxe(Rules)).Violations.Select(barrier => $"{how}: {barrier.Id}: {barrier.Nodes[0].Html}");

    static Task<string?> TooWideAsync(IPage page) => page.EvaluateAsync<string?>("""
        () => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return null;
            const scrolls = part => part && (getComputedStyle(part).overflowX !== 'visible' || scrolls(part.parentElement));
            const out = [...document.querySelectorAll('body *')].filter(part => part.getBoundingClientRect().right > width + 1 && !scrolls(part.parentElement)).pop();
            return out ? out.outerHTML.slice(0, 160) : 'something';
        }
        """);

    // W9: what readers may set, and nothing may be lost by it.
    const string Spaced = """
        () => {
            document.documentElement.style.removeProperty('font-size');
            for (const part of document.querySelectorAll('body, body *')) {
                part.style.setProperty('line-height', '1.5', 'important');
                part.style.setProperty('letter-spacing', '0.12em', 'important');
                part.style.setProperty('word-spacing', '0.16em', 'important');
            }
        }
        """;
}
