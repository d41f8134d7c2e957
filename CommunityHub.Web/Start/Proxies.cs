using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace CommunityHub.Web.Start;

/// Web servers that stand before this one and end TLS. What they say of a visitor (X-Forwarded-For, X-Forwarded-Proto) is believed;
/// what anybody else says of themselves is not, or every limit by address could be walked round.
static class Proxies
{
    static readonly char[] Between = [',', ';', ' '];

    /// Hub:Proxies: addresses or networks ("127.0.0.1 10.0.0.0/8"). Says nothing where there is none. First of all, so that whatever counts by
    /// address sees the visitor's. Never the host: links come from the site's settings.
    public static void BelieveProxies(this WebApplication app)
    {
        var said = (app.Configuration["Hub:Proxies"] ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (said.Length == 0) return;

        // Several in a row are walked back as far as they are known.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var one in said)
        {
            if (IPAddress.TryParse(one, out var address)) options.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(one, out var network)) options.KnownIPNetworks.Add(network);
            else throw new CannotStartException($"Hub__Proxies holds '{one}', which is neither an address (127.0.0.1) nor a network (10.0.0.0/8).");
        }
        app.UseForwardedHeaders(options);
    }
}
