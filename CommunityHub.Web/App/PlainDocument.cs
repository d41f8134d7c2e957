namespace CommunityHub.Web.App;

/// A page for poor lines and old devices: no script, no font, and a sheet of a kilobyte instead of the site's own.
[AttributeUsage(AttributeTargets.Class)]
sealed class PlainDocumentAttribute : Attribute
{
    public static bool IsOn(HttpContext? context) =>
        context?.GetEndpoint()?.Metadata.GetMetadata<PlainDocumentAttribute>() is not null;
}
