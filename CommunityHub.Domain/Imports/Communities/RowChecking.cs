using System.Globalization;
using System.Text.Json;
using CommunityHub.Backups;
using CommunityHub.Data;
using CommunityHub.Exports;
using CommunityHub.Text;

namespace CommunityHub.Imports.Communities;

/// A row as it came from a file, when every value in it is of its kind: links are numbers of rows in the file.
sealed record CheckedRow(Sheet Sheet, int Number, Dictionary<string, object?> Values, Dictionary<string, int> Links, string? PublicId);

/// Looks at each value before anything is made of it. Refuses in one line that says where.
sealed class RowChecking(HubDb db)
{
    static readonly DateTime First = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc), Last = new(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    readonly IReadOnlyDictionary<(string Table, string Column), ColumnFacts> facts = ColumnFacts.Of(db);

    public CheckedRow Check(Sheet sheet, int number, JsonElement row)
    {
        try
        {
            return Read(sheet, number, row);
        }
        catch (Exception fault) when (fault is FormatException or RefusedException)
        {
            throw new RefusedException(string.Create(CultureInfo.InvariantCulture, $"Row {number} of {sheet.Name} in community.json: {fault.Message}"));
        }
    }

    CheckedRow Read(Sheet sheet, int number, JsonElement row)
    {
        var given = Named(row);
        var checkedRow = new CheckedRow(sheet, number, [], [], null);
        foreach (var field in sheet.Fields.Where(field => field.IsWritten))
        {
            given.Remove(field.Name, out var value);
            var fact = facts[(sheet.Table, field.Column)];
            if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            {
                if (field.Kind is FieldKind.Number or FieldKind.PublicId || !fact.IsNullable) throw new FormatException($"{field.Name} is missing.");
                checkedRow.Values[field.Column] = null;
                continue;
            }
            switch (field.Kind)
            {
                case FieldKind.Number:
                    if (Whole(field.Name, value) != number) throw new FormatException("its id is not its place in the list.");
                    break;
                case FieldKind.PublicId:
                    checkedRow = checkedRow with { PublicId = PublicIdOf(value) };
                    break;
                case FieldKind.Link:
                    checkedRow.Links[field.Column] = Whole(field.Name, value);
                    break;
                default:
                    checkedRow.Values[field.Column] = ValueOf(field, fact, value);
                    break;
            }
        }
        return given.Count == 0 ? checkedRow : throw new FormatException($"this version does not know {Short(given.Keys.First())}.");
    }

    /// The fields of a row by name. Refuses a list or a word in its place, and a name that stands there twice.
    public static Dictionary<string, JsonElement> Named(JsonElement row)
    {
        if (row.ValueKind is not JsonValueKind.Object) throw new FormatException("it is no row.");
        var all = new Dictionary<string, JsonElement>();
        foreach (var one in row.EnumerateObject())
        {
            var name = Decoded(() => one.Name);
            if (!all.TryAdd(name, one.Value)) throw new FormatException($"{Short(name)} stands there twice.");
        }
        return all;
    }

    public static string TextOf(string name, JsonElement value) => value.ValueKind is JsonValueKind.String ? Decoded(() => value.GetString()!) : throw new FormatException($"{name} is no text.");

    public static string PublicIdOf(JsonElement value)
    {
        var id = TextOf("publicId", value);
        return PublicId.IsWellFormed(id) ? id : throw new FormatException("its publicId is none.");
    }

    public static int Whole(string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var whole) ? whole : throw new FormatException($"{name} is no whole number.");

    static object ValueOf(Field field, ColumnFacts fact, JsonElement value) => (field.Kind, fact.Kind) switch
    {
        (FieldKind.Line, _) => Seen(field, Wording.AllowLine(TextOf(field.Name, value), field.Most)),
        (FieldKind.Words, _) => Seen(field, Wording.Allow(TextOf(field.Name, value), field.Most)),
        (FieldKind.Web, _) => WebOf(field, TextOf(field.Name, value)),
        (FieldKind.Mail, _) => Attention.MailAddressRule.Require(TextOf(field.Name, value)),
        (_, ColumnKind.YesNo) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw new FormatException($"{field.Name} is neither true nor false."),
        (_, ColumnKind.Time) => TimeOf(field.Name, TextOf(field.Name, value)),
        (_, ColumnKind.Whole) => WholeOf(field, fact, value),
        _ => WordOf(field, fact, TextOf(field.Name, value)),
    };

    static string Seen(Field field, string words) =>
        field.Column is not ("Name" or "Title" or "Text") || !Wording.IsBlank(words) ? words : throw new FormatException($"{field.Name} is empty.");

    static int WholeOf(Field field, ColumnFacts fact, JsonElement value)
    {
        var whole = Whole(field.Name, value);
        if (whole < 0 && field.Name != "score") throw new FormatException($"{field.Name} is below nothing.");
        return fact.Type.IsEnum && !Enum.IsDefined(fact.Type, whole) ? throw new FormatException($"{field.Name} is no {fact.Type.Name}.") : whole;
    }

    // One of the words that there are; a wall clock; a zone; what has a bound of its own.
    static string WordOf(Field field, ColumnFacts fact, string word)
    {
        var isRight = fact.Type switch
        {
            { IsEnum: true } => Enum.GetNames(fact.Type).Contains(word),
            var type when type == typeof(DateTime) => DateTime.TryParseExact(word, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            _ when field.Column == "Zone" => word.Length <= fact.Most && TimeZoneInfo.TryFindSystemTimeZoneById(word, out _),
            _ => fact.Most is { } most && word.Length <= most && Wording.Line(word) == word,
        };
        return isRight ? word : throw new FormatException($"{field.Name} is “{Short(word)}”, which this version does not know.");
    }

    static DateTime TimeOf(string name, string word) =>
        DateTime.TryParseExact(word, SheetValues.TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && time >= First && time < Last
            ? time : throw new FormatException($"{name} is no time in UTC.");

    static string WebOf(Field field, string word) => word.Length <= field.Most && Uri.TryCreate(word, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
        ? word : throw new FormatException($"{field.Name} is no address on the web.");

    // Half a pair of signs is no text, and neither are bytes that are no UTF-8.
    static string Decoded(Func<string> text)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException)
        {
            throw new FormatException("it holds a broken sign.");
        }
    }

    static string Short(string name) => Wording.Shorten(Wording.Line(name), 40);
}
