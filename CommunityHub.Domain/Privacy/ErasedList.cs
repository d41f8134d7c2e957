using System.Globalization;
using System.Text;

namespace CommunityHub.Privacy;

/// Who was erased, by public id: a file that is only ever added to, kept outside the database and outside every backup, so that a backup
/// from before cannot bring anybody back. The site erases again at each start whom it finds there.
public sealed class ErasedList(params IReadOnlyList<string> files)
{
    public const string FileName = "erased.txt";

    static readonly Lock Writing = new();

    /// On the disk when it returns, in every place.
    public void Add(ErasedLine line)
    {
        lock (Writing)
        {
            foreach (var file in files) Append(file, [line]);
        }
    }

    /// Each once, whichever file has it.
    public IReadOnlyList<ErasedLine> Read() => [.. files.SelectMany(ReadFile).Distinct()];

    /// What this list lacks of that file.
    public void TakeFrom(string file)
    {
        lock (Writing)
        {
            foreach (var mine in files) Append(mine, ReadFile(file).Except(ReadFile(mine)).ToList());
        }
    }

    static void Append(string file, List<ErasedLine> lines)
    {
        if (lines.Count == 0) return;
        using var stream = new FileStream(file, OwnerOnly.Options(FileMode.Append));
        // A line that a cut left half is ended first, or the next one would be lost with it.
        stream.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"\n{line}\n"))));
        stream.Flush(flushToDisk: true);
    }

    static IEnumerable<ErasedLine> ReadFile(string file) => File.Exists(file) ? File.ReadAllLines(file).Select(ErasedLine.Parse).OfType<ErasedLine>().ToList() : [];
}

/// One erased person, and whether they wished their words blanked as well.
public sealed record ErasedLine(string PublicId, DateTime At, bool WithWords)
{
    public static ErasedLine? Parse(string line) => line.Split(' ') is [var at, var id, var how] && CommunityHub.PublicId.IsWellFormed(id)
        && DateTime.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time) && how is "words" or "account"
            ? new ErasedLine(id, time, how is "words")
            : null;

    public override string ToString() => $"{At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)} {PublicId} {(WithWords ? "words" : "account")}";
}

/// Files that nobody but the site's own user may read.
static class OwnerOnly
{
    public static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
