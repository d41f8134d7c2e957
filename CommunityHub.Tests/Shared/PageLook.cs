using CommunityHub.Tests.Support;
using Microsoft.Playwright;

namespace CommunityHub.Tests.Shared;

/// Looks at one page after the other, as it came and with its parts opened: on a narrow screen by day, with large text, with text spaced, and on a wide
/// screen by night. Each page is loaded once: what is changed for a look is taken back after it.
sealed class PageLook : IAsyncDisposable
{
    // What stands in the page for all looks. The rules of a sheet made here need no leave of the content policy.
    const string Looks = """
        () => {
            const sheet = new CSSStyleSheet();
            document.adoptedStyleSheets = [sheet];
            const scrolls = part => part && (getComputedStyle(part).overflowX !== 'visible' || scrolls(part.parentElement));
            window.looks = {
                rules: text => sheet.replaceSync(text),
                tooWide: () => {
                    const width = document.documentElement.clientWidth;
                    if (document.documentElement.scrollWidth <= width) return null;
                    const out = [...document.querySelectorAll('body *')]
                        .filter(part => part.getBoundingClientRect().right > width + 1 && !scrolls(part.parentElement)).pop();
                    return `wider than ${width} px: ${out ? out.outerHTML.slice(0, 160) : 'something'}`;
                },
            };
            document.querySelectorAll('details:not(.menu)').forEach(one => one.open = true);
            return looks.tooWide();
        }
        """;

    // W9: what readers may set, and nothing may be lost by it.
    const string AtOthersText = """
        () => {
            const found = [];
            looks.rules('html { font-size: 200% !important }');
            found.push([looks.tooWide(), 'with text of 200 %']);
            looks.rules('body, body * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }');
            found.push([looks.tooWide(), 'with the text spaced']);
            looks.rules('');
            return found.filter(one => one[0]).map(one => `${one[0]} ${one[1]}`);
        }
        """;

    // Those of a page's head and the first in it. How many are open.
    const string OpenMenus = """
        () => {
            [document, document.querySelector('main')].forEach(part => part?.querySelector('details.menu')?.setAttribute('open', ''));
            return document.querySelectorAll('details.menu[open]').length;
        }
        """;

    readonly IPage page;

    PageLook(IPage page) => this.page = page;

    // Without the circuits' script: a page stays as it came, while its parts are opened. The journeys look at it with. Blocked in the browser: a route of
    // Playwright's would hold up each request, and switch the cache off.
    public static async Task<PageLook> OpenAsync(IBrowserContext profile)
    {
        var page = await profile.NewPageAsync();
        var network = await profile.NewCDPSessionAsync(page);
        await network.SendAsync("Network.enable");
        await network.SendAsync("Network.setBlockedURLs", new() { ["urls"] = new[] { "*/_framework/blazor.*" } });
        return new PageLook(page);
    }

    /// What is wrong with it.
    public async Task<List<string>> LookAtAsync(string address)
    {
        var wrong = new List<string>();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(320, 800);
        await page.GotoAsync(address);
        if (await page.EvaluateAsync<string?>(Looks) is { } narrow) wrong.Add(narrow);
        wrong.AddRange((await Barriers.FindAsync(page)).Select(barrier => $"light, 320 px: {barrier}"));

        await page.SetViewportSizeAsync(390, 800);
        wrong.AddRange(await page.EvaluateAsync<string[]>(AtOthersText));

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.SetViewportSizeAsync(1280, 800);
        var open = await page.EvaluateAsync<int>(OpenMenus);
        wrong.AddRange((await Barriers.FindAsync(page)).Select(barrier => $"dark, 1280 px: {barrier}"));
        if (open == 0) return wrong;

        await page.Keyboard.PressAsync("Escape");
        if (await page.Locator("details.menu[open]").CountAsync() == open) wrong.Add("Esc leaves its menu open");
        return wrong;
    }

    public ValueTask DisposeAsync() => page.Context.DisposeAsync();
}
