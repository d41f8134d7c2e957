using CommunityHub.Attention;
using CommunityHub.Forums;
using CommunityHub.People;
using CommunityHub.Site;
using CommunityHub.Web.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;

namespace CommunityHub.Web.App;

/// What the frame around a page says of its viewer and of the site. Read before the page is drawn: a layout cannot wait.
sealed class PageFrame(OwnDetails faces, UnreadCounts counts)
{
    /// Null: nobody is signed in.
    public CascadingValueSource<Viewer?> Viewer { get; } = new(value: null, isFixed: false);
    public SiteCard Site { get; set; } = SiteCard.Unnamed;

    /// Once more by a page that has changed what is new to its viewer: the navigation around it is drawn anew.
    public async Task ReadViewerAsync(HttpContext context)
    {
        var actor = context.User.ToActor();
        if (await faces.FaceAsync(actor, context.RequestAborted) is not { } me) return;
        var unread = await counts.ReadAsync(actor, context.RequestAborted);
        await Viewer.NotifyChangedAsync(new Viewer(me.Name, me.PublicId)
        {
            UnreadNotices = me.UnreadNotices,
            Unread = unread,
            IsAdministrator = me.IsAdministrator,
            Theme = me.Theme,
            TimeZone = me.TimeZone,
            HasReadPrivacy = me.HasReadPrivacy,
            IsGuest = context.User.DeskOf() is not null,
        });
    }
}

static class PageFrames
{
    public static void AddPageFrame(this IServiceCollection services)
    {
        services.AddScoped<PageFrame>();
        services.AddCascadingValue(all => all.GetRequiredService<PageFrame>().Viewer);
        services.AddCascadingValue(all => all.GetRequiredService<PageFrame>().Site);
    }

    public static void UsePageFrame(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            var (frame, site) = (context.RequestServices.GetRequiredService<PageFrame>(), context.RequestServices.GetRequiredService<SiteRules>());
            frame.Site = await site.ReadAsync() is var rules ? new SiteCard(rules.Name, rules.HelpContact.Length > 0 ? rules.HelpContact : null) : frame.Site;
            await frame.ReadViewerAsync(context);
            // Both words: the token of a form wants the first, and would say in the log that it had to put it there.
            if (context.User.Identity?.IsAuthenticated is true) context.Response.Headers.CacheControl = "no-cache, no-store";
        }
        await next(context);
    });
}
