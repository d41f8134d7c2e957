namespace CommunityHub.Imports.StackExchange;

/// A file that ends in a fault where one row goes on for too long: the parser would hold all of it in memory.
sealed class RowLimit(FileStream file) : Stream
{
    /// The longest post takes 30,000 characters, and a sign of it no more than 20 bytes.
    public const int Longest = 4 << 20;

    long since;

    public void NextRow() => since = 0;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (since > Longest) throw new DumpFault("a row is longer than 4 MB, which no post is");
        var read = file.Read(buffer);
        since += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => file.Length;
    public override long Position { get => file.Position; set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
