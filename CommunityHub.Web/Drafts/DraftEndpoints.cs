using CommunityHub.Drafts;
using CommunityHub.Web.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace CommunityHub.Web.Drafts;

/// Where hub.js keeps what is typed: by HTTP and not over the circuit, which may be dying.
static class DraftEndpoints
{
    /// A text of the most bytes, each of which JSON may write as six.
    const int LongestRequest = 6 * DraftKeeping.LongestText + 1024;

    public static void MapDrafts(this WebApplication app)
    {
        app.MapMethods("/drafts/owner", ["GET", "HEAD"], OwnerAsync);

        // Without this metadata the not-found page would take the place of a plain 401.
        var drafts = app.MapGroup("/drafts").WithMetadata(new SkipStatusCodePagesAttribute()).AddEndpointFilter(AnswerAsync);
        drafts.MapMethods("", ["GET", "HEAD"], async (string? place, HttpContext context, DraftKeeping keeping) =>
            Results.Json(Shown(await keeping.ReadAsync(context.User.ToActor(), place, context.RequestAborted))));
        drafts.MapPut("", async (Typed typed, HttpContext context, DraftKeeping keeping) =>
        {
            // Not cancelled with the request: the page that sent it may be on its way out.
            var kept = await keeping.KeepAsync(context.User.ToActor(), typed.Place, typed.Text, typed.Version, CancellationToken.None);
            return Results.Json(Shown(kept.Draft), statusCode: kept.IsKept ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
        }).WithMetadata(new RequestSizeLimitAttribute(LongestRequest));
    }

    // An open page asks before it connects again: whoever signed in meanwhile, it stays the person's it was drawn for.
    static async Task<string> OwnerAsync(HttpContext context, DraftKeeping keeping)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await keeping.OwnerAsync(context.User.ToActor(), context.RequestAborted) ?? "visitor";
    }

    static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        context.Response.Headers.CacheControl = "no-store";
        if (context.User.ToActor().PersonId is null) return Results.Unauthorized();
        if (!await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context)) return Results.BadRequest();

        try
        {
            return await next(call);
        }
        catch (RefusedException refused)
        {
            return Results.Json(new { refused.Message }, statusCode: StatusCodes.Status403Forbidden);
        }
    }

    static object Shown(DraftCard draft) => new { draft.Text, draft.Version };

    sealed record Typed(string? Place, string? Text, long Version);
}
