using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using CommunityHub.Files;
using CommunityHub.Tests.Exports;
using SkiaSharp;

namespace CommunityHub.Tests.Forums;

/// I9: whatever a file is made of, it is looked at quickly and taken or refused in words, and never more of it than is its kind.
public sealed class HostileFileTests
{
    [Fact]
    public void A_file_that_is_cut_off_or_damaged_anywhere_is_taken_or_refused_and_never_a_fault()
    {
        var random = new Random(9);
        var faults = new List<string>();
        foreach (var (name, whole) in Whole())
        {
            for (var round = 0; round < 60; round++)
            {
                var bytes = whole.ToArray();
                if (round % 3 == 0) bytes = bytes[..random.Next(1, bytes.Length)];
                for (var i = 0; i < random.Next(1, 8); i++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                // What it is known by stays, or none of it would be looked at.
                if (round % 2 == 0) whole.AsSpan(0, Math.Min(4, bytes.Length)).CopyTo(bytes);
                var fault = Record.Exception(() => ReadyFile.Of([new Upload(name, bytes, "A picture")]));
                if (fault is not (null or RefusedException)) faults.Add($"{name}, round {round}: {fault}");
            }
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(5)));
    }

    [Fact]
    public void A_document_that_says_less_than_it_unpacks_to_is_not_unpacked()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var name in new[] { "mimetype", "[Content_Types].xml" })
        {
            var bomb = Packed((name, new byte[64 << 20]));
            // In the list at the end: the length that it would unpack to.
            BinaryPrimitives.WriteInt32LittleEndian(bomb.AsSpan(bomb.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 24), 39);
            Assert.Throws<RefusedException>(() => ReadyFile.Of([new Upload("plan.odt", bomb)]));
        }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 180L << 20); // 2 times 64 MB are the test's own
        Assert.Throws<RefusedException>(() => ReadyFile.Of([new Upload("many.docx", Packed([.. Enumerable.Range(0, 20_000).Select(i => ($"a/{i}", Array.Empty<byte>()))]))]));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Nothing_that_was_written_beside_a_picture_comes_along(SKEncodedImageFormat format)
    {
        const string Secret = "GPS 51.5074 N <script>alert(1)</script>";
        var picture = With(Drawn(format), format, Encoding.ASCII.GetBytes(Secret));
        Assert.Contains(Secret, Encoding.Latin1.GetString(picture), StringComparison.Ordinal);

        var ready = Assert.Single(ReadyFile.Of([new Upload("a.html", picture, "A picture")]));
        Assert.DoesNotContain("51.5074", Encoding.Latin1.GetString(ready.Bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("script", Encoding.Latin1.GetString(ready.Bytes), StringComparison.Ordinal);
        Assert.StartsWith("image/", ready.MediaType, StringComparison.Ordinal);
    }

    static IEnumerable<(string Name, byte[] Bytes)> Whole() =>
    [
        ("a.png", Drawn(SKEncodedImageFormat.Png)), ("a.jpg", Drawn(SKEncodedImageFormat.Jpeg)), ("a.webp", Drawn(SKEncodedImageFormat.Webp)), ("a.gif", Convert.FromBase64String("R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=")),
        ("a.docx", Packed(("[Content_Types].xml", "x"u8.ToArray()), ("word/document.xml", "x"u8.ToArray()))), ("a.odt", Packed(("mimetype", "application/vnd.oasis.opendocument.text"u8.ToArray()))),
        ("a.pdf", "%PDF-1.7\nwords"u8.ToArray()), ("a.csv", "a;b\n1;2"u8.ToArray()),
    ];

    static byte[] Drawn(SKEncodedImageFormat format)
    {
        using var bitmap = SKBitmap.Decode(Pictures.Small);
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    static byte[] Packed(params (string Name, byte[] Bytes)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }
        return stream.ToArray();
    }

    // As words in a part of their own: PNG's tEXt (RFC 2083, 4.2.3), JPEG's comment (ISO 10918-1, B.2.4.5), WebP's EXIF (RFC 9649, 2.7.1.5).
    static byte[] With(byte[] picture, SKEncodedImageFormat format, byte[] words)
    {
        var length = new byte[4];
        switch (format)
        {
            case SKEncodedImageFormat.Png:
                BinaryPrimitives.WriteInt32BigEndian(length, words.Length + 2);
                return [.. picture.AsSpan(0, 33), .. length, .. "tEXta\0"u8, .. words, .. Crc([.. "tEXta\0"u8, .. words]), .. picture.AsSpan(33)];
            case SKEncodedImageFormat.Jpeg:
                return [0xFF, 0xD8, 0xFF, 0xFE, 0, (byte)(words.Length + 2), .. words, .. picture.AsSpan(2)];
            default:
                BinaryPrimitives.WriteInt32LittleEndian(length, words.Length + (words.Length % 2));
                byte[] all = [.. picture, .. "EXIF"u8, .. length, .. words, .. new byte[words.Length % 2]];
                BinaryPrimitives.WriteInt32LittleEndian(all.AsSpan(4), all.Length - 8);
                return all;
        }
    }

    static byte[] Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var i = 0; i < 8; i++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }
        var said = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(said, ~crc);
        return said;
    }
}
