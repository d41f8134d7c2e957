using System.Buffers;

namespace CommunityHub.Imports.Mail;

/// The lines of a file with their ends. Of one that is longer than the most, the rest is passed over.
sealed class ByteLines(Stream file, int most)
{
    readonly byte[] block = new byte[1 << 16];
    readonly ArrayBufferWriter<byte> line = new();
    int at;
    int end;

    /// Whether the line at hand was longer.
    public bool IsCut { get; private set; }

    public bool Next(out byte[] found)
    {
        line.ResetWrittenCount();
        IsCut = false;
        while (at < end || (end = file.Read(block)) > 0)
        {
            if (at >= end) at = 0;
            var stop = block.AsSpan(at, end - at).IndexOf((byte)'\n');
            var part = block.AsSpan(at, stop < 0 ? end - at : stop + 1);
            at += part.Length;
            if (line.WrittenCount + part.Length > most) IsCut = true;
            else line.Write(part);
            if (at >= end) at = end = 0;
            if (stop >= 0) break;
        }
        found = line.WrittenSpan.ToArray();
        return found.Length > 0 || IsCut;
    }
}
