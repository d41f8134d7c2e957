using CommunityHub.Web.Live;
using Microsoft.AspNetCore.SignalR;

namespace CommunityHub.Web.App;

/// How browsers talk with their circuits.
static class Circuits
{
    static readonly PathString[] Hubs = ["/_blazor", LiveHubs.Address];

    /// Blazor's own limit is 32 kB, and what is over it ends the circuit. A page's first message carries all its islands.
    public static void Limit(HubOptions options) => options.MaximumReceiveMessageSize = 128 * 1024;

    /// WebSockets only, as hub.js asks for them: no second transport to guard, and nothing to keep for who asks for a connection and never opens it.
    /// And only from our own pages: a browser lets any site open a socket here, cookie included, and only says where it comes from. Who says
    /// nothing, or "null", is refused too: every browser says it, and a program that listens at /hubs/live can say it as well.
    public static void UseCircuitTransport(this WebApplication app) => app.Use((context, next) =>
    {
        var path = new PathString(context.Request.Path.Value!.TrimEnd('/')); // routes match with and without it
        if (!Array.Exists(Hubs, hub => path.StartsWithSegments(hub))) return next(context);

        // A page that is told we stop tries again at once; a socket that came in after the others were closed would keep us from stopping for half a minute.
        if (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        }

        var isConnecting = Array.Exists(Hubs, hub => path.Equals(hub) || path.StartsWithSegments(hub + "/negotiate"));
        var origin = context.Request.Headers.Origin.ToString();
        var refusal = isConnecting && !IsWebSocket(context) ? StatusCodes.Status426UpgradeRequired
            : isConnecting || origin.Length > 0 ? IsOurs(origin, context.Request.Host) ? 0 : StatusCodes.Status403Forbidden
            : 0;
        if (refusal == 0) return next(context);

        context.Response.StatusCode = refusal;
        return Task.CompletedTask;
    });

    // By host and port: the scheme a proxy saw is not always ours to see.
    static bool IsOurs(string origin, HostString host) => Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && from.Scheme is "http" or "https"
        && string.Equals(from.Host, host.Host, StringComparison.OrdinalIgnoreCase)
        && from.Port == (host.Port ?? (from.Scheme is "https" ? 443 : 80));

    // Also over HTTP/2, where it is a CONNECT.
    static bool IsWebSocket(HttpContext context) => HttpMethods.IsConnect(context.Request.Method)
        || context.Request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase);
}
