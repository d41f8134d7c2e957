using CommunityHub.Text;

namespace CommunityHub.Imports;

/// Another site, from which discussions were brought into one community.
public sealed class ImportSource
{
    public const int LongestName = 80;
    public const int LongestRoot = 200;

    ImportSource(long communityId, string root, string name, DateTime begunAt) => (CommunityId, Root, Name, BegunAt) = (communityId, root, name, begunAt);

    public long Id { get; private set; }
    public long CommunityId { get; private set; }

    /// Where its pages are: "https://bicycles.meta.stackexchange.com". By it a second import knows what the first has brought.
    public string Root { get; private set; }

    /// As readers see it: "Bicycles Meta".
    public string Name { get; private set; }
    public DateTime BegunAt { get; private set; }

    /// Refuses a name that cannot be seen, and what is no web address.
    public static ImportSource Begin(long communityId, string? root, string? name, DateTime now) =>
        new(communityId, RequireRoot(root), Wording.RequireLine(name, LongestName, "Give the site’s name with --name."), now);

    /// A mailing list has no address that holds: its name is what a second run knows it by.
    public static ImportSource BeginList(long communityId, string name, DateTime now) => new(communityId, ListRoot(name), name, now);

    public static string ListRoot(string name) => $"mbox:{NameKey.Of(name)}";

    public static string RequireRoot(string? root) =>
        Uri.TryCreate(root, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.AbsoluteUri.Length <= LongestRoot
            ? address.AbsoluteUri.TrimEnd('/')
            : throw new RefusedException("Give the address of the site with --site, as https://bicycles.meta.stackexchange.com.");
}
