using System.IO.Compression;
using System.Text;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Files;
using CommunityHub.Forums;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;

namespace CommunityHub.Tests.Forums;

public sealed class AttachmentOnSqliteTests() : AttachmentTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class AttachmentOnPostgresTests() : AttachmentTests(new PostgresTestDatabase());

/// Files that belong to posts, and who may have them. ACCEPTANCE I9.
public abstract class AttachmentTests(TestDatabase database) : ForumTest(database)
{
    Attachments Attached => Hub.Get<Attachments>();

    [Theory]
    [InlineData(CommunityKind.Open, "visitor ada bo cy dot eve gus fay ned una xan")]
    [InlineData(CommunityKind.ByRequest, "ada bo cy gus")]
    [InlineData(CommunityKind.Private, "ada bo gus")]
    public async Task Who_reads_the_discussion_has_its_files_and_nobody_else(CommunityKind kind, string readers)
    {
        var (id, file) = await WithFileAsync(Cast.Of(kind));
        foreach (var who in new[] { "visitor", "ada", "bo", "cy", "dot", "eve", "gus", "fay", "ned", "una", "xan" })
        {
            Assert.True(readers.Split(' ').Contains(who) == await ReadAsync(Cast.Named(who), id, file) is not null, $"{who} in {kind}");
        }
    }

    [Fact]
    public async Task A_file_comes_back_as_it_was_and_is_gone_with_its_post()
    {
        var (id, file) = await WithFileAsync(Cast.ByRequest);
        Assert.Equal("Minutes, as agreed.", Encoding.UTF8.GetString((await ReadAsync(Cast.Bo, id, file))!.Bytes));
        await Posts.RemoveAsync(Cast.Ada, id, 2, "It names somebody.");
        Assert.Null(await ReadAsync(Cast.Bo, id, file));
        Assert.Empty((await ViewAsync(Cast.Bo, id)).Files);
        await Posts.RestoreAsync(Cast.Ada, id, 2);
        Assert.NotNull(await ReadAsync(Cast.Bo, id, file));
    }

    [Fact]
    public async Task The_old_address_is_dead_when_the_post_stands_elsewhere()
    {
        var (id, file) = await WithFileAsync(Cast.ByRequest);
        var made = await Hub.Get<DiscussionMoves>().SplitAsync(Cast.Ada, id, [2], "Minutes", DiscussionKind.Talk, null);
        Assert.Null(await ReadAsync(Cast.Bo, id, file));
        Assert.NotNull(await ReadAsync(Cast.Bo, made, file));
    }

    [Fact]
    public async Task A_file_of_a_held_post_is_nobodys_until_it_is_let_through()
    {
        var id = await StartAsync();
        Assert.Equal(0, await Posts.PostAsync(Cast.Cy, id, "See the price list.", trap: "x", files: ReadyFile.Of([Text("prices.txt")])));
        var file = await Hub.LookAsync(db => db.Attachments.Select(a => a.PublicId).SingleAsync());
        var held = Assert.Single((await Hub.Get<ModerationReading>().ReadAsync(Cast.Ada, Cast.ByRequest, Stop))!.Held);
        Assert.Equal(["prices.txt"], held.Files);
        Assert.Null(await ReadAsync(Cast.Cy, id, file));

        await Hub.Get<HeldPosts>().ReleaseAsync(Cast.Ada, Cast.ByRequest, held.Id);
        Assert.NotNull(await ReadAsync(Cast.Bo, id, file));
        Assert.Equal("prices.txt", (await ViewAsync(Cast.Bo, id)).Files[2][0].Name);
    }

    [Fact]
    public async Task Its_writer_or_a_facilitator_takes_a_file_away()
    {
        var (id, file) = await WithFileAsync(Cast.ByRequest);
        await RefusedAsync(() => Attached.RemoveAsync(Cast.Bo, id, 2, file));
        await Attached.RemoveAsync(Cast.Gus, id, 2, file);
        Assert.Null(await ReadAsync(Cast.Gus, id, file));
        Assert.Equal(0, await Hub.LookAsync(db => db.AttachmentContents.CountAsync()));
    }

    [Fact]
    public async Task A_picture_keeps_nothing_of_where_it_was_taken_and_stands_upright()
    {
        var ready = Assert.Single(ReadyFile.Of([new Upload("ramp.jpeg", PictureWithPlace(40, 20), "A ramp beside three steps")]));
        Assert.Equal(("image/jpeg", 20, 40), (ready.MediaType, ready.Width, ready.Height)); // it was held on its side
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(ready.Bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("51.5074", Encoding.Latin1.GetString(ready.Bytes), StringComparison.Ordinal);
        using var drawn = SKBitmap.Decode(ready.Bytes);
        Assert.Equal((20, 40), (drawn.Width, drawn.Height));
        // The left half was red: turned by a quarter to the right it is the upper one.
        Assert.True(drawn.GetPixel(10, 5).Red > 200 && drawn.GetPixel(10, 35).Red < 60, $"{drawn.GetPixel(10, 5)} {drawn.GetPixel(10, 35)}");
    }

    [Fact]
    public void What_is_behind_a_picture_does_not_come_along()
    {
        byte[] polyglot = [.. Drawn(10, 10, SKEncodedImageFormat.Png), .. "<script>alert(1)</script>"u8];
        var ready = Assert.Single(ReadyFile.Of([new Upload("a.html", polyglot, "Nothing")]));
        Assert.Equal(("a.png", "image/png"), (ready.Name, ready.MediaType));
        Assert.DoesNotContain("script", Encoding.Latin1.GetString(ready.Bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("page.html", "<html><script>alert(1)</script></html>")]
    [InlineData("picture.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("run.exe", "MZ\u0001\u0002")]
    [InlineData("notes", "No ending at all")]
    [InlineData("picture.png", "This is no picture")]
    [InlineData("bytes.txt", "\u0001\u0002")]
    [InlineData("empty.txt", "")]
    public void What_is_no_kind_that_can_be_attached_is_refused_whatever_it_is_called(string name, string content) =>
        Assert.Contains(name, Assert.Throws<RefusedException>(() => ReadyFile.Of([new Upload(name, Encoding.UTF8.GetBytes(content), "x")])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("word/document.xml", "docx", true)]
    [InlineData("xl/workbook.xml", "xlsx", true)]
    [InlineData("word/vbaProject.bin", "docm", false)]
    [InlineData("other/thing", "zip", false)]
    public void Office_files_are_known_by_what_is_in_them_and_programs_stay_out(string part, string extension, bool isTaken)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("[Content_Types].xml");
            zip.CreateEntry(part);
        }
        var upload = new Upload($"plan.{extension}", stream.ToArray());
        if (isTaken) Assert.Equal($"plan.{extension}", ReadyFile.Of([upload])[0].Name);
        else Assert.Throws<RefusedException>(() => ReadyFile.Of([upload]));
    }

    [Theory]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData("C:\\temp\\minutes.txt", "minutes.txt")]
    [InlineData("a\"b;<c>\r\nX: y.txt", "abc X y.txt")]
    [InlineData("..minutes.txt", "minutes.txt")]
    public void Names_are_names_and_nothing_else(string name, string expected) => Assert.Equal(expected, ReadyFile.Of([Text(name)])[0].Name);

    [Fact]
    public void A_picture_says_what_it_shows_or_that_it_is_decoration()
    {
        var picture = Drawn(10, 10, SKEncodedImageFormat.Png);
        Assert.StartsWith("Say what the picture “a.png” shows", Assert.Throws<RefusedException>(() => ReadyFile.Of([new Upload("a.png", picture, " ")])).Message, StringComparison.Ordinal);
        Assert.Equal("", ReadyFile.Of([new Upload("a.png", picture, null, IsDecoration: true)])[0].Alt);
        Assert.Equal("A ramp", ReadyFile.Of([new Upload("a.png", picture, "A ramp")])[0].Alt);
    }

    [Fact]
    public void Too_many_too_large_and_too_wide_are_refused()
    {
        Assert.Equal("A post has 5 files at most.", Assert.Throws<RefusedException>(() => ReadyFile.Of([.. Enumerable.Range(1, 6).Select(i => Text($"{i}.txt"))])).Message);
        Assert.StartsWith("The files are too large", Assert.Throws<RefusedException>(() => ReadyFile.Of([new Upload("a.txt", new byte[ReadyFile.MostBytes + 1])])).Message, StringComparison.Ordinal);
        Assert.StartsWith("This picture is too large", Assert.Throws<RefusedException>(() => ReadyFile.Of([new Upload("bomb.png", Bomb(), "x")])).Message, StringComparison.Ordinal);
        Assert.Equal(ReadyFile.Of([new Upload("wide.png", Drawn(3000, 10, SKEncodedImageFormat.Png), "x")])[0].Width, Picture.LongestSide);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    Task<FileToSend?> ReadAsync(Actor actor, string id, string file) => Attached.ReadAsync(actor, id, file, Stop);

    static Upload Text(string name) => new(name, "Minutes, as agreed."u8.ToArray());

    // By Gus, in a reply to Bo.
    async Task<(string Discussion, string File)> WithFileAsync(long community)
    {
        var id = await StartAsync(community);
        await Posts.PostAsync(Cast.Gus, id, "The minutes.", files: ReadyFile.Of([Text("minutes.txt")]));
        return (id, (await ViewAsync(Cast.Bo, id)).Files[2][0].Id);
    }

    // Red on the left, blue on the right.
    static byte[] Drawn(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Blue);
            using var red = new SKPaint { Color = SKColors.Red };
            canvas.DrawRect(0, 0, width / 2f, height, red);
        }
        using var data = bitmap.Encode(format, 95);
        return data.ToArray();
    }

    // A JPEG with an Exif block (Exif 2.32, 4.6) that says how the camera was held (6: a quarter to the right), and where.
    static byte[] PictureWithPlace(int width, int height)
    {
        var jpeg = Drawn(width, height, SKEncodedImageFormat.Jpeg);
        byte[] exif = [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, .. "GPS 51.5074 N"u8];
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)((exif.Length + 2) >> 8), (byte)(exif.Length + 2), .. exif, .. jpeg.AsSpan(2)];
    }

    // A PNG whose head says 60,000 by 60,000: its check sum (CRC-32) over the head is right.
    static byte[] Bomb()
    {
        var png = Drawn(10, 10, SKEncodedImageFormat.Png);
        byte[] size = [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60];
        size.CopyTo(png, 16);
        var crc = uint.MaxValue;
        foreach (var one in png.AsSpan(12, 17))
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), ~crc);
        return png;
    }
}
