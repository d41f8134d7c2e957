using Microsoft.AspNetCore.Antiforgery;

namespace CommunityHub.Web.App;

/// What becomes of a post that is not from a form of ours, whose sign-in has ended meanwhile, or whose form is not on its page any more: words,
/// with what was typed kept on the page.
static class FormGuard
{
    static readonly object Gone = new();

    // Never shown again, and no words of the person.
    static readonly string[] Hidden = ["password", "newPassword", "__RequestVerificationToken", "_handler", "returnUrl", "key", "code", "credential", "way", "do", "row", "naming", "anyway", "metoo"];

    public static void UseFormGuard(this WebApplication app) => app.Use(async (context, next) =>
    {
        var check = context.Features.Get<IAntiforgeryValidationFeature>();
        if (check is not { IsValid: false } || IsAnError(context))
        {
            await next(context);
            // So the framework answers, and with nothing else, where the page has no form of that name.
            if (check is null || context.Response is not { StatusCode: StatusCodes.Status400BadRequest, HasStarted: false, ContentType: "text/plain" }) return;
            context.Response.ContentType = null;
            context.Items[Gone] = true;
        }
        await context.RefuseAsync(StatusCodes.Status400BadRequest);
    });

    /// Sent once more after it was taken, or too late: the page has nothing left that it could be for.
    public static bool IsFormGone(this HttpContext context) => context.Items.ContainsKey(Gone);

    /// Answers a post with words and what was typed (FormKept) rather than doing it. The form is read here: a page drawn in place of another
    /// does not wait for what comes in later, and a slow line brings the words after the head of the request.
    public static async Task RefuseAsync(this HttpContext context, int status)
    {
        context.Features.Set<IAntiforgeryValidationFeature>(null); // or the same check, on the way to the page, throws
        await context.ReadRefusedFormAsync();
        context.Request.Method = HttpMethods.Get; // or the page would take it for a post to itself
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store"; // their words, though nobody may be signed in
    }

    /// What was typed into the form that was refused: field by field, to be copied from.
    public static async Task<IReadOnlyList<string>> ReadRefusedFormAsync(this HttpContext context)
    {
        if (!context.Request.HasFormContentType) return [];
        try
        {
            var form = await context.Request.ReadFormAsync();
            return [.. form.Where(field => !Hidden.Contains(field.Key)).Select(field => field.Value.ToString()).Where(text => text.Length is > 1 and < 100_000)];
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or BadHttpRequestException)
        {
            return [];
        }
    }

    static bool IsAnError(HttpContext context) =>
        context.Features.Get<Microsoft.AspNetCore.Diagnostics.IStatusCodeReExecuteFeature>() is not null
        || context.Features.Get<Microsoft.AspNetCore.Diagnostics.IExceptionHandlerFeature>() is not null;
}
