using System.Text;
using System.Text.Unicode;
using MimeKit;
using MimeKit.Text;

namespace CommunityHub.Imports.Mail;

/// Which parts of a message are its words, and which came with it.
static class MailParts
{
    static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// Of several ways to say the same, plain words come first.
    public static IReadOnlyList<TextPart> Words(MimeEntity? entity) => entity switch
    {
        MultipartAlternative ways => Best(ways.Select(Words).ToList()),
        MultipartRelated { Count: > 0 } page => Words(page.Root ?? page[0]),
        Multipart several => [.. several.SelectMany(Words)],
        TextPart { IsAttachment: false } text when IsWords(text) => [text],
        _ => [],
    };

    /// All that hold something.
    public static IEnumerable<MimeEntity> Leaves(MimeEntity? entity) =>
        entity is Multipart several ? several.SelectMany(Leaves) : entity is null ? [] : [entity];

    public static bool IsFile(MimeEntity part) => part is not TextPart { IsAttachment: false } text || !IsWords(text);

    /// In the charset that it names. Where it names none, or one that there is not, or one that its bytes are not in: as browsers read it.
    public static string TextOf(TextPart part)
    {
        using var all = new MemoryStream();
        part.Content?.DecodeTo(all);
        var bytes = all.GetBuffer().AsSpan(0, (int)all.Length);
        var named = part.ContentType.CharsetEncoding;
        var isAscii = named is null or { CodePage: 65001 or 20127 };
        var text = (!isAscii ? named! : Utf8.IsValid(bytes) ? Encoding.UTF8 : Western).GetString(bytes).TrimStart('\ufeff');
        return part.IsFlowed ? Flow(text, part) : text;
    }

    static IReadOnlyList<TextPart> Best(List<IReadOnlyList<TextPart>> ways) =>
        ways.Find(way => way.Any(part => !part.IsHtml && Says(part))) ?? ways.FindLast(way => way.Any(Says)) ?? [];

    static bool Says(TextPart part) => !string.IsNullOrWhiteSpace(TextOf(part));

    static bool IsWords(TextPart text) => text.IsPlain || text.IsFlowed || text.IsHtml;

    // Long lines come in pieces that end in a space (RFC 3676).
    static string Flow(string text, TextPart part) =>
        new FlowedToText { DeleteSpace = part.ContentType.Parameters["delsp"]?.Equals("yes", StringComparison.OrdinalIgnoreCase) ?? false }.Convert(text);
}
