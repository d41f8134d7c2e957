using System.Globalization;
using CsvHelper;

namespace CommunityHub.Text;

/// Tables for spreadsheets: UTF-8 with its mark, CRLF, and no field that a spreadsheet would run as a formula.
public static class Csv
{
    // OWASP, "CSV Injection": these begin a formula, as do their full-width forms.
    const string Starters = "=+-@\t\r＝＋－＠";

    static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true };

    public static byte[] Write(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Options, leaveOpen: true))
        {
            WriteRow(csv, headings);
            foreach (var row in rows) WriteRow(csv, row);
        }

        return bytes.ToArray();
    }

    /// An apostrophe goes before what would be a formula.
    public static string Defuse(string field) => IsFormula(field) ? $"'{field}" : field;

    /// What <see cref="Defuse"/> was given.
    public static string Restore(string field) => field.StartsWith('\'') && IsFormula(field[1..]) ? field[1..] : field;

    static void WriteRow(CsvWriter csv, IReadOnlyList<string> row)
    {
        foreach (var field in row) csv.WriteField(Defuse(field), QuotingOf(field));
        csv.EndRecord();
    }

    // Where lists are written with semicolons, a spreadsheet parts fields at those too, and a formula may stand behind one.
    static CsvQuoting QuotingOf(string field) => field.AsSpan().ContainsAny(';', '\t') ? CsvQuoting.Always : CsvQuoting.WhenNeededOrWhitespace;

    // A field that looks defused already gets one more apostrophe, so that each can be told from the other when read back.
    static bool IsFormula(string field)
    {
        var rest = field.AsSpan().TrimStart('\'');
        for (; !rest.IsEmpty; rest = rest[1..])
        {
            if (Starters.Contains(rest[0])) return true;
            if (!IsUnseen(rest[0])) return false;
        }

        return false;
    }

    static bool IsUnseen(char sign) => char.IsWhiteSpace(sign) || char.IsControl(sign) || char.GetUnicodeCategory(sign) == UnicodeCategory.Format;
}
