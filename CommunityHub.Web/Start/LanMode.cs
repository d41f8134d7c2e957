using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace CommunityHub.Web.Start;

/// `-- --lan`: phones on the same network may look at a site in development, over plain HTTP. While it is on, cookies are plain, and
/// whoever may administer signs in from this machine only.
public sealed record LanMode(bool IsOn)
{
    const string Option = "--lan";

    /// Whether somebody at this address may sign in as an administrator.
    public bool LetsAdministratorsInFrom(IPAddress? address) => !IsOn || (address is not null && IPAddress.IsLoopback(address));

    /// Turns it on when the command line asks for it. Refused outside Development: other people's passwords would travel in the clear.
    public static LanMode Use(WebApplicationBuilder site, string[] arguments)
    {
        // With a value, the settings have it already: --lan=true.
        var isAsked = Array.IndexOf(arguments, Option) >= 0 || site.Configuration.GetValue<bool>("lan");
        if (isAsked && !site.Environment.IsDevelopment())
        {
            throw new CannotStartException($"{Option} is for trying things out in Development: it is plain HTTP, which anybody on the network can read. Put a web server with HTTPS before this one instead.");
        }

        var mode = new LanMode(isAsked);
        site.Services.AddSingleton(mode);
        if (isAsked)
        {
            site.Configuration["lan"] = "true"; // for who reads the settings before there are services
            site.WebHost.UseUrls($"http://*:{SiteAddress.PortOf(site.Configuration)}");
        }
        return mode;
    }

    /// This machine's addresses on its networks, the likeliest first.
    public static IReadOnlyList<IPAddress> FindAddresses() => [.. NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus is OperationalStatus.Up && network.NetworkInterfaceType is not NetworkInterfaceType.Loopback)
        .Select(network => network.GetIPProperties())
        .OrderByDescending(network => network.GatewayAddresses.Any(gateway => !gateway.Address.Equals(IPAddress.Any)))
        .SelectMany(network => network.UnicastAddresses)
        .Select(unicast => unicast.Address)
        .Where(address => address.AddressFamily is AddressFamily.InterNetwork)];
}
