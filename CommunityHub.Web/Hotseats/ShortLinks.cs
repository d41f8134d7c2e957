using CommunityHub.Hotseats;
using CommunityHub.Web.Accounts;

namespace CommunityHub.Web.Hotseats;

/// /h/k7m2qd: what is typed from a screen on the wall.
static class ShortLinks
{
    public static void MapShortLinks(this WebApplication app) =>
        app.MapMethods("/h/{code}", ["GET", "HEAD"], async (HttpContext http, string code, ShortAddresses shorts, HotseatRooms rooms) =>
        {
            // Through the door before it leads anywhere: what one may not see does not exist here either.
            if (await shorts.FindAsync(code.ToLowerInvariant(), http.RequestAborted) is not { } id || await rooms.ReadAsync(http.User.ToActor(), id, http.RequestAborted) is null)
            {
                return Results.StatusCode(StatusCodes.Status404NotFound);
            }
            http.Response.Headers.CacheControl = "no-store";
            return Results.Redirect($"/hotseats/{id}");
        }).AllowAnonymous();
}
