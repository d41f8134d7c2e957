using System.Text;

namespace CommunityHub.Imports.Mail;

/// Lines as they were meant. Programs break them at some width, which is another one than that of a page.
static class MailLines
{
    // Of lines that programs break. Shorter ones were ended by whoever wrote them.
    const int Narrowest = 55;
    const int Widest = 80;

    /// How deeply it is quoted, and what it says.
    public static (int Depth, string Words) Quoted(string line)
    {
        var (depth, at) = (0, 0);
        while (at < line.Length && (line[at] == '>' || (line[at] == ' ' && depth > 0 && at + 1 < line.Length && line[at + 1] == '>')))
        {
            if (line[at++] == '>') depth++;
        }
        // One space belongs to the mark.
        if (depth > 0 && at < line.Length && line[at] == ' ') at++;
        return (depth, line[at..]);
    }

    /// A line goes on with the next one if the first word there had no room in it.
    public static List<(int Depth, string Words)> Join(string text)
    {
        var lines = text.Split('\n').Select(Quoted).ToList();
        // Of each depth: answers break theirs elsewhere.
        var widths = lines.Where(line => line.Words.Length <= Widest).GroupBy(line => line.Depth)
            .ToDictionary(all => all.Key, all => all.Max(line => line.Words.Length));
        var joined = new List<(int Depth, string Words)>(lines.Count);
        var (open, last) = (new StringBuilder(), "");
        foreach (var (i, (depth, words)) in lines.Index())
        {
            if (i > 0 && GoesOn(lines[i - 1].Depth, last, depth, words, widths)) open.Append(' ').Append(words.TrimStart());
            else
            {
                if (i > 0) joined.Add((lines[i - 1].Depth, open.ToString()));
                open.Clear().Append(words);
            }
            last = words;
        }
        joined.Add((lines[^1].Depth, open.ToString()));
        return joined;
    }

    static bool GoesOn(int depthBefore, string before, int depth, string words, Dictionary<int, int> widths)
    {
        if (depth != depthBefore || before.Length is 0 or > Widest || words.Length == 0 || !before.Contains(' ', StringComparison.Ordinal)) return false;
        // What is indented, in columns, a rule or a list stays as it is.
        if (!IsProse(before) || !IsProse(words) || !(char.IsLetterOrDigit(words[0]) || words[0] is '(' or '"' or '\'' or '“' or '‘' or '«')) return false;
        var first = words.IndexOf(' ');
        var width = widths.GetValueOrDefault(depth);
        return width >= Narrowest && before.TrimEnd().Length + 1 + (first < 0 ? words.Length : first) > width;
    }

    static bool IsProse(string line) => line[0] is not (' ' or '\t') && !line.AsSpan().TrimEnd().Contains("   ", StringComparison.Ordinal);
}
