using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunityHub.Tests.Accounts;

/// R12 and H10: dotnet/aspnetcore#65272.
public sealed class CircuitJourneys(Browsers browsers)
{
    // So that the test can cut the line: being "offline" leaves an open socket as it is.
    const string KeepSockets = """
        window.sockets = [];
        window.WebSocket = class extends WebSocket { constructor(...how) { super(...how); window.sockets.push(this); } };
        """;

    [Fact]
    public async Task An_open_page_never_becomes_that_of_who_signed_in_in_another_tab()
    {
        await browsers.EnrolAsync("bo@demo.test");
        var profile = await browsers.NewProfileAsync();
        var room = await browsers.Services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContext().Hotseats
            .Where(h => h.State == HotseatState.Live).Select(h => h.PublicId).FirstAsync(TestContext.Current.CancellationToken);
        var bos = await profile.NewPageAsync();
        await bos.AddInitScriptAsync(KeepSockets);
        await SignInAsync(bos, "bo@demo.test");
        await bos.GotoAsync($"/hotseats/{room}");
        await bos.WaitForFunctionAsync("() => window.sockets.some(socket => socket.readyState === 1)");

        var other = await profile.NewPageAsync();
        await SignInAsync(other, "cy@demo.test");
        await bos.EvaluateAsync("() => window.sockets.forEach(socket => socket.close())");

        // No circuit for Cy with Bo's page: the page is loaded anew, or says that it is not live.
        await Expect(bos.Locator(".masthead").GetByText("Your menu, Cy").Or(bos.GetByText("This page is no longer live")).First).ToBeAttachedAsync(new() { Timeout = 30_000 });
        await profile.DisposeAsync();
    }

    static async Task SignInAsync(IPage page, string address)
    {
        await page.GotoAsync("/account/login");
        await page.GetByText("Use my password").ClickAsync();
        await page.GetByLabel("Your mail address").FillAsync(address);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Support.Accounts.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Your menu")).ToBeAttachedAsync();
    }
}
