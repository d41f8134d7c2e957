using System.Globalization;

namespace CommunityHub.Imports;

/// What an import did, and what it left out and why: the first few by name, the rest as a number.
public sealed class ImportReport
{
    public const int MostLines = 10;

    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    readonly Dictionary<string, int> counts = [];
    readonly Dictionary<string, LeftOutForOneReason> leftOut = [];
    readonly List<string> remarks = [];

    public int Of(string what) => counts.GetValueOrDefault(what);

    public void Count(string what, int more = 1) => counts[what] = counts.GetValueOrDefault(what) + more;

    /// What one part of the work did and left out.
    public void AddAll(ImportReport other)
    {
        foreach (var (what, count) in other.counts) Count(what, count);
        foreach (var (why, part) in other.leftOut) LeaveOut(why, part.First, part.Count);
    }

    public void Remark(string sentence) => remarks.Add(sentence);

    /// Why: words that fit all of a kind. Which: one row of the dump.
    public void LeaveOut(string why, string which) => LeaveOut(why, [which], 1);

    void LeaveOut(string why, IReadOnlyList<string> first, int count)
    {
        if (!leftOut.TryGetValue(why, out var all)) leftOut[why] = all = new();
        all.Count += count;
        all.First.AddRange(first.Take(MostLines - all.First.Count));
    }

    public IEnumerable<string> Lines()
    {
        foreach (var (what, count) in counts) yield return string.Create(British, $"{count,9:N0}  {what}");
        foreach (var remark in remarks) yield return remark;
        foreach (var (why, all) in leftOut)
        {
            yield return string.Create(British, $"Left out, {why}: {all.Count:N0}");
            foreach (var which in all.First) yield return $"    {which}";
            if (all.Count > all.First.Count) yield return string.Create(British, $"    and {all.Count - all.First.Count:N0} more");
        }
    }

    sealed class LeftOutForOneReason
    {
        public int Count { get; set; }
        public List<string> First { get; } = [];
    }
}

/// How far an import has come, from 0 to 1.
public readonly record struct ImportStep(string What, double Done);
