using CommunityHub.Forums;
using CommunityHub.Web.Accounts;

namespace CommunityHub.Web.Forums;

/// From one discussion to the one before or after it in its community. Looked for when it is asked: a page that named them would have to be drawn
/// anew for each that begins.
static class Neighbours
{
    public static void MapNeighbours(this WebApplication app)
    {
        foreach (var (path, isLater) in new[] { ("previous", false), ("next", true) })
        {
            app.MapGet($"/discussions/{{id}}/{path}", async (string id, HttpContext context, DiscussionLists lists, DiscussionReading reading) =>
            {
                context.Response.Headers.CacheControl = "no-store";
                var me = context.User.ToActor();
                if (await lists.NextToAsync(me, id, isLater, context.RequestAborted) is { } there) return Results.LocalRedirect($"~/discussions/{there}");
                // The first or the last: the list says so best. Who may not read it learns nothing.
                return await reading.ReadAsync(me, id, cancel: context.RequestAborted) is { } here ? Results.LocalRedirect($"~/communities/{here.Community.Slug}/discussions") : Results.NotFound();
            });
        }
    }
}
