namespace CommunityHub.Web.Accounts;

/// "Firefox on Windows": enough to know one's own devices apart, and nothing more is kept.
static class Device
{
    static readonly (string Sign, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    static readonly (string Sign, string Name)[] Systems =
        [("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "Android"), ("CrOS", "a Chromebook"), ("Windows", "Windows"), ("Mac OS", "a Mac"), ("Linux", "Linux")];

    public static string InWords(string? userAgent)
    {
        var browser = Name(Browsers, userAgent) ?? "A browser";
        return Name(Systems, userAgent) is { } system ? $"{browser} on {system}" : browser;
    }

    /// Of this request.
    public static string GetDevice(this HttpContext context) => InWords(context.Request.Headers.UserAgent);

    /// The address of the network a request comes from: only to count what is too much, never stored.
    public static string GetNetworkAddress(this HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    static string? Name((string Sign, string Name)[] all, string? userAgent) =>
        userAgent is null ? null : all.FirstOrDefault(one => userAgent.Contains(one.Sign, StringComparison.Ordinal)).Name;
}
