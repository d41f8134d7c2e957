using CommunityHub.Data.Demo;
using QRCoder;

namespace CommunityHub.Web.Start;

/// What the terminal says when the site is up.
static class Greeting
{
    public static void Greet(this WebApplication app, LanMode lan)
    {
        // Tests and published sites read the log.
        if (!app.Environment.IsDevelopment()) return;

        if (app.Urls.FirstOrDefault() is { } address) Console.WriteLine($"\nCommunityHub is at {(lan.IsOn ? $"http://localhost:{new Uri(address.Replace("[::]", "localhost", StringComparison.Ordinal)).Port}" : address)}");
        Console.WriteLine($"Try it as {string.Join(", ", DemoCast.Addresses)}. The password is {DemoCast.Password}");
        if (lan.IsOn) InviteTheNetwork(SiteAddress.PortOf(app.Configuration));
    }

    static void InviteTheNetwork(int port)
    {
        var addresses = LanMode.FindAddresses();
        if (addresses.Count == 0)
        {
            Console.WriteLine("This machine is on no network, so no phone can reach it.");
            return;
        }

        var first = $"http://{addresses[0]}:{port}";
        Console.WriteLine($"\nOn phones in the same network: {first}");
        foreach (var other in addresses.Skip(1)) Console.WriteLine($"  or http://{other}:{port}");
        Console.WriteLine();
        Console.WriteLine(Draw(first));
        Console.WriteLine("\nThis is plain HTTP: everybody on the network can read what is sent, passwords too. Use made-up ones.");
        Console.WriteLine("Administrators sign in on this machine only.\n");
    }

    // Dark terminals are the rule: light squares on dark, with a quiet zone, is what cameras take there.
    static string Draw(string address)
    {
        using var maker = new QRCodeGenerator();
        using var data = maker.CreateQrCode(address, QRCodeGenerator.ECCLevel.L);
        using var code = new AsciiQRCode(data);
        return code.GetGraphicSmall();
    }
}
