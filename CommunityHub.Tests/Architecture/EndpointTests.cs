using CommunityHub.Tests.Support;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Architecture;

/// Every address of the site, and what guards it (E1's inventory, S9, H15).
public sealed class EndpointTests : IClassFixture<TestSite>
{
    // What visitors may ask for. A page that is not here needs a sign-in; a new line here is a decision.
    static readonly string[] OpenToVisitors =
    [
        "/", "/.well-known/security.txt", "/accessibility", "/account/confirm", "/account/forgot", "/account/join", "/account/link",
        "/account/login", "/account/logout", "/account/new-address", "/account/register", "/account/reset", "/communities",
        "/communities/{Slug}", "/dev/mail", "/dev/mail/{Id:long}", "/error", "/help", "/hotseats/{Id}", "/hotseats/{Id}/text",
        "/hotseats/{Id}/text/ask", "/hotseats/{id}.ics", "/hotseats/{id}/export.csv", "/hotseats/{id}/export.md", "/invitations/{Key}",
        "/not-found", "/privacy", "/robots.txt", "/zone",
    ];

    // Checks the token by itself: a script sends it in a header.
    static readonly string[] ChecksItsOwnToken = ["/drafts/"];

    // Not ours to mark, or answering each by who asks: circuits and drafts ask at every act, and health says one word.
    static readonly string[] Machinery = ["/_blazor", "/_blazor/negotiate", "/_blazor/disconnect", "/_blazor/initializers", "/_framework/opaque-redirect", "/healthz", "/readyz", "/{**path:file}", "/drafts", "/drafts/owner", "/sent", "/hubs/live", "/hubs/live/negotiate"];

    readonly List<RouteEndpoint> endpoints;

    public EndpointTests(TestSite site)
    {
        site.StartServer();
        endpoints = [.. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !Machinery.Contains(AddressOf(endpoint).TrimEnd('/')))];
    }

    [Fact]
    public void Only_these_addresses_are_open_to_visitors() => Assert.Equal(
        OpenToVisitors,
        endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(AddressOf).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_other_address_asks_for_a_sign_in() => Assert.Empty(
        endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null).Select(AddressOf));

    [Fact]
    public void Every_post_takes_only_a_form_of_ours() => Assert.Empty(endpoints
        .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not { HttpMethods: ["GET"] or ["GET", "HEAD"] })
        .Where(endpoint => endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: true })
        .Select(AddressOf).Except(ChecksItsOwnToken));

    static string AddressOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
}
