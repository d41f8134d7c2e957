using System.IO.Compression;
using CommunityHub.Exports;
using CommunityHub.Files;

namespace CommunityHub.Imports.Communities;

/// The archive of a community, as a stranger's: nothing in it is unpacked to a folder, and no entry may be what an export never has.
sealed class CommunityFile : IDisposable
{
    // What people write packs to a fifth or so; the same sign a million times, to a thousandth.
    const int MostToOne = 100;
    const long SurelyText = 50L * 1024 * 1024;
    const int LongestName = 200;

    readonly ZipArchive archive;
    readonly Dictionary<int, ZipArchiveEntry> files = [];

    CommunityFile(ZipArchive archive) => this.archive = archive;

    /// Refuses what is no such archive, with the reason in one line.
    public static CommunityFile Open(string path)
    {
        if (!File.Exists(path)) throw new RefusedException($"There is no file {path}.");
        ZipArchive archive;
        try
        {
            archive = ZipFile.OpenRead(path);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"{path} is no whole zip file. It may have been cut off on its way.");
        }
        var file = new CommunityFile(archive);
        try
        {
            file.Check();
            return file;
        }
        catch (Exception fault)
        {
            file.Dispose();
            if (fault is InvalidDataException) throw new RefusedException($"{path} is no whole zip file. It may have been cut off on its way.");
            throw;
        }
    }

    public Stream OpenJson()
    {
        var entry = archive.GetEntry(ExportNames.Json)!;
        return new AsLongAsItSays(entry.Open(), entry.Length);
    }

    /// Null: it is not there.
    public byte[]? ReadFile(int number)
    {
        if (!files.TryGetValue(number, out var entry)) return null;
        if (entry.Length > ReadyFile.MostBytes) throw new RefusedException($"The file {entry.FullName} is too large: 10 megabytes at most.");
        var bytes = new byte[entry.Length];
        using var content = entry.Open();
        try
        {
            content.ReadExactly(bytes);
            if (content.ReadByte() >= 0) throw new RefusedException($"{entry.FullName} is longer than it says.");
            return bytes;
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            throw new RefusedException($"{entry.FullName} is damaged.");
        }
    }

    public int Files => files.Count;

    public void Dispose() => archive.Dispose();

    void Check()
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in archive.Entries)
        {
            var name = entry.FullName;
            if (!IsOurs(name)) throw new RefusedException($"The archive holds “{Short(name)}”, which no export of a community does.");
            if (!names.Add(name)) throw new RefusedException($"The archive holds “{Short(name)}” twice.");
            if (entry.IsEncrypted) throw new RefusedException("The archive is sealed with a password. Open it and pack it again without.");
            if (entry.Length > SurelyText && entry.Length > MostToOne * Math.Max(entry.CompressedLength, 1)) throw new RefusedException($"“{Short(name)}” would unpack to {entry.Length:N0} bytes. Nobody has written that.");
            if (name.StartsWith(ExportNames.Files, StringComparison.Ordinal) && !files.TryAdd(NumberOf(name), entry)) throw new RefusedException($"The archive holds the file {NumberOf(name)} twice.");
        }
        if (archive.GetEntry(ExportNames.Json) is null) throw new RefusedException("The archive has no community.json: it is no export of a community.");
    }

    // One folder deep at most, of letters that mean nothing to a file system.
    static bool IsOurs(string name)
    {
        if (name == ExportNames.Json) return true;
        if (name.Length > LongestName || name.Split('/') is not [var folder, { Length: > 0 } file]) return false;
        if (file[0] == '.' || file.Contains("..", StringComparison.Ordinal) || !file.All(sign => char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign) || sign is '-' or '.')) return false;
        return $"{folder}/" switch
        {
            ExportNames.Discussions or ExportNames.Hotseats => file.EndsWith(".md", StringComparison.Ordinal),
            ExportNames.Files => NumberOf(name) > 0,
            _ => false,
        };
    }

    // "files/12.png" is 12; 0: it is none.
    static int NumberOf(string name) => int.TryParse(name[ExportNames.Files.Length..].Split('.')[0], System.Globalization.NumberStyles.None, null, out var number) ? number : 0;

    static string Short(string name) => Text.Wording.Shorten(Text.Wording.Line(name), 80);

    /// More than the archive said would come is a trap.
    sealed class AsLongAsItSays(Stream inner, long length) : Stream
    {
        long read;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get => read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var some = inner.Read(buffer);
            read += some;
            return read <= length ? some : throw new InvalidDataException("It is longer than it says.");
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
