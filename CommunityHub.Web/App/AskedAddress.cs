using Microsoft.AspNetCore.Diagnostics;

namespace CommunityHub.Web.App;

static class AskedAddress
{
    /// Path and query as they stand in the browser's address bar: while an error or not-found page is drawn, the request itself
    /// carries that page's own path.
    public static string GetAskedAddress(this HttpContext context)
    {
        var (path, query) = (context.Request.PathBase + context.Request.Path, context.Request.QueryString.Value);
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is { } missing)
            (path, query) = (missing.OriginalPathBase + missing.OriginalPath, missing.OriginalQueryString);
        else if (context.Features.Get<IExceptionHandlerPathFeature>() is { } broken)
            path = context.Request.PathBase + broken.Path;
        return path + query;
    }
}
