using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Shared;

/// Where a form goes that was taken: to the page it says, or, when hub.js sent it, to an empty answer by which the script knows.
static class AfterSending
{
    const string SentByScript = "X-Hub-Send";

    /// At the end of a form's handler, after the operation. The address is one of ours, from the root: "/hotseats/bcd". What follows its # is
    /// the id of what was made: the script puts the focus there once it is on the page.
    public static void GoAfterSending(this NavigationManager navigation, HttpContext context, string address) =>
        navigation.NavigateTo(context.Request.Headers.ContainsKey(SentByScript) ? "/sent?to=" + Uri.EscapeDataString(address) : address);

    public static void MapSent(this WebApplication app) => app.MapMethods("/sent", ["GET", "HEAD"], (HttpContext context) =>
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.NoContent();
    });
}
