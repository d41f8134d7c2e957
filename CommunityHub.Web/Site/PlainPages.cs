using System.Globalization;
using CommunityHub.Site;
using CommunityHub.Web.App;
using Microsoft.AspNetCore.Mvc;

namespace CommunityHub.Web.Site;

static class PlainPages
{
    /// What is no page: security.txt (RFC 9116), and a visitor's choice of a time zone.
    public static void MapPlainPages(this WebApplication app)
    {
        app.MapGet("/.well-known/security.txt", async (SiteRules rules, SiteAddress address, TimeProvider clock) =>
        {
            var (settings, site) = (await rules.ReadAsync(), await address.FindAsync());
            var contact = settings.HelpContact.Split(' ').FirstOrDefault(word => word.Contains('@', StringComparison.Ordinal)) is { } mail ? $"mailto:{mail.Trim('.', ',', ';')}" : $"{site ?? ""}/help";
            // Renewed by being asked for: within a year, as the standard wants it.
            var expires = clock.GetUtcNow().UtcDateTime.Date.AddDays(180).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            return Results.Text($"Contact: {contact}\nExpires: {expires}\nPreferred-Languages: en\n", "text/plain");
        }).AllowAnonymous();

        app.MapPost("/zone", (HttpContext context, [FromForm] string? zone) =>
        {
            if (zone is { Length: <= 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
                context.Response.Cookies.Append(ReaderZone.Cookie, zone, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), Secure = context.Request.IsHttps });
            return Results.LocalRedirect("/help");
        }).RequireForm().AllowAnonymous();
    }
}
