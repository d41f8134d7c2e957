using CommunityHub.Accounts;
using CommunityHub.Web.App;
using Microsoft.AspNetCore.Authentication;

namespace CommunityHub.Web.Accounts;

static class SignOut
{
    /// A post, so that no picture or link of another site signs anybody out.
    public static void MapSignOut(this WebApplication app) => app.MapPost("/account/logout", async (HttpContext context, SignIns signIns) =>
    {
        await signIns.EndAsync(context.User.ToActor());
        await context.SignOutAsync();
        // What the browser keeps of this site: pages it could show again by the back button, and drafts.
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return Results.LocalRedirect("/");
    }).RequireForm().AllowAnonymous();
}
