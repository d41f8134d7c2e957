using CommunityHub.Text;

namespace CommunityHub.Exports;

/// What becomes of a column when its row goes into the file of a community, and when it comes back.
public enum FieldKind
{
    /// As it is; text only where the column itself has a bound or a list of words.
    Value,

    /// The row's number: in the file 1, 2, 3.
    Number,

    /// Random letters: there for links, and other ones where it comes in.
    PublicId,

    /// One line, and several lines of Markdown.
    Line,
    Words,

    /// An address on the web.
    Web,

    /// An address of mail: in the file only where the export was asked for addresses.
    Mail,

    /// The number of a row of another sheet, or of this one.
    Link,

    /// Not in the file: made of the other values when the row comes in.
    Made,

    /// Not in the file, and empty when the row comes in.
    Never,

    /// Not in the file: the community that it comes into.
    Community,
}

/// One column of a sheet.
public sealed record Field(string Column, FieldKind Kind)
{
    /// Of a link: the sheet it leads to.
    public string To { get; init; } = "";

    /// Of text: how many characters.
    public int Most { get; init; }

    /// Of what is made, or never there.
    public Func<IReadOnlyDictionary<string, object?>, object?> Make { get; init; } = _ => null;

    public bool IsWritten => Kind is not (FieldKind.Made or FieldKind.Never or FieldKind.Community);

    /// As the file calls it: "PersonId" is "person", "LastPostAt" is "lastPostAt".
    public string Name { get; } = NameOf(Column, Kind);

    public static Field Number { get; } = new("Id", FieldKind.Number);
    public static Field PublicId { get; } = new("PublicId", FieldKind.PublicId);
    public static Field Community { get; } = new("CommunityId", FieldKind.Community);

    public static IEnumerable<Field> Values(params string[] columns) => columns.Select(column => new Field(column, FieldKind.Value));

    public static Field Line(string column, int most) => new(column, FieldKind.Line) { Most = most };

    public static Field Words(string column, int most) => new(column, FieldKind.Words) { Most = most };

    public static Field Link(string column, string to) => new(column, FieldKind.Link) { To = to };

    public static Field Person(string column = "PersonId") => Link(column, Sheet.People);

    public static Field Never(string column, object? value = null) => new(column, FieldKind.Never) { Make = _ => value };

    /// Safe HTML is never taken from a file: it is made of the text again.
    public static Field Html(string column = "Html", string of = "Text", bool withPeople = false) =>
        new(column, FieldKind.Made) { Make = row => row[of] is string words ? Markdown.ToHtml(words, withPeople) : null };

    public static Field Key(string column = "NameKey", string of = "Name") => new(column, FieldKind.Made) { Make = row => NameKey.Of((string)row[of]!) };

    static string NameOf(string column, FieldKind kind)
    {
        var name = kind is FieldKind.Link && column.EndsWith("Id", StringComparison.Ordinal) ? column[..^2] : column;
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
