using CommunityHub.Web.Communities;

namespace CommunityHub.Web.Imports;

/// The words of what was brought from elsewhere, in en-GB.
static class ImportWords
{
    public static string Posts(int count) => count == 1 ? "1 post" : $"{CommunityWords.Number(count)} posts";

    public static string Points(int count) => count is 1 or -1 ? $"{count} point" : $"{CommunityWords.Number(count)} points";

    /// Where a licence of the family can be read: "CC BY-SA 3.0". Null: another one.
    public static string? LicenceAddress(string licence) =>
        licence.Split(' ') is ["CC", "BY-SA", { Length: 3 } version] && version[1] == '.' && char.IsAsciiDigit(version[0]) && char.IsAsciiDigit(version[2])
            ? $"https://creativecommons.org/licenses/by-sa/{version}/" : null;
}
