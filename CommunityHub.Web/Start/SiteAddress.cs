using Microsoft.AspNetCore.Http.Features;

namespace CommunityHub.Web.Start;

/// Where the site listens.
static class SiteAddress
{
    public const int UsualPort = 5080;

    static readonly string[] Settings = ["urls", "http_ports", "https_ports"];

    /// Says http://localhost:5080 where nobody has said anything.
    public static void UseUsualAddress(this WebApplicationBuilder site)
    {
        if (Settings.Any(name => !string.IsNullOrEmpty(site.Configuration[name])) || site.Configuration.GetSection("Kestrel:Endpoints").Exists()) return;
        site.WebHost.UseUrls($"http://localhost:{UsualPort}");
    }

    public static int PortOf(IConfiguration settings)
    {
        var first = settings["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        return first is null ? UsualPort : BindingAddress.Parse(first).Port;
    }
}
