using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CommunityHub.Text;
using MimeKit;

namespace CommunityHub.Imports.Mail;

/// Takes one message apart. Whatever is in it: the worst is a line in the report.
sealed partial class MailParsing(ImportReport report, string list, DateTime now)
{
    const string CutOff = "the last message, for the file is cut off in it";
    const int MostParents = 50;
    const int MostParts = 200;
    const int MostOfHeaders = 256 << 10;
    const int LongestWords = 256 << 10;

    // What reads messages takes ever longer where headers are long, also those of parts.
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    static readonly DateTime Oldest = new(1971, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    static readonly ParserOptions Options = MakeOptions();

    readonly MailFiles files = new(report);

    /// Null: left out.
    public MailItem? Parse(MboxMessage message)
    {
        var which = string.Create(CultureInfo.InvariantCulture, $"message {message.Number}");
        if (message.Bytes is null) return LeaveOut("messages over 32 MB", which);
        if (message.IsCutOff) return LeaveOut(CutOff, which);
        if (LengthOfHeaders(message.Bytes) > MostOfHeaders) return LeaveOut("messages with headers over 256 KB", which);
        try
        {
            using var stream = new MemoryStream(message.Bytes, writable: false);
            using var limit = new CancellationTokenSource(Longest);
            return Take(MimeMessage.Load(Options, stream, persistent: true, limit.Token), message, which);
        }
        // It is a stranger's, and so are the faults of what reads it.
        catch (Exception fault)
        {
            return LeaveOut(fault is OperationCanceledException ? "messages that take too long to read" : "messages that cannot be read", which);
        }
    }

    MailItem? Take(MimeMessage mail, MboxMessage message, string which)
    {
        if (mail.Headers["X-No-Archive"]?.Trim().Equals("yes", StringComparison.OrdinalIgnoreCase) ?? false)
            return LeaveOut("messages whose writers asked not to be archived", which);
        if (DateOf(mail, message.From) is not { } at) return LeaveOut("messages without a date that can be", which);
        var parts = MailParts.Leaves(mail.Body).Take(MostParts + 1).ToList();
        if (parts.Count > MostParts) return LeaveOut("messages of more than 200 parts", which);
        if (message.IsLast && mail.Body is Multipart { Boundary: { } end } && message.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"--{end}--")) < 0)
            return LeaveOut(CutOff, which);

        var (kept, leftOut) = files.Take(parts.Where(MailParts.IsFile), which);
        var text = TextOf(MailParts.Words(mail.Body), which);
        if (Wording.IsBlank(text) && kept.Count == 0) return LeaveOut("messages without words", which);
        var subject = MailSubject.Of(mail.Subject, [NameKey.Of(list), .. NamesIn(mail.Headers[HeaderId.ListId])]);
        var author = MailAuthor.Of(mail);
        var id = mail.MessageId is { Length: > 0 } said ? said : null;
        if (id is null) report.Count("messages without a Message-ID, known by their words");
        var key = MailItem.KeyOf(id ?? $"{author.Key}\n{at:O}\n{subject.Title}\n{text}");
        // A message answers its parent, which has its own: what is far away adds nothing.
        var parents = mail.References.TakeLast(MostParents).Append(mail.InReplyTo).OfType<string>()
            .Where(parent => parent.Length > 0).Select(MailItem.KeyOf).Where(parent => parent != key).Distinct().ToList();
        return new MailItem(
            key, parents, subject.Title, subject.IsReply, author.Name, author.Key, at,
            Wording.IsBlank(text) ? "*Without words.*" : text, MailFiles.Remark(leftOut))
        {
            HasFiles = kept.Count > 0,
            Files = kept,
        };
    }

    static int LengthOfHeaders(ReadOnlySpan<byte> message)
    {
        var (length, withCr) = (message.IndexOf("\n\n"u8), message.IndexOf("\n\r\n"u8));
        return length < 0 && withCr < 0 ? message.Length : length < 0 ? withCr : withCr < 0 ? length : Math.Min(length, withCr);
    }

    MailItem? LeaveOut(string why, string which)
    {
        report.LeaveOut(why, which);
        return null;
    }

    string TextOf(IEnumerable<TextPart> words, string which)
    {
        var (text, isShortened) = (new StringBuilder(), false);
        foreach (var part in words)
        {
            if (text.Length > MailText.Longest) break;
            var said = MailParts.TextOf(part);
            if (said.Length > LongestWords) (said, isShortened) = (said[..LongestWords], true);
            var piece = part.IsHtml ? MailText.FromHtml(said, out var isCut) : MailText.FromPlain(said, out isCut);
            isShortened |= isCut;
            if (!Wording.IsBlank(piece)) text.Append(text.Length > 0 ? "\n\n" : "").Append(piece);
        }
        if (text.Length > MailText.Longest) (text.Length, isShortened) = (MailText.Longest, true);
        if (!isShortened) return text.ToString();
        report.LeaveOut("the ends of very long messages", which);
        return $"{text}\n\n*The rest of this long message was left in the archive.*";
    }

    // "Potters of the north <potters.example.org>": the list's name, and what programs call it.
    static IEnumerable<string> NamesIn(string? listId)
    {
        if (listId is null or { Length: > 400 }) return [];
        return ListNames().Matches(listId).Select(name => NameKey.Of(name.Groups[1].Value));
    }

    DateTime? DateOf(MimeMessage mail, string from)
    {
        // The year 0001 would be taken for 2001.
        if (IsPossible(mail.Date.UtcDateTime) && !Early().IsMatch(mail.Headers[HeaderId.Date] ?? "")) return mail.Date.UtcDateTime;
        return Stamp().Match(from) is { Success: true } stamp
            && DateTime.TryParseExact(
                Spaces().Replace(stamp.Value, " "), "ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            && IsPossible(at) ? at : null;
    }

    bool IsPossible(DateTime at) => at >= Oldest && at <= now.AddDays(1);

    static ParserOptions MakeOptions()
    {
        // Before the first message: a charset that was asked for in vain is never asked for again.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var options = ParserOptions.Default.Clone();
        (options.MaxMimeDepth, options.MaxAddressGroupDepth) = (20, 3);
        return options;
    }

    [GeneratedRegex(@"[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d \d{4}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Stamp();

    [GeneratedRegex(@"\s0\d{3}\s", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Early();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?:^|<)\s*""?([^<>"".]{2,60})", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex ListNames();
}
