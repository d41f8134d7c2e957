using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace CommunityHub.Web.Live;

static class LiveHubs
{
    public const string Address = "/hubs/live";

    public static void AddLiveHub(this IServiceCollection services) => services.AddSignalR().AddHubOptions<LiveHub>(options =>
    {
        options.MaximumReceiveMessageSize = 4 * 1024;
        options.EnableDetailedErrors = false;
    });

    /// WebSockets only, without negotiation (skipNegotiation in the JavaScript client). Visitors too: the doors decide.
    public static void MapLiveHub(this WebApplication app) => app.MapHub<LiveHub>(Address, options =>
    {
        options.Transports = HttpTransportType.WebSockets;
        options.AllowStatefulReconnects = false;
    }).AllowAnonymous();
}
