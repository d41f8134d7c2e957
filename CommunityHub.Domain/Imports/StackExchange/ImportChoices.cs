using CommunityHub.Text;

namespace CommunityHub.Imports.StackExchange;

/// What to import, and where to. Root and Name: of the site the dump is of; where they are not said, its folder's name says them.
public sealed record ImportChoices(string Folder, string CommunitySlug, string? Root = null, string? Name = null, bool IsPreview = false)
{
    /// Of the tags that are used most, so many become themes. More would be a list that nobody reads.
    public const int MostThemes = 12;

    // Dumps are named after the site: bicycles.meta.stackexchange.com, or shorter.
    string Host
    {
        get
        {
            var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder))).ToLowerInvariant();
            return name.EndsWith(".com", StringComparison.Ordinal) || name.EndsWith(".net", StringComparison.Ordinal) ? name : $"{name}.stackexchange.com";
        }
    }

    public string SiteRoot => ImportSource.RequireRoot(Root ?? $"https://{Host}");

    /// "bicycles.meta" is "Bicycles Meta".
    public string SiteName => Wording.RequireLine(Name ?? NameOf(Host.Replace(".stackexchange.com", "", StringComparison.Ordinal)), ImportSource.LongestName, "Give the site’s name with --name.");

    static string NameOf(string host) =>
        string.Join(' ', host.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
