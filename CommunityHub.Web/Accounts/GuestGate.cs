using CommunityHub.Hotseats;
using CommunityHub.Web.App;
using Microsoft.AspNetCore.StaticAssets;

namespace CommunityHub.Web.Accounts;

/// Where somebody goes who came by a guest's personal link: to the one desk, and to what it is made of. Every door refuses them anyway
/// (Reader.IsGuest); here nothing else answers at all, as if it were not there.
static class GuestGate
{
    static readonly string[] Always =
    [
        "/guest", "/account/logout", "/drafts", "/drafts/owner", "/sent", "/zone", "/not-found", "/error",
        "/help", "/accessibility", "/privacy", "/healthz", "/readyz", "/robots.txt", "/.well-known/security.txt",
    ];

    public static void UseGuestGate(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.User.DeskOf() is not { } desk) await next(context);
        else if (IsTheDesk(context, desk) || await IsItsRehearsalAsync(context))
        {
            // Told so, and with what they were sending just now: 410 is the not-found page's cue.
            if (await context.RequestServices.GetRequiredService<HotseatDesks>().IsWithdrawnAsync(context.User.ToActor(), context.RequestAborted)) await context.RefuseAsync(StatusCodes.Status410Gone);
            else await next(context);
        }
        else if (IsOpen(context)) await next(context);
        else if (context.Request.Path == "/" && HttpMethods.IsGet(context.Request.Method)) context.Response.Redirect($"/hotseats/{desk}/desk");
        else context.Response.StatusCode = StatusCodes.Status404NotFound;
    });

    static bool IsTheDesk(HttpContext context, string desk) => context.Request.Path.StartsWithSegments($"/hotseats/{desk}/desk", StringComparison.Ordinal);

    // A desk all the same; which rehearsal is theirs, its door knows.
    static async Task<bool> IsItsRehearsalAsync(HttpContext context) =>
        context.Request.Path.Value?.Split('/') is ["", "hotseats", var id, "desk", ..]
        && await context.RequestServices.GetRequiredService<HotseatDesks>().ReadAsync(context.User.ToActor(), id, context.RequestAborted) is not null;

    static bool IsOpen(HttpContext context)
    {
        var path = context.Request.Path;
        return path.StartsWithSegments("/_blazor") || path.StartsWithSegments("/_framework")
            || Array.Exists(Always, one => path.Equals(one, StringComparison.OrdinalIgnoreCase))
            || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
    }
}
