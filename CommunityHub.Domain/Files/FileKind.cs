using System.IO.Compression;
using System.Text;

namespace CommunityHub.Files;

/// A kind of file that can be attached. Recognised by what is in it, never by its name alone.
public sealed record FileKind(string MediaType, string Extension, string InWords, bool IsPicture = false)
{
    const string OpenXml = "application/vnd.openxmlformats-officedocument.";
    const string OpenDocument = "application/vnd.oasis.opendocument.";

    static readonly FileKind Pdf = new("application/pdf", "pdf", "PDF");
    static readonly FileKind PlainText = new("text/plain", "txt", "Text");
    static readonly FileKind Csv = new("text/csv", "csv", "CSV table");

    // The first bytes: PNG (RFC 2083, 3.1), JPEG (ISO 10918-1, B.2), GIF (89a, 17), WebP (RFC 9649, 2.4).
    static readonly (byte[] Start, int At, FileKind Kind)[] Pictures =
    [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 0, new("image/png", "png", "Picture", IsPicture: true)),
        ([0xFF, 0xD8, 0xFF], 0, new("image/jpeg", "jpg", "Picture", IsPicture: true)),
        ("GIF8"u8.ToArray(), 0, new("image/gif", "gif", "Picture", IsPicture: true)),
        ("WEBP"u8.ToArray(), 8, new("image/webp", "webp", "Picture", IsPicture: true)),
    ];

    // By the folder that the document's own part stands in (ECMA-376, part 2).
    static readonly (string Folder, FileKind Kind)[] Office =
    [
        ("word/", new(OpenXml + "wordprocessingml.document", "docx", "Word document")),
        ("xl/", new(OpenXml + "spreadsheetml.sheet", "xlsx", "Excel table")),
        ("ppt/", new(OpenXml + "presentationml.presentation", "pptx", "PowerPoint slides")),
    ];

    static readonly FileKind[] Open =
    [
        new(OpenDocument + "text", "odt", "OpenDocument text"),
        new(OpenDocument + "spreadsheet", "ods", "OpenDocument table"),
        new(OpenDocument + "presentation", "odp", "OpenDocument slides"),
    ];

    /// Null: not a kind that can be attached.
    public static FileKind? Of(ReadOnlyMemory<byte> file, string name)
    {
        var bytes = file.Span;
        foreach (var (start, at, kind) in Pictures)
        {
            if (bytes.Length > at + start.Length && bytes.Slice(at, start.Length).SequenceEqual(start)) return kind;
        }
        if (bytes.StartsWith("%PDF-"u8)) return Pdf;
        if (bytes.StartsWith("PK\x03\x04"u8)) return InZip(file);
        return Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".CSV" when IsText(bytes) => Csv,
            ".TXT" or ".MD" or ".TEXT" when IsText(bytes) => PlainText,
            _ => null,
        };
    }

    // Only the list of what is in it is read, so a file that unpacks to much more costs nothing.
    static FileKind? InZip(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file.ToArray(), writable: false), ZipArchiveMode.Read);
            var names = zip.Entries.Take(10_000).Select(entry => entry.FullName).ToList();
            // Programs inside documents do not come in.
            if (names.Exists(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) return null;
            if (names.Contains("[Content_Types].xml")) return Array.Find(Office, office => names.Exists(name => name.StartsWith(office.Folder, StringComparison.Ordinal))).Kind;
            if (zip.GetEntry("mimetype") is not { Length: < 100 } type) return null;
            using var reader = new StreamReader(type.Open(), Encoding.ASCII);
            var said = reader.ReadToEnd().Trim();
            return Array.Find(Open, kind => kind.MediaType == said);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    static bool IsText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || !System.Text.Unicode.Utf8.IsValid(bytes)) return false;
        foreach (var one in bytes)
        {
            if (one < 0x20 && one is not (0x09 or 0x0A or 0x0D or 0x0C)) return false;
        }
        return true;
    }
}
