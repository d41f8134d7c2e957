using System.Globalization;
using CommunityHub.Text;

namespace CommunityHub.Exports;

/// What the entries of the archive are called. Names in it are ours: nothing that a member typed decides where a file goes.
static class ExportNames
{
    public const string Json = "community.json";
    public const string Discussions = "discussions/";
    public const string Hotseats = "hotseats/";
    public const string Files = "files/";

    public static string File(int number, string name) => string.Create(CultureInfo.InvariantCulture, $"{Files}{number}{Path.GetExtension(name).ToLowerInvariant()}");

    public static string Page(string folder, int number, string title) => string.Create(CultureInfo.InvariantCulture, $"{folder}{number:0000}-{Slug.From(title)}.md");
}
