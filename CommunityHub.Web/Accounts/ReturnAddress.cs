namespace CommunityHub.Web.Accounts;

/// Where to go after signing in: a path on this site, or the home page.
public static class ReturnAddress
{
    public static string Safe(string? address)
    {
        if (address is not { Length: > 0 and <= 2000 } || address[0] != '/' || !address.All(sign => sign is > ' ' and < (char)127 and not '\\')) return "/";

        // Browsers read "//host" as another site, and so may what looks like it after they have tidied up dots.
        var site = new Uri("https://site.invalid");
        return Uri.TryCreate(site, address, out var whole) && whole.Host == site.Host && whole.Scheme == site.Scheme && whole.IsDefaultPort && !whole.PathAndQuery.StartsWith("//", StringComparison.Ordinal)
            && !address.StartsWith("//", StringComparison.Ordinal)
            ? whole.PathAndQuery + whole.Fragment
            : "/";
    }
}
