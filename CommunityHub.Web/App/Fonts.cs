namespace CommunityHub.Web.App;

static class Fonts
{
    /// Lets browsers keep the fonts for a year. The style sheet names them plainly, without the fingerprint that other files get,
    /// so without this each page would ask again, and the answer would come too late to be used.
    public static void UseFontCaching(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/fonts"),
        fonts => fonts.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                if (context.Response.StatusCode is StatusCodes.Status200OK)
                    context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Task.CompletedTask;
            });
            return next(context);
        }));
}
