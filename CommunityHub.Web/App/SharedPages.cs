using System.Collections.Concurrent;
using System.IO.Compression;
using CommunityHub.Live;
using CommunityHub.Web.Accounts;
using Microsoft.AspNetCore.Components.Endpoints;

namespace CommunityHub.Web.App;

/// Pages that are the same for every visitor, kept as bytes until something they show has changed. A page says so itself
/// (<see cref="Sharing.ShareWithVisitors"/>) once it knows what it depends on; what carries a form, a cookie or an island never is.
sealed class SharedPages(LiveFeed live, TimeProvider clock)
{
    const int Most = 500;

    // Words such as "in 3 days" grow old without anything changing.
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    readonly ConcurrentDictionary<string, Kept> pages = new();

    public async Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsForAnyVisitor(context))
        {
            await next(context);
            return;
        }
        var address = context.Request.Path + context.Request.QueryString.Value;
        if (pages.TryGetValue(address, out var kept) && kept.Until > clock.GetUtcNow() && kept.Version == VersionOf(kept.Topics))
        {
            await kept.WriteToAsync(context);
            return;
        }
        await KeepAsync(context, next, address);
    }

    async Task KeepAsync(HttpContext context, RequestDelegate next, string address)
    {
        var wire = context.Response.Body;
        using var page = new MemoryStream();
        context.Response.Body = page;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = wire;
        }
        if (context.Items[typeof(SharedPages)] is Shared shared && IsShareable(context.Response) && HttpMethods.IsGet(context.Request.Method))
        {
            if (pages.Count >= Most) pages.Clear();
            var kept = new Kept(page.ToArray(), context.Response.ContentType!, shared.Topics, shared.Version, clock.GetUtcNow() + Longest);
            pages[address] = kept;
            await kept.WriteToAsync(context);
            return;
        }
        page.Position = 0;
        await page.CopyToAsync(wire, context.RequestAborted);
    }

    public void Share(HttpContext context, LiveTopic[] topics) => context.Items[typeof(SharedPages)] = new Shared(topics, VersionOf(topics));

    long VersionOf(LiveTopic[] topics) => topics.Sum(live.VersionOf);

    // Nothing of a person: no sign-in, no zone or theme of their own, no form on its way back.
    static bool IsForAnyVisitor(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && context.Request.Cookies.Count == 0
        && context.Request.QueryString.Value!.Length < 200
        && context.User.ToActor().PersonId is null
        && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
        // Where the script exchanges the page it is drawn otherwise (Routes.razor).
        && !context.Request.Headers.Accept.ToString().Contains("blazor-enhanced-nav", StringComparison.Ordinal);

    static bool IsShareable(HttpResponse response) =>
        response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0 && response.ContentType is not null;

    sealed record Shared(LiveTopic[] Topics, long Version);

    sealed class Kept(byte[] plain, string contentType, LiveTopic[] topics, long version, DateTimeOffset until)
    {
        // No secret stands in it, so that compressing gives nothing away.
        readonly byte[] packed = Pack(plain);

        public LiveTopic[] Topics => topics;
        public long Version => version;
        public DateTimeOffset Until => until;

        public async Task WriteToAsync(HttpContext context)
        {
            var takesPacked = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
            var body = takesPacked ? packed : plain;
            context.Response.ContentType = contentType;
            context.Response.ContentLength = body.Length;
            context.Response.Headers.Vary = "Accept-Encoding, Cookie";
            context.Response.Headers.CacheControl = "no-cache";
            if (takesPacked) context.Response.Headers.ContentEncoding = "br";
            if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }

        static byte[] Pack(byte[] plain)
        {
            using var packed = new MemoryStream();
            using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest)) brotli.Write(plain);
            return packed.ToArray();
        }
    }
}

static class Sharing
{
    public static void UseSharedPages(this WebApplication app)
    {
        var pages = app.Services.GetRequiredService<SharedPages>();
        app.Use(pages.ServeAsync);
    }

    /// Called by a page while it is drawn for a visitor, before it reads: with the topics of all that it shows.
    public static void ShareWithVisitors(this HttpContext? context, params LiveTopic[] topics)
    {
        if (context is null || context.User.ToActor().PersonId is not null) return;
        context.RequestServices.GetRequiredService<SharedPages>().Share(context, [LiveTopic.SiteRights, LiveTopic.Directory, .. topics]);
    }

    /// It has turned out to hold something live or a form.
    public static void ShareNoMore(this HttpContext? context) => context?.Items.Remove(typeof(SharedPages));
}
