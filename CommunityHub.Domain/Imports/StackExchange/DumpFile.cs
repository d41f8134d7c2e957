using System.Globalization;
using System.Xml;
using CommunityHub.Text;

namespace CommunityHub.Imports.StackExchange;

/// A file of a dump cannot be read to its end. Nothing of the dump is imported then.
sealed class DumpFault(string message) : Exception(message);

/// One row of a file: its attributes, and the line it stands in.
sealed record DumpRow(IReadOnlyDictionary<string, string> Values, int Line)
{
    public string? Text(string name) => Values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public long? Number(string name) => long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// Dumps are in UTC and do not say so.
    public DateTime? Time(string name) =>
        DateTime.TryParseExact(
            Text(name), ["yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-dd"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            && time.Year is >= 1990 and < 2200 ? time : null;
}

/// Reads a file of a dump row by row, so that its size does not matter. The file is a stranger's: it declares no types and no entities,
/// leads to no other file, nests nothing, and no row is huge.
static class DumpFile
{
    static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 1,
        // Old dumps hold references to control characters. Wording takes those out.
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// All rows under the root of that name. Says after each how far in the file it is, from 0 to 1.
    public static void Read(string path, string root, Action<DumpRow, double> take)
    {
        try
        {
            using var file = new RowLimit(File.OpenRead(path));
            using var xml = XmlReader.Create(file, Settings);
            if (xml.MoveToContent() is not XmlNodeType.Element || xml.Name != root) throw new DumpFault($"it begins with <{Short(xml.Name)}> where <{root}> should be");
            while (xml.Read())
            {
                if (xml.NodeType is XmlNodeType.EndElement) continue;
                var line = ((IXmlLineInfo)xml).LineNumber;
                if (xml.NodeType is not XmlNodeType.Element || xml.Depth != 1 || xml.Name is not "row")
                {
                    var what = xml.NodeType is XmlNodeType.Element ? $"<{Short(xml.Name)}>" : "text";
                    throw new DumpFault(string.Create(CultureInfo.InvariantCulture, $"line {line} holds {what} where a row should be"));
                }
                take(new DumpRow(ValuesOf(xml), line), (double)file.Position / Math.Max(file.Length, 1));
                file.NextRow();
            }
        }
        catch (XmlException fault)
        {
            throw new DumpFault(fault.Message.Contains("DTD", StringComparison.Ordinal)
                ? "it declares types or entities (a DTD), which no dump does"
                : string.Create(CultureInfo.InvariantCulture, $"it is cut off or broken at line {fault.LineNumber}: {Short(fault.Message)}"));
        }
        catch (IOException fault)
        {
            throw new DumpFault(Short(fault.Message));
        }
    }

    static Dictionary<string, string> ValuesOf(XmlReader xml)
    {
        var values = new Dictionary<string, string>(xml.AttributeCount, StringComparer.Ordinal);
        while (xml.MoveToNextAttribute()) values[xml.Name] = xml.Value;
        xml.MoveToElement();
        return values;
    }

    static string Short(string words) => Wording.Shorten(Wording.Line(words), 160);
}
