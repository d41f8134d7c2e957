namespace CommunityHub.Web.App;

/// What every page says about the site itself. Cascades from the site's settings.
public sealed record SiteCard(string Name, string? HelpContact)
{
    public static readonly SiteCard Unnamed = new("CommunityHub", null);
}
