using System.Data.Common;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace CommunityHub.Backups;

/// A row as one line of JSON: the same line from either database. Times are kept to the microsecond, which is what PostgreSQL keeps.
static class RowText
{
    const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(DbDataReader row, TableShape table)
    {
        var line = new JsonArray();
        for (var i = 0; i < table.Columns.Count; i++) line.Add(row.IsDBNull(i) ? null : Read(row, i, table.Columns[i].Kind));
        return line.ToJsonString(Plain);
    }

    /// The values, as parameters take them.
    public static object[] Parse(string line, TableShape table)
    {
        if (JsonNode.Parse(line) is not JsonArray row || row.Count != table.Columns.Count) throw new FormatException($"A row of {table.Name} is not whole.");
        return [.. row.Select((value, i) => value is null ? DBNull.Value : ValueOf(value, table.Columns[i].Kind))];
    }

    static JsonNode Read(DbDataReader row, int i, ColumnKind kind) => kind switch
    {
        ColumnKind.Whole => Convert.ToInt64(row.GetValue(i), CultureInfo.InvariantCulture),
        ColumnKind.Number => Convert.ToDouble(row.GetValue(i), CultureInfo.InvariantCulture),
        ColumnKind.YesNo => Convert.ToBoolean(row.GetValue(i), CultureInfo.InvariantCulture),
        ColumnKind.Time => row.GetDateTime(i).ToString(TimeForm, CultureInfo.InvariantCulture),
        ColumnKind.TimeWithZone => row.GetFieldValue<DateTimeOffset>(i).UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture),
        ColumnKind.Bytes => Convert.ToBase64String(row.GetFieldValue<byte[]>(i)),
        ColumnKind.Json => Sorted(JsonNode.Parse(row.GetString(i)))?.ToJsonString(Plain) ?? "null",
        _ => row.GetString(i),
    };

    static object ValueOf(JsonNode value, ColumnKind kind) => kind switch
    {
        ColumnKind.Whole => value.GetValue<long>(),
        ColumnKind.Number => value.GetValue<double>(),
        ColumnKind.YesNo => value.GetValue<bool>(),
        ColumnKind.Time => TimeOf(value),
        ColumnKind.TimeWithZone => new DateTimeOffset(TimeOf(value), TimeSpan.Zero),
        ColumnKind.Bytes => Convert.FromBase64String(value.GetValue<string>()),
        _ => value.GetValue<string>(),
    };

    static DateTime TimeOf(JsonNode value) =>
        DateTime.ParseExact(value.GetValue<string>(), TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    // PostgreSQL keeps a document's fields in an order of its own.
    static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject all => new JsonObject(all.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray all => new JsonArray([.. all.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
