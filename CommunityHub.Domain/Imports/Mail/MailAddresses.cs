using System.Text.RegularExpressions;

namespace CommunityHub.Imports.Mail;

/// Addresses are shown nowhere, also not those that somebody wrote into a text, or spelled out as archives do.
static partial class MailAddresses
{
    public const string Masked = "(address)";

    public static string Mask(string text) => Spelled().Replace(Address().Replace(text, Masked), Masked);

    // A backslash: in Markdown a sign of an address may be escaped.
    [GeneratedRegex(@"(mailto:)?[\p{L}\p{N}._%+\-\\=&'/!#$*?^`{|}~]+@[\p{L}\p{N}\-\\_]+(\.[\p{L}\p{N}\-\\_]+)*", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(
        @"[\p{L}\p{N}._%+\-\\]+[ \t]*(\bat\b|\(at\)|\[at\]|\\\[at\\?\])[ \t]*[\p{L}\p{N}\-]+((\.|[ \t]+dot[ \t]+|[ \t]*(\(dot\)|\[dot\]|\\\[dot\\?\])[ \t]*)[\p{L}\p{N}\-]+)*(\.|[ \t]+dot[ \t]+|[ \t]*(\(dot\)|\[dot\]|\\\[dot\\?\])[ \t]*)\p{L}{2,}",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Spelled();
}
