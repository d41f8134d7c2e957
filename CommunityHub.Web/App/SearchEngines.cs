using CommunityHub.Site;
using CommunityHub.Web.Accounts;

namespace CommunityHub.Web.App;

/// A page that search engines may keep, as a visitor finds it.
[AttributeUsage(AttributeTargets.Class)]
sealed class IndexedAttribute : Attribute;

/// What search engines are told: nothing is for them but pages that say so, drawn for a visitor.
static class SearchEngines
{
    // Of no use to a search engine, and some of these addresses are links by mail.
    static readonly string[] NotForRobots = ["/account", "/admin", "/dev", "/drafts", "/hubs", "/invitations", "/notices", "/search", "/sent", "/_blazor"];

    public static void UseNoIndex(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            if (!IsForSearch(context)) context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// Said by a page that turns out to show what not everybody may read.
    public static void KeepFromSearch(this HttpContext? context)
    {
        if (context is not null) context.Items[typeof(SearchEngines)] = true;
    }

    public static void MapRobots(this WebApplication app) => app.MapMethods("/robots.txt", ["GET", "HEAD"], async (SiteRules rules) =>
    {
        var closed = (await rules.ReadAsync()).PublicReading ? NotForRobots : ["/"];
        return Results.Text($"User-agent: *\n{string.Concat(closed.Select(address => $"Disallow: {address}\n"))}", "text/plain");
    }).AllowAnonymous();

    // On a not-found or error page the endpoint is that page's own, which is not for search.
    static bool IsForSearch(HttpContext context) =>
        context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified
        && !context.Items.ContainsKey(typeof(SearchEngines))
        && (ContentPolicy.IsOneOfOurFiles(context)
            || (context.GetEndpoint()?.Metadata.GetMetadata<IndexedAttribute>() is not null && context.User.ToActor().PersonId is null));
}
