using System.Text.RegularExpressions;
using CommunityHub.Forums;
using CommunityHub.Text;

namespace CommunityHub.Imports.Mail;

/// What a message is about, without the marks that programs put before it.
sealed partial record MailSubject(string Title, bool IsReply)
{
    public const string None = "(no subject)";

    // Before anything is done with it: a header may be of any size.
    const int MostRead = 2_000;
    const int MostMarks = 20;

    /// ListNames: what "[Potters]" at its beginning may say.
    public static MailSubject Of(string? subject, IReadOnlyCollection<string> listNames)
    {
        var (rest, isReply) = (subject ?? "", false);
        rest = MailAddresses.Mask(Wording.Line(rest.Length > MostRead ? rest[..MostRead] : rest));
        for (var i = 0; i < MostMarks; i++)
        {
            if (Reply().Match(rest) is { Success: true } reply) (rest, isReply) = (rest[reply.Length..], true);
            else if (Tag().Match(rest) is { Success: true } tag && listNames.Contains(NameKey.Of(tag.Groups[1].Value))) rest = rest[tag.Length..];
            else break;
        }
        var title = Wording.Shorten(rest, Discussion.LongestTitle);
        // Emoji and accents take more room than a title has.
        var isTitle = !Wording.IsBlank(title) && title.Length <= Discussion.LongestTitle * Wording.UnitsPerCharacterInALine;
        return new(isTitle ? title : None, isReply);
    }

    [GeneratedRegex(
        @"^((re|aw|sv|antw|fwd?|wg)[ ]?(\[\d+\])?[ ]?:[ ]?)+",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reply();

    [GeneratedRegex(@"^\[([^\[\]]{1,60})\][ ]?", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
