using CommunityHub.Attention;
using CommunityHub.Forums;
using CommunityHub.People;
using CommunityHub.Site;
using CommunityHub.Web.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;

namespace CommunityHub.Web.App;

/// What the frame around a page says of its viewer and of the site. Read once before the page is drawn: a layout cannot wait.
sealed class PageFrame
{
    public Viewer? Viewer { get; set; }
    public SiteCard Site { get; set; } = SiteCard.Unnamed;
}

static class PageFrames
{
    public static void AddPageFrame(this IServiceCollection services)
    {
        services.AddScoped<PageFrame>();
        services.AddCascadingValue(all => all.GetRequiredService<PageFrame>().Viewer!);
        services.AddCascadingValue(all => all.GetRequiredService<PageFrame>().Site);
    }

    public static void UsePageFrame(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            var (frame, faces, site) = (context.RequestServices.GetRequiredService<PageFrame>(), context.RequestServices.GetRequiredService<OwnDetails>(), context.RequestServices.GetRequiredService<SiteRules>());
            frame.Site = await site.ReadAsync() is var rules ? new SiteCard(rules.Name, rules.HelpContact.Length > 0 ? rules.HelpContact : null) : frame.Site;
            var actor = context.User.ToActor();
            if (await faces.FaceAsync(actor, context.RequestAborted) is { } me)
            {
                var unread = await context.RequestServices.GetRequiredService<UnreadCounts>().ReadAsync(actor, context.RequestAborted);
                frame.Viewer = new Viewer(me.Name, me.PublicId) { UnreadNotices = me.UnreadNotices, Unread = unread, IsAdministrator = me.IsAdministrator, Theme = me.Theme, TimeZone = me.TimeZone, HasReadPrivacy = me.HasReadPrivacy, IsGuest = context.User.DeskOf() is not null };
            }
            // Both words: the token of a form wants the first, and would say in the log that it had to put it there.
            if (context.User.Identity?.IsAuthenticated is true) context.Response.Headers.CacheControl = "no-cache, no-store";
        }
        await next(context);
    });
}
