using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CommunityHub.Forums;
using CommunityHub.People;
using CommunityHub.Text;
using MimeKit;

namespace CommunityHub.Imports.Mail;

/// Takes one message apart. Whatever is in it: the worst is a line in the report.
sealed partial class MailParsing(ImportReport report, DateTime now)
{
    public const string Somebody = "Somebody on the list";

    const int MostParents = 50;
    const int MostParts = 200;
    const int LongestWords = 1 << 20;

    static readonly DateTime Oldest = new(1971, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    static readonly ParserOptions Options = MakeOptions();

    /// Null: left out.
    public MailItem? Parse(MboxMessage message)
    {
        var which = $"message {message.Number}";
        if (message.Bytes is null) return LeaveOut("messages over 32 MB", which);
        if (message.IsCutOff) return LeaveOut("the last message, for the file is cut off in it", which);
        try
        {
            using var stream = new MemoryStream(message.Bytes, writable: false);
            return Take(MimeMessage.Load(Options, stream), message, which);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException or NotSupportedException or IOException)
        {
            return LeaveOut("messages that cannot be read", which);
        }
    }

    MailItem? Take(MimeMessage mail, MboxMessage message, string which)
    {
        if (string.Equals(mail.Headers["X-No-Archive"]?.Trim(), "yes", StringComparison.OrdinalIgnoreCase)) return LeaveOut("messages whose writers asked not to be archived", which);
        if (DateOf(mail, message.From) is not { } at) return LeaveOut("messages without a date that can be", which);
        var parts = Parts(mail.Body).Take(MostParts + 1).ToList();
        if (parts.Count > MostParts) return LeaveOut("messages of more than 200 parts", which);

        var text = TextOf(mail, parts, which);
        if (Wording.IsBlank(text)) return LeaveOut("messages without words", which);
        var subject = MailAddresses.Mask(Wording.Line(mail.Subject));
        var bare = Wording.Shorten(Reply().Replace(subject, "").Trim(), Discussion.LongestTitle);
        // Emoji and accents take more room than a title has.
        if (Wording.IsBlank(bare) || bare.Length > Discussion.LongestTitle * Wording.UnitsPerCharacterInALine) bare = "(no subject)";
        var (author, authorKey) = AuthorOf(mail);
        var key = MailItem.KeyOf(mail.MessageId is { Length: > 0 } id ? id : $"{authorKey}\n{at:O}\n{subject}\n{text}");
        if (mail.MessageId is not { Length: > 0 }) report.Count("messages without a Message-ID, known by their words");
        var parents = mail.References.TakeLast(MostParents).Append(mail.InReplyTo).OfType<string>().Where(parent => parent.Length > 0).Select(MailItem.KeyOf).Distinct().ToList();
        return new MailItem(key, parents, bare, Reply().IsMatch(subject), author, authorKey, at, text);
    }

    MailItem? LeaveOut(string why, string which)
    {
        report.LeaveOut(why, which);
        return null;
    }

    string TextOf(MimeMessage mail, List<MimeEntity> parts, string which)
    {
        var words = parts.OfType<TextPart>().Where(part => !part.IsAttachment).ToList();
        var plain = words.Where(part => part.IsPlain || part.IsFlowed).ToList();
        var shown = plain.Exists(part => !string.IsNullOrWhiteSpace(part.Text)) ? plain : [.. words.Where(part => part.IsHtml).Take(1)];
        var isShortened = false;
        var text = new StringBuilder();
        if (shown.Count > 0)
        {
            var all = string.Join('\n', shown.Select(part => part.Text));
            if (all.Length > LongestWords) (all, isShortened) = (all[..LongestWords], true);
            text.Append(shown[0].IsHtml ? MailText.FromHtml(all, out var isCut) : MailText.FromPlain(all, out isCut));
            isShortened |= isCut;
        }
        if (isShortened)
        {
            text.Append("\n\n*The rest of this long message was left in the archive.*");
            report.LeaveOut("the ends of very long messages", which);
        }
        foreach (var part in parts.Where(part => part is not TextPart || part.IsAttachment).Take(10))
        {
            var name = HtmlToMarkdown.Escape(MailAddresses.Mask(Wording.Shorten(Wording.Line(part is MimePart file ? file.FileName : null), 80)));
            var type = HtmlToMarkdown.Escape(Wording.Shorten(Wording.Line(part.ContentType.MimeType), 60));
            text.Append(CultureInfo.InvariantCulture, $"\n\n*Attachment, not kept: {(Wording.IsBlank(name) ? "without a name" : name)} ({type}{Size(part)})*");
            report.LeaveOut("attachments", $"{which}: {(Wording.IsBlank(name) ? type : name)}");
        }
        return text.ToString().Trim('\n');
    }

    static string Size(MimeEntity part)
    {
        if (part is not MimePart { Content: { } content }) return "";
        using var count = new MimeKit.IO.MeasuringStream();
        content.DecodeTo(count);
        return string.Create(CultureInfo.InvariantCulture, $", {Math.Max(1, count.Length / 1024)} KB");
    }

    static IEnumerable<MimeEntity> Parts(MimeEntity? body)
    {
        if (body is not Multipart several) return body is null ? [] : [body];
        return several.SelectMany(Parts);
    }

    DateTime? DateOf(MimeMessage mail, string from)
    {
        if (IsPossible(mail.Date.UtcDateTime)) return mail.Date.UtcDateTime;
        return Stamp().Match(from) is { Success: true } stamp
            && DateTime.TryParseExact(Spaces().Replace(stamp.Value, " "), "ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            && IsPossible(at) ? at : null;
    }

    bool IsPossible(DateTime at) => at >= Oldest && at <= now.AddDays(1);

    static (string Name, string Key) AuthorOf(MimeMessage mail)
    {
        var raw = mail.Headers[HeaderId.From] ?? "";
        var box = mail.From.Mailboxes.FirstOrDefault();
        // Archives of Mailman: "ann at example.org (Ann Smith)".
        var said = box is { Name.Length: > 0 } ? box.Name : InBrackets().Match(raw) is { Success: true } found ? found.Groups[1].Value : "";
        var name = Wording.Shorten(Wording.Line(MailAddresses.Mask(said)).Trim('"', '\'', ' '), Person.LongestName);
        var isNamed = !Wording.IsBlank(name) && !name.Contains(MailAddresses.Masked, StringComparison.Ordinal) && name.Length <= Person.LongestName * Wording.UnitsPerCharacterInALine;
        var address = box is { Address.Length: > 0 } ? box.Address : Spaces().Replace(raw, " ");
        return (isNamed ? name : Somebody, MailItem.KeyOf(address.ToLowerInvariant()));
    }

    static ParserOptions MakeOptions()
    {
        var options = ParserOptions.Default.Clone();
        (options.MaxMimeDepth, options.MaxAddressGroupDepth) = (20, 3);
        return options;
    }

    [GeneratedRegex(@"^\s*((re|aw|sv|antw|fwd?|wg)\s*(\[\d+\])?\s*:\s*)+", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reply();

    [GeneratedRegex(@"[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d \d{4}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Stamp();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\(([^()]+)\)\s*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex InBrackets();
}
