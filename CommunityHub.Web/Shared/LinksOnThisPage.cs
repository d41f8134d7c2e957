using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Shared;

public static class LinksOnThisPage
{
    /// A link to an id on this very page. On its own, "#id" would mean the front page, because of <base href="/">.
    public static string Here(this NavigationManager navigation, string id) => new Uri(navigation.Uri).PathAndQuery + "#" + id;
}
