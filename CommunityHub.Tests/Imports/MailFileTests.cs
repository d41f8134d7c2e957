using System.Text;
using CommunityHub.Files;
using CommunityHub.Imports;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;

namespace CommunityHub.Tests.Imports;

public sealed class MailFileOnSqliteTests() : MailFileTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class MailFileOnPostgresTests() : MailFileTests(new PostgresTestDatabase());

/// What was attached to a mail is a file of its post, if it could be attached to any post here.
public abstract class MailFileTests(TestDatabase database) : MailTest(database)
{
    const string Attached = "Content-Disposition: attachment; filename=";
    const string Base64 = "Content-Transfer-Encoding: base64\n";

    [Fact]
    public async Task Attachments_are_kept_and_those_that_stay_out_have_a_line_with_the_reason()
    {
        using var box = new Mailbox().Parts(
            "1", "Kiln", "\nSee both.",
            $"Content-Type: image/png\nContent-Description: The new kiln\n{Attached}kiln.jpeg\n{Base64}\n{Convert.ToBase64String(Drawn())}",
            $"Content-Type: text/plain; charset=iso-8859-1\n{Attached}notes.txt\nContent-Transfer-Encoding: quoted-printable\n\nCaf=E9, by ann@canary.test",
            $"Content-Type: image/png\n{Attached}broken.png\n{Base64}\n{Convert.ToBase64String([.. Drawn().AsSpan(0, 30)])}",
            $"Content-Type: application/pdf\n{Attached}run.exe\n\nMZ nothing",
            $"Content-Type: message/rfc822\n{Attached}other.eml\n\nSubject: Other\n\nWords",
            "Content-Type: application/pgp-signature\n\nabc");
        var lines = string.Join('\n', (await ImportMailAsync(box)).Lines());

        foreach (var line in new[]
        {
            "        2  files", "Left out, attachments: 3", "    message 1: broken.png: This picture cannot be read",
            "    message 1: run.exe: The file “run.exe” is of a kind that cannot be attached", "it is a message itself", "Left out, signatures for programs: 1",
        }) Assert.Contains(line, lines, StringComparison.Ordinal);
        var view = await OnlyTalkAsync();
        Assert.Equal("See both.", view.Posts[0].Text);
        Assert.StartsWith("Attached there, not kept here: broken.png, run.exe, ", view.Posts[0].Origin!.Remarks, StringComparison.Ordinal);
        var files = view.Files[1];
        Assert.Equal(
            [("kiln.png", "image/png", "The new kiln"), ("notes.txt", "text/plain", null)],
            files.Select(file => (file.Name, file.MediaType, file.Alt)));
        Assert.Equal("Café, by (address)", Encoding.UTF8.GetString((await ReadAsync("bo", view.Face.Id, files[1].Id))!.Bytes).TrimEnd());
        Assert.Null(await ReadAsync("visitor", view.Face.Id, files[1].Id));

        await ImportMailAsync(box);
        Assert.Equal(2, await Hub.LookAsync(db => db.Attachments.CountAsync()));
    }

    [Fact]
    public async Task A_mail_that_is_only_a_picture_comes_with_it()
    {
        using var box = new Mailbox().Parts("1", "Kiln", $"Content-Type: image/png\n{Attached}\"a b.png\"\n{Base64}\n{Convert.ToBase64String(Drawn())}");
        await ImportMailAsync(box);
        var view = await OnlyTalkAsync();
        Assert.Equal(("*Without words.*", "a b.png: nobody said what this picture shows"), (view.Posts[0].Text, view.Files[1][0].Alt));
    }

    [Fact]
    public async Task A_post_has_five_files_and_ten_megabytes_of_them()
    {
        using var box = new Mailbox()
            .Parts("1", "Many", [.. Enumerable.Range(1, 7).Select(i => $"Content-Type: text/plain\n{Attached}{i}.txt\n\nWords {i}")])
            .Parts("2", "Large", "\nSee.", $"Content-Type: text/plain\n{Attached}large.txt\n\n{new string('a', ReadyFile.MostBytes + 1)}");
        var lines = await ReportOfAsync(box);
        Assert.Contains("        5  files", lines, StringComparison.Ordinal);
        Assert.Contains("    message 1: 7.txt: a post has 5 files at most", lines, StringComparison.Ordinal);
        Assert.Contains("    message 2: large.txt: the files of a post have 10 MB together at most", lines, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_go_with_their_posts_to_the_member_who_the_author_is()
    {
        using var box = new Mailbox().Parts("1", "Notes", "\nSee.", $"Content-Type: text/plain\n{Attached}notes.txt\n\nWords");
        await ImportMailAsync(box);
        var author = (await Hub.Get<ImportedAuthors>().ListAsync(Cast.Ada, Cast.ByRequest, cancel: Stop))!.Authors[0].Id;
        var placeholder = await OwnerAsync();
        var bo = await Hub.LookAsync(db => db.People.Where(p => p.Id == Cast.Bo.PersonId).Select(p => p.PublicId).SingleAsync());
        await Hub.Get<ImportedAuthors>().GiveAsync(Cast.Ada, Cast.ByRequest, author, bo);
        Assert.Equal(Cast.Bo.PersonId, await OwnerAsync());
        await Hub.Get<ImportedAuthors>().TakeBackAsync(Cast.Ada, Cast.ByRequest, author);
        Assert.Equal(placeholder, await OwnerAsync());
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    Task<long?> OwnerAsync() => Hub.LookAsync(db => db.Attachments.Select(a => (long?)a.PersonId).SingleAsync());

    Task<FileToSend?> ReadAsync(string who, string id, string file) => Hub.Get<Attachments>().ReadAsync(Cast.Named(who), id, file, Stop);

    static byte[] Drawn()
    {
        using var bitmap = new SKBitmap(20, 10);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 95);
        return data.ToArray();
    }
}
