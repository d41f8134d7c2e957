using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.Site;
using CommunityHub.Web.Accounts;
using Microsoft.Net.Http.Headers;

namespace CommunityHub.Web.Hotseats;

/// What can be taken away from a hotseat: /hotseats/ID/export.csv, /hotseats/ID/export.md, /hotseats/ID.ics; by its
/// facilitators also /hotseats/ID/export-full.csv and /hotseats/ID/report.csv.
static class HotseatFiles
{
    public static void MapHotseatFiles(this WebApplication app)
    {
        Map(app, "/hotseats/{id}/export.csv", "text/csv; charset=utf-8", (http, id) =>
            Of<HotseatExport>(http).ToCsvAsync(http.User.ToActor(), id, http.RequestAborted));
        Map(app, "/hotseats/{id}/export.md", "text/markdown; charset=utf-8", (http, id) =>
            Of<HotseatExport>(http).ToMarkdownAsync(http.User.ToActor(), id, http.RequestAborted));
        Map(app, "/hotseats/{id}/export-full.csv", "text/csv; charset=utf-8", (http, id) =>
            Of<HotseatFullExport>(http).ToCsvAsync(http.User.ToActor(), id, http.RequestAborted));
        Map(app, "/hotseats/{id}/report.csv", "text/csv; charset=utf-8", (http, id) =>
            Of<HotseatReports>(http).ToCsvAsync(http.User.ToActor(), id, http.RequestAborted));
        Map(app, "/hotseats/{id}.ics", "text/calendar; charset=utf-8", async (http, id) =>
            await Of<HotseatCalendar>(http).ReadAsync(http.User.ToActor(), id, new Uri(await Of<SiteAddress>(http).FindAsync() ?? $"{http.Request.Scheme}://{http.Request.Host}"), http.RequestAborted));
    }

    static void Map(WebApplication app, string address, string type, Func<HttpContext, string, Task<ExportFile?>> read) =>
        app.MapMethods(address, ["GET", "HEAD"], async (HttpContext http, string id) =>
        {
            // An answer without a body becomes the site's own not-found page.
            if (await read(http, id) is not { } file) return Results.StatusCode(StatusCodes.Status404NotFound);

            http.Response.Headers.ContentDisposition = $"attachment; filename=\"{file.PlainName}\"; filename*=UTF-8''{Uri.EscapeDataString(file.Name)}";
            http.Response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
            http.Response.Headers.CacheControl = file.IsPublic ? "no-cache" : "no-store";
            return Results.Bytes(file.Bytes, type);
        }).AllowAnonymous(); // open communities are read without a sign-in; the door decides

    static T Of<T>(HttpContext http) where T : notnull => http.RequestServices.GetRequiredService<T>();
}
