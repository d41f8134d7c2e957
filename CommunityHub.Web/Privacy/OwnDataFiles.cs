using CommunityHub.Privacy;
using CommunityHub.Web.Accounts;
using CommunityHub.Web.App;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace CommunityHub.Web.Privacy;

static class OwnDataFiles
{
    /// A person's own data, once for each mailed link. A post: looking uses nothing up.
    public static void MapOwnData(this WebApplication app) => app.MapPost("/account/data/file", async (HttpContext http, OwnExport export, [FromForm] string? key) =>
    {
        try
        {
            var file = await export.TakeAsync(http.User.ToActor(), key);
            http.Response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(file.Bytes, "application/zip", file.Name);
        }
        catch (RefusedException)
        {
            return Results.LocalRedirect("/account/data?key=used"); // the page says it in words
        }
    }).RequireForm().RequireAuthorization();
}
