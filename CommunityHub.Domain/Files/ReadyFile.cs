using CommunityHub.Text;

namespace CommunityHub.Files;

/// A file as a form sent it. Alt: what a picture shows.
public sealed record Upload(string? Name, ReadOnlyMemory<byte> Bytes, string? Alt = null, bool IsDecoration = false);

/// A file that has been looked at, and may be kept.
public sealed record ReadyFile(string Name, byte[] Bytes, string MediaType, int? Width, int? Height, string? Alt)
{
    public const int Most = 5;
    public const int MostBytes = 10 * 1024 * 1024;

    /// Looks at each: outside any transaction, as pictures take their time. Refuses too many, too large, of no kind that can be attached, and a
    /// picture of which nobody says what it shows (WCAG 2.2, 1.1.1).
    public static IReadOnlyList<ReadyFile> Of(IReadOnlyList<Upload> uploads)
    {
        if (uploads.Count > Most) throw new RefusedException($"A post has {Most} files at most.");
        if (uploads.Sum(upload => (long)upload.Bytes.Length) > MostBytes) throw new RefusedException("The files are too large: 10 megabytes together at most.");
        return [.. uploads.Select(Of)];
    }

    static ReadyFile Of(Upload upload)
    {
        var name = NameOf(upload.Name);
        if (upload.Bytes.IsEmpty) throw new RefusedException($"The file “{name}” is empty.");
        var kind = FileKind.Of(upload.Bytes, name) ?? throw new RefusedException(
            $"The file “{name}” is of a kind that cannot be attached. You can attach pictures (PNG, JPEG, GIF, WebP), PDF, text, CSV, and Office or OpenDocument files without macros.");
        if (!kind.IsPicture) return new(WithExtension(name, kind.Extension), upload.Bytes.ToArray(), kind.MediaType, null, null, null);

        var alt = Wording.AllowLine(upload.Alt, Attachment.LongestAlt);
        if (Wording.IsBlank(alt) && !upload.IsDecoration) throw new RefusedException($"Say what the picture “{name}” shows, for people who cannot see it. Or say that it is only decoration.");
        var picture = Picture.Of(upload.Bytes);
        return new(WithExtension(name, picture.Extension), picture.Bytes, picture.MediaType, picture.Width, picture.Height, upload.IsDecoration ? "" : alt);
    }

    // Folders, control characters and marks that turn the direction of writing are no part of a name.
    static string NameOf(string? typed)
    {
        var name = Wording.Line((typed ?? "").Split('/', '\\')[^1]);
        name = string.Concat(name.Where(sign => !Path.GetInvalidFileNameChars().Contains(sign) && sign is not (':' or '"' or '<' or '>' or '|' or '?' or '*' or ';'))).Trim('.', ' ');
        return name.Length == 0 ? "file" : Wording.Shorten(name, Attachment.LongestName - 10);
    }

    // What it is called says what it is.
    static string WithExtension(string name, string extension)
    {
        var own = Path.GetExtension(name).TrimStart('.');
        return string.Equals(own, extension, StringComparison.OrdinalIgnoreCase) || (extension is "jpg" && own.Equals("jpeg", StringComparison.OrdinalIgnoreCase))
            ? name
            : $"{(own.Length is > 0 and < 6 ? name[..^(own.Length + 1)] : name)}.{extension}";
    }
}
