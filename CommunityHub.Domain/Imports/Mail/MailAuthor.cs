using System.Text.RegularExpressions;
using CommunityHub.People;
using CommunityHub.Text;
using MimeKit;

namespace CommunityHub.Imports.Mail;

/// Who wrote a message: the name that stands in it. The key stands for the address.
sealed partial record MailAuthor(string Name, string Key)
{
    public const string Somebody = "Somebody on the list";

    const int MostRead = 1_000;

    public static MailAuthor Of(MimeMessage mail)
    {
        var raw = Short(mail.Headers[HeaderId.From]);
        var box = mail.From.Mailboxes.FirstOrDefault();
        // Archives of Mailman: "ann at example.org (Ann Smith)".
        var said = box is { Name.Length: > 0 } ? Short(box.Name) : InBrackets().Match(raw) is { Success: true } found ? found.Groups[1].Value : "";
        var address = box is { Address.Length: > 0 } ? Short(box.Address) : Spaces().Replace(raw, " ");
        // Lists that send in their own name: "Ann Smith via Potters <potters@example.org>". The address is the list's then, and tells nobody apart.
        if (Via().Match(said) is { Success: true } via)
        {
            said = via.Groups[1].Value;
            address = $"{address}\n{said}";
        }
        var name = Wording.Shorten(Wording.Line(MailAddresses.Mask(said)).Trim('"', '\'', ' '), Person.LongestName);
        var isName = !Wording.IsBlank(name) && !name.Contains(MailAddresses.Masked, StringComparison.Ordinal)
            && name.Length <= Person.LongestName * Wording.UnitsPerCharacterInALine;
        return new(isName ? name : Somebody, MailItem.KeyOf(address.ToLowerInvariant()));
    }

    static string Short(string? header) => header is null ? "" : header.Length > MostRead ? header[..MostRead] : header;

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\(([^()]+)\)\s*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex InBrackets();

    [GeneratedRegex(@"^\s*(\S.*?)\s+via\s+\S.*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Via();
}
