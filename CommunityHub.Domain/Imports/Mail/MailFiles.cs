using System.Globalization;
using System.Text;
using CommunityHub.Files;
using CommunityHub.Text;
using MimeKit;

namespace CommunityHub.Imports.Mail;

/// The attachments of a message, through the same sieve as files that members attach. Those that stay out have a line in the report.
sealed class MailFiles(ImportReport report)
{
    const int MostNamed = 5;
    const int LongestName = 80;

    /// Left out: their names, for whoever reads the post.
    public (IReadOnlyList<ReadyFile> Kept, IReadOnlyList<string> LeftOut) Take(IEnumerable<MimeEntity> parts, string which)
    {
        var (kept, leftOut, room) = (new List<ReadyFile>(), new List<string>(), ReadyFile.MostBytes);
        foreach (var part in parts)
        {
            if (part.ContentType.MimeType.EndsWith("-signature", StringComparison.OrdinalIgnoreCase))
            {
                report.LeaveOut("signatures for programs", which);
                continue;
            }
            var name = NameOf(part);
            if (Refuse(part, name, kept, ref room) is not { } why) continue;
            leftOut.Add(name);
            report.LeaveOut("attachments", $"{which}: {name}: {why}");
        }
        return (kept, leftOut);
    }

    /// In a sentence, for the post. Null: there is nothing to say.
    public static string? Remark(IReadOnlyList<string> leftOut) => leftOut.Count == 0 ? null
        : $"Attached there, not kept here: {string.Join(", ", leftOut.Take(MostNamed))}"
            + (leftOut.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {leftOut.Count - MostNamed} more.") : ".");

    // Null: it is kept.
    static string? Refuse(MimeEntity entity, string name, List<ReadyFile> kept, ref int room)
    {
        if (entity is not MimePart part) return "it is a message itself";
        if (kept.Count == ReadyFile.Most) return string.Create(CultureInfo.InvariantCulture, $"a post has {ReadyFile.Most} files at most");
        var bytes = BytesOf(part);
        if (bytes.Length > room)
            return string.Create(CultureInfo.InvariantCulture, $"the files of a post have {ReadyFile.MostBytes >> 20} MB together at most");
        try
        {
            kept.AddRange(ReadyFile.Of([new Upload(part.FileName is null ? null : name, bytes, AltOf(part, name))]));
            room -= bytes.Length;
            return null;
        }
        catch (RefusedException refusal)
        {
            return refusal.Message.Split(". ")[0].TrimEnd('.');
        }
        // What decodes pictures is another's, and no picture may end an import.
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return "it cannot be read";
        }
    }

    static byte[] BytesOf(MimePart part)
    {
        // Addresses in tables and texts are not shown either.
        if (part is TextPart text) return Encoding.UTF8.GetBytes(MailAddresses.Mask(MailParts.TextOf(text)));
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes);
        return bytes.ToArray();
    }

    static string NameOf(MimeEntity entity)
    {
        var said = Wording.Line(entity is MimePart part ? part.FileName : null);
        if (said.Length > 400) said = said[^400..];
        // What it ends in is no part of an address.
        var name = MailAddresses.Mask(Path.GetFileNameWithoutExtension(said)) + Path.GetExtension(said);
        return Wording.IsBlank(name) ? $"without a name ({Wording.Shorten(Wording.Line(entity.ContentType.MimeType), LongestName)})"
            : name.Length <= LongestName ? name
            // What it ends in says what it is.
            : Wording.Shorten(Path.GetFileNameWithoutExtension(name), LongestName - 10) + Wording.Shorten(Path.GetExtension(name), 8);
    }

    static string AltOf(MimePart part, string name)
    {
        var said = Wording.Line(part.ContentDescription);
        var alt = Wording.Shorten(MailAddresses.Mask(said.Length > 2_000 ? said[..2_000] : said), Attachment.LongestAlt);
        return Wording.IsBlank(alt) ? $"{name}: nobody said what this picture shows" : alt;
    }
}
