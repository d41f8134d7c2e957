using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Shared;

/// Where a form goes that was taken: to the page it says, or, when hub.js sent it, to an empty answer by which the script knows.
static class AfterSending
{
    const string SentByScript = "X-Hub-Send";

    /// At the end of a form's handler, after the operation. Made is the id that the new thing bears on the page: there the script puts the
    /// focus once it is drawn.
    public static void GoAfterSending(this NavigationManager navigation, HttpContext context, string address, string? made = null) =>
        navigation.NavigateTo(context.IsSentByScript()
            ? "/sent?to=" + Uri.EscapeDataString(made is null ? address : $"{address.Split('#')[0]}#{made}")
            : address);

    /// Otherwise the browser itself did, and what comes back is a page to be read.
    public static bool IsSentByScript(this HttpContext context) => context.Request.Headers.ContainsKey(SentByScript);

    public static void MapSent(this WebApplication app) => app.MapMethods("/sent", ["GET", "HEAD"], (HttpContext context) =>
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.NoContent();
    });
}
