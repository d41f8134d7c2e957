using System.Collections.Concurrent;
using System.IO.Compression;
using CommunityHub.Live;
using CommunityHub.Web.Accounts;
using CommunityHub.Web.Servers;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.Extensions.Options;

namespace CommunityHub.Web.App;

/// Pages that are the same for every visitor, kept as bytes until something they show has changed. A page says so itself
/// (<see cref="Sharing.ShareWithVisitors"/>) once it knows what it depends on; what carries a form, a cookie or an island never is.
sealed class SharedPages(LiveFeed live, TimeProvider clock, IOptions<AntiforgeryOptions> forms)
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
        // Times are told in the zone that a visitor has chosen.
        var address = $"{context.Request.Cookies[ReaderZone.Cookie]} {context.Request.Path}{context.Request.QueryString.Value}";
        if (pages.TryGetValue(address, out var kept) && kept.Until > clock.GetUtcNow() && kept.Version == live.VersionOf(kept.Topics))
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
        if (context.Items[typeof(SharedPages)] is Shared shared && HttpMethods.IsGet(context.Request.Method)
            && IsShareable(context.Response) && WithoutTokens(page.ToArray()) is { } bytes)
        {
            if (pages.Count >= Most) pages.Clear();
            var kept = new Kept(bytes, context.Response.ContentType!, shared.Topics, shared.Version, clock.GetUtcNow() + Longest);
            pages[address] = kept;
            context.Response.Headers.Remove("Set-Cookie");
            context.Response.Headers.Remove("Pragma");
            await kept.WriteToAsync(context);
            return;
        }
        page.Position = 0;
        await page.CopyToAsync(wire, context.RequestAborted);
    }

    public void Share(HttpContext context, LiveTopic[] topics) => context.Items[typeof(SharedPages)] = new Shared(topics, live.VersionOf(topics));

    // Nothing of a person: no sign-in, no form on its way back.
    bool IsForAnyVisitor(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && context.Request.Cookies.Keys.All(name => name == forms.Value.Cookie.Name || name is ReaderZone.Cookie or ServerLines.Cookie)
        && context.Request.QueryString.Value!.Length < 200
        && context.User.ToActor().PersonId is null
        && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
        // Where the script exchanges the page it is drawn otherwise (Routes.razor).
        && !context.Request.Headers.Accept.ToString().Contains("blazor-enhanced-nav", StringComparison.Ordinal);

    // Blazor sets the cookie of the forms' token on every page, also on one without a form: there it says nothing.
    bool IsShareable(HttpResponse response) =>
        response.StatusCode == StatusCodes.Status200OK && response.ContentType is not null
        && response.Headers.SetCookie.All(cookie => cookie!.StartsWith(forms.Value.Cookie.Name + "=", StringComparison.Ordinal));

    // Blazor writes the same token, protected, as a comment at the page's end, for islands: left out where there is none. Null: the page has a
    // form or an island, and is its reader's own.
    static byte[]? WithoutTokens(byte[] page)
    {
        if (page.AsSpan().IndexOf("__RequestVerificationToken"u8) >= 0 || page.AsSpan().IndexOf("<!--Blazor:"u8) >= 0) return null;
        var start = page.AsSpan().IndexOf("<!--Blazor-Server-Component-State:"u8);
        if (start < 0) return page;
        var length = page.AsSpan(start).IndexOf("-->"u8) + "-->".Length;
        return [.. page.AsSpan(0, start), .. page.AsSpan(start + length)];
    }

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
