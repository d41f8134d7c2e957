using CommunityHub.Forums;
using CommunityHub.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace CommunityHub.Web.Forums;

/// What mention.js asks while somebody types a name: members of the community they write in, for its members only.
static class PeopleToNameEndpoint
{
    public static void MapPeopleToName(this WebApplication app) =>
        app.MapMethods("/communities/{slug}/people-to-name", ["GET", "HEAD"], SuggestAsync).RequireAuthorization().WithMetadata(new SkipStatusCodePagesAttribute());

    static async Task<IResult> SuggestAsync(string slug, string? like, HttpContext context, MentionNames names)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await names.SuggestAsync(context.User.ToActor(), slug, like, context.RequestAborted) is { } found ? Results.Json(found) : Results.NotFound();
    }
}
