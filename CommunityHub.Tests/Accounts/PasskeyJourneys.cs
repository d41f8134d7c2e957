using CommunityHub.RateLimits;
using CommunityHub.Site;
using CommunityHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Accounts;

/// With the browser's own authenticator for tests. On a site of its own: a passkey is bound to a name, and the other journeys go to a number.
public sealed class PasskeyJourneys(Browsers browsers) : IAsyncLifetime
{
    readonly TestSite site = new();

    public ValueTask InitializeAsync()
    {
        site.StartServer();
        site.Services.GetRequiredService<SiteAddress>().Fallback = Home;
        site.Services.GetRequiredService<Limits>().AreOff = true;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    string Home => $"http://localhost:{site.Address.Port}";

    [Fact]
    public async Task Somebody_makes_a_passkey_signs_in_with_it_and_removes_it()
    {
        await site.EnrolAsync("bea@demo.test", "Bea Holt");
        var profile = await browsers.NewProfileAsync(new() { BaseURL = Home });
        var page = await profile.NewPageAsync();
        await using var bea = new Visitor(page);
        var devices = await profile.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
        await bea.SignsInAsync("bea@demo.test");
        await bea.GoesToAsync("/account");
        await bea.FollowsAsync("Passkeys");
        await bea.FindsNoBarrierAsync();
        await bea.TypesAsync("Name", "my phone");
        await bea.PressesAsync("Add a passkey");
        await bea.SeesAsync("The passkey is added.");
        await bea.SeesInAsync("main", "my phone");
        await bea.FindsNoBarrierAsync();
        await bea.SignsOutAsync();

        await bea.GoesToAsync("/account/login?returnUrl=%2Faccount%2Fdevices");
        await bea.PressesAsync("Sign in with a passkey");
        await bea.SeesAsync(", this one");

        await bea.GoesToAsync("/account/passkeys");
        await bea.UnfoldsAsync("my phone");
        await bea.PressesAsync("Remove my phone");
        await bea.SeesAsync("You have no passkey yet.");
        await bea.SignsOutAsync();
        await bea.GoesToAsync("/account/login");
        await bea.FindsNoBarrierAsync();
        await bea.PressesAsync("Sign in with a passkey");
        await bea.SeesAsync("This passkey is not known here.");
    }

    [Fact]
    public async Task Where_the_site_is_opened_by_another_name_none_is_offered()
    {
        using var visitor = new HttpVisitor(site);

        Assert.DoesNotContain("Sign in with a passkey", await visitor.ReadAsync("/account/login"), StringComparison.Ordinal);
    }
}
