using System.Text;
using CommunityHub.Text;
using CsvHelper;

namespace CommunityHub.Hotseats;

/// One line of what somebody wants to bring in, by its number in the file. Fault: why it cannot come in.
public sealed record TableLine(long Number, string Text, string? Fault = null);

/// Questions in a file or a pasted text: a table (CSV) with a column "Question", or one question a line.
public sealed class QuestionTable
{
    public const int LongestFile = 1024 * 1024;
    public const int MostLines = 600;

    static readonly string[] Headings = ["question", "questions", "suggestion", "text"];

    readonly List<TableLine> lines = [];
    readonly HashSet<string> known;

    QuestionTable(IEnumerable<string> known) => this.known = [.. known];

    public IReadOnlyList<TableLine> Lines => lines;
    public IReadOnlyList<TableLine> Good => [.. lines.Where(line => line.Fault is null)];
    public IReadOnlyList<TableLine> Bad => [.. lines.Where(line => line.Fault is not null)];

    /// What a file says. Refuses one over <see cref="LongestFile"/>, and one that is not in UTF-8.
    public static string Decode(ReadOnlySpan<byte> file)
    {
        if (file.Length > LongestFile) throw new RefusedException("Use a file of at most 1 MB.");
        if (file.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) file = file[3..];
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
            if (!text.Contains('\0', StringComparison.Ordinal)) return text;
        }
        catch (DecoderFallbackException)
        {
            // Said below, for this and for UTF-16.
        }
        throw new RefusedException("This file is not in UTF-8, so some letters would be wrong. Save it as “CSV UTF-8”, and choose it again. Or paste the questions.");
    }

    /// Reads it all; a bad line is said, not skipped in silence. What is known already stands in the room. Refuses an empty text, and more
    /// than <see cref="MostLines"/> lines.
    public static QuestionTable Read(string? text, IEnumerable<string> known)
    {
        text = (text ?? "").TrimStart('\uFEFF').ReplaceLineEndings("\n");
        if (Encoding.UTF8.GetByteCount(text) > LongestFile + MostLines * 2) throw new RefusedException("Use at most 1 MB at once.");
        if (Wording.IsBlank(text)) throw new RefusedException("Choose a file, or paste the questions.");

        var table = new QuestionTable(known);
        var rows = ReadRows(text, out var faults);
        var heading = rows[0].Fields.FindIndex(field => Headings.Contains(field.Trim().ToLowerInvariant()));
        if (heading >= 0) table.AddRows(rows.Skip(1), faults, heading, rows[0].Fields.Count);
        else if (text.Split('\n').Any(line => line.TrimStart().StartsWith('"'))) table.AddRows(rows, faults, 0, 1);
        else table.AddLines(text);
        return table.lines.Count > 0 ? table : throw new RefusedException("There is no question in it.");
    }

    static List<(long Number, List<string> Fields)> ReadRows(string text, out Dictionary<long, string> faults)
    {
        var found = new Dictionary<long, string>();
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = bad => found[bad.LineNumber] = bad.Reason is CsvMalformedReason.UnterminatedQuote
                ? "A quotation mark opens here and does not close."
                : "A quotation mark stands in the wrong place. Inside a text, write it twice.",
        };
        var rows = new List<(long, List<string>)>();
        using var csv = CsvReader.FromText(text, options);
        while (csv.Read())
        {
            if (rows.Count > MostLines) throw TooMany();
            rows.Add((csv.LineNumber, [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]));
        }
        faults = found;
        return rows;
    }

    void AddRows(IEnumerable<(long Number, List<string> Fields)> rows, Dictionary<long, string> faults, int column, int columns)
    {
        foreach (var (number, fields) in rows)
        {
            if (fields.TrueForAll(Wording.IsBlank) && !faults.ContainsKey(number)) continue;
            var field = column < fields.Count ? Csv.Restore(fields[column]) : "";
            var fault = faults.GetValueOrDefault(number)
                ?? (fields.Count > columns ? $"It has {fields.Count} columns, and there should be {columns}. Put quotation marks round the question." : null);
            Add(number, field, fault);
        }
    }

    void AddLines(string text)
    {
        foreach (var (line, number) in text.Split('\n').Select((line, i) => (line.Trim(), i + 1)))
        {
            if (!Wording.IsBlank(line)) Add(number, line, null);
        }
    }

    void Add(long number, string field, string? fault)
    {
        if (lines.Count == MostLines) throw TooMany();
        var words = field;
        try
        {
            words = Wording.Require(field, Question.LongestText, "There is no question in this line.");
            if (fault is null && lines.Find(line => line.Fault is null && line.Text == words) is { } same) fault = $"The same stands in line {same.Number}.";
            if (fault is null && known.Contains(words)) fault = "It is in the room already.";
        }
        catch (RefusedException refused)
        {
            fault ??= refused.Message;
        }
        lines.Add(new TableLine(number, words, fault));
    }

    static RefusedException TooMany() => new($"Bring in at most {MostLines} questions at once. This has more.");
}
