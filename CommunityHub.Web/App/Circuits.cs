using Microsoft.AspNetCore.SignalR;

namespace CommunityHub.Web.App;

/// How browsers talk with their circuits.
static class Circuits
{
    /// Blazor's own limit is 32 kB, and what is over it ends the circuit. A page's first message carries all its islands.
    public static void Limit(HubOptions options) => options.MaximumReceiveMessageSize = 128 * 1024;

    /// WebSockets only, as hub.js asks for them: no second transport to guard, and nothing to keep for who asks for a connection and never opens it.
    public static void UseCircuitTransport(this WebApplication app) => app.Use((context, next) =>
    {
        var isConnecting = context.Request.Path.Equals("/_blazor", StringComparison.Ordinal) || context.Request.Path.StartsWithSegments("/_blazor/negotiate");
        if (!isConnecting || IsWebSocket(context)) return next(context);

        context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
        return Task.CompletedTask;
    });

    // Also over HTTP/2, where it is a CONNECT.
    static bool IsWebSocket(HttpContext context) => HttpMethods.IsConnect(context.Request.Method)
        || context.Request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase);
}
