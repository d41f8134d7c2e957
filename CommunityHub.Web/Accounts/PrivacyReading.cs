using CommunityHub.Accounts;
using CommunityHub.Web.App;
using Microsoft.AspNetCore.Mvc;

namespace CommunityHub.Web.Accounts;

static class PrivacyReading
{
    /// Somebody says that they have read the newest version, and goes on where they were. One who read an older one is told on the next page again.
    public static void MapPrivacyReading(this WebApplication app) => app.MapPost("/account/privacy", async ([FromForm] int version, [FromForm] string? back, HttpContext context, PrivacyAcceptances acceptances) =>
    {
        try
        {
            await acceptances.AcceptAsync(context.User.ToActor(), version);
        }
        catch (RefusedException)
        {
        }
        return Results.LocalRedirect(ReturnAddress.Safe(back));
    }).RequireForm().RequireAuthorization();
}
