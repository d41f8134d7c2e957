using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using CommunityHub.Data;
using CommunityHub.People;

namespace CommunityHub.Privacy;

/// One part of a person's own data: rows of plain records.
public sealed record DataSection(string Name, string Title, IReadOnlyList<object> Rows);

/// All that the site keeps of one person, for that person.
public sealed partial record OwnData(DateTime At, IReadOnlyList<DataSection> Sections)
{
    static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static async Task<OwnData> ReadAsync(HubDb db, Reader reader) => new(reader.Now, await OwnDataReading.ReadAsync(db, reader, reader.RequirePerson()));

    public string ToJson() => JsonSerializer.Serialize(new { MadeAt = At, Sections = Sections.ToDictionary(s => s.Name, s => s.Rows) }, Written);

    /// One page, without a script and without anything from elsewhere.
    public string ToHtml()
    {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>My data</title>")
            .Append("<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}dl{border-top:1px solid #bbb;padding-top:.75rem;display:grid;grid-template-columns:12rem 1fr;gap:.25rem 1rem}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}</style></head><body>")
            .Append(CultureInfo.InvariantCulture, $"<h1>My data</h1><p>What the site kept of me on {At:d MMMM yyyy, HH:mm} UTC. The file my-data.json beside this one holds the same for machines.</p>");
        foreach (var section in Sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{Html(section.Title)}</h2>");
            if (section.Rows.Count == 0) page.Append("<p>Nothing.</p>");
            foreach (var row in section.Rows) Append(page, JsonSerializer.SerializeToElement(row, Written));
        }
        return page.Append("</body></html>").ToString();
    }

    static void Append(StringBuilder page, JsonElement row)
    {
        page.Append("<dl>");
        foreach (var field in row.EnumerateObject().Where(field => field.Value.ValueKind is not JsonValueKind.Null))
        {
            page.Append(CultureInfo.InvariantCulture, $"<dt>{Html(Capital().Replace(field.Name, " $0").ToLowerInvariant())}</dt><dd>{Html(field.Value.ToString())}</dd>");
        }
        page.Append("</dl>");
    }

    static string Html(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex("[A-Z]", RegexOptions.NonBacktracking)]
    private static partial Regex Capital();
}
