using Microsoft.AspNetCore.Antiforgery;

namespace CommunityHub.Web.App;

static class Forms
{
    /// Takes a post only with the token of a form of ours. For endpoints that are no pages; pages do it by themselves.
    public static RouteHandlerBuilder RequireForm(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new RequireAntiforgeryTokenAttribute());
}
