using System.Text.RegularExpressions;

namespace CommunityHub.Imports.Mail;

/// Addresses are shown nowhere, also not those that somebody wrote into a text, or spelled out as archives do.
static partial class MailAddresses
{
    public const string Masked = "(address)";

    /// To a page, without the signs that end a sentence.
    public const string Link = @"https?://[^\s<>""()\[\]\\]*[^\s<>""()\[\]\\.,;:!?'*]";

    /// Of a search through a text, in milliseconds.
    public const int Longest = 5_000;

    // An @, also as programs and people hide it.
    const string At = @"(@|\uFF20|\uFE6B|%40|&#0*64;|&#x0*40;|&commat;)";

    // A backslash: in Markdown a sign may be escaped. The marks after the @ are emphasis in the middle of an address.
    const string Address = @"(mailto:)?(""[^""\n]{1,64}""|[\p{L}\p{N}._%+\-\\=&'!#$*?^`{|}~]+)" + At + @"[*_~`\[\\]*[\p{L}\p{N}\-\\_]+(\.[\p{L}\p{N}\-\\_]+)*";

    const string Dot = @"(\.|[ \t]+dot[ \t]+|[ \t]*[(\[{<\\]+(dot|\.)[)\]}>\\]+[ \t]*)";

    const string Spelled = @"(?<who>[\p{L}\p{N}._%+\-\\]+)[ \t]*(?<at>\bat\b|[(\[{<\\]+[ \t]*(at|@)[ \t]*[)\]}>\\]+|@)[ \t]*"
        + @"[\p{L}\p{N}\-]+(" + Dot + @"[\p{L}\p{N}\-]+)*" + Dot + @"\p{L}{2,}";

    const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // "Have a look at example.org": a page and no address. Anything else before an "at" may be the name of a mailbox.
    static readonly HashSet<string> Words = new(
        ("a again all also and are available back be by can directly due files find found go got had held here hosted is it its live located look "
            + "looked looking looks more now on online only open or out over page pages read running see sign site start still stuff that them there "
            + "things this to up us was web website were work").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    public static string Mask(string text)
    {
        var masked = Links().Replace(text, link => InLink().IsMatch(link.Value) ? Masked : link.Value);
        masked = Addresses().Replace(masked, Masked);
        masked = SpelledOut().Replace(masked, found => IsPage(found) ? found.Value : Masked);
        return masked.Replace("\\<(address)>", Masked, StringComparison.Ordinal).Replace("<(address)>", Masked, StringComparison.Ordinal)
            .Replace("((address))", Masked, StringComparison.Ordinal);
    }

    static bool IsPage(Match found) =>
        found.Groups["at"].Value.Equals("at", StringComparison.OrdinalIgnoreCase) && Words.Contains(found.Groups["who"].Value)
        && !found.Value.Contains(" dot ", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(Link, Linear, Longest)]
    private static partial Regex Links();

    [GeneratedRegex(@"[^/]" + At + @"[^/]", Linear, Longest)]
    private static partial Regex InLink();

    [GeneratedRegex(Address, Linear, Longest)]
    private static partial Regex Addresses();

    [GeneratedRegex(Spelled, Linear, Longest)]
    private static partial Regex SpelledOut();
}
