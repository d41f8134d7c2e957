using CommunityHub.Communities;
using CommunityHub.Tests.Architecture;
using CommunityHub.Tests.Support;
using CommunityHub.Web.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Live;

/// E6: L12. Many pages one after the other are not many pages at once.
public sealed class LeavingTests(Browsers browsers, CanarySite fixture) : IClassFixture<CanarySite>
{
    const int MoreThanAtOnce = 14;

    [Fact]
    public async Task Lines_that_were_lost_keep_nobody_out_of_the_next_page()
    {
        var room = $"/hotseats/{fixture.Places[CommunityKind.Open].Live}";
        for (var page = 0; page < MoreThanAtOnce; page++)
        {
            await using var circuit = await CircuitClient.OpenAsync(fixture.Site, fixture.As("member").Http, room);
            Assert.NotNull(circuit.CircuitId);
        }
    }

    [Fact]
    public async Task A_page_that_is_left_leaves_nothing_on_the_server()
    {
        await using var site = new TestSite();
        site.StartServer();
        var guard = site.Services.GetRequiredService<CircuitGuard>();
        await using var profile = await browsers.NewProfileAsync(new() { BaseURL = site.Address.ToString() });
        await Browsers.SignInAsync(profile, site, "gus@demo.test");
        var gus = new Visitor(await profile.NewPageAsync());
        await gus.GoesToAsync("/communities/adult-social-care");
        await gus.FollowsAsync("Join now");
        await gus.IsConnectedAsync();
        Assert.Equal(1, guard.Count);

        await gus.GoesToAsync("/communities");

        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (guard.Count > 0) await Task.Delay(20, soon.Token);
    }
}
