using System.IO.Compression;
using System.Text;
using CommunityHub.Imports.Mail;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Imports;

public sealed class BadMailOnSqliteTests() : BadMailTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class BadMailOnPostgresTests() : BadMailTests(new PostgresTestDatabase());

/// Whatever is in a mailbox: a line in the report, and never half a message. ACCEPTANCE I19, I21.
public abstract class BadMailTests(TestDatabase database) : MailTest(database)
{
    [Fact]
    public async Task Bad_messages_are_left_out_with_a_line_each_and_the_rest_comes()
    {
        using var box = new Mailbox()
            .Mail("1", Ann, Mailbox.Usual, "Glaze", "First.\n\n>From here on.\n\nFrom now on, Mondays from 10:00 in 2015, it is mine.")
            .Mail("1", Ann, Mailbox.Usual, "Glaze", "Twice.")
            .Mail("3", Ann, Mailbox.Usual, "Empty", "\u200b")
            .Mail("5", Ann, Mailbox.Usual, "Private", "Not this.", headers: "X-No-Archive: Yes\n")
            .Mail("", Ann, Mailbox.Usual, "No name", new string('a', 100_000))
            .Mail("", Ann, Mailbox.Usual, "No name either", "Words");
        var lines = await ReportOfAsync(box);

        foreach (var expected in new[]
        {
            "there twice (the first counts): 1\n    message 2", "without words: 1\n    message 3",
            "asked not to be archived: 1\n    message 4", "ends of very long messages: 1\n    message 5",
            "2  messages without a Message-ID",
        }) Assert.Contains(expected, lines, StringComparison.Ordinal);
        var texts = await TextsAsync();
        Assert.Equal(["Glaze", "No name", "No name either"], texts.Keys.Order());
        Assert.Equal("First.\n\nFrom here on.\n\nFrom now on, Mondays from 10:00 in 2015, it is mine.", texts["Glaze"]);
        await ImportMailAsync(box);
        Assert.Equal(3, await Hub.LookAsync(db => db.Posts.CountAsync()));
    }

    [Theory]
    [InlineData("From x Mon Jan  5 10:00:00 2015\nFrom: a\nSubject: Cut\n\nHalf a mess")]
    [InlineData("From x Mon Jan  5 10:00:00 2015\nFrom: a\nSubject: Cut\n\nHalf a message\n")]
    [InlineData("From x Mon Jan  5 10:00:00 2015\nFrom: a\nSubj")]
    [InlineData("From x Mon Jan  5 10:00:00 2015\n")]
    [InlineData("From x Mon Jan  5 10:00:00 2015\nContent-Type: multipart/mixed; boundary=b\nSubject: Cut\n\n--b\n\nA part.\n\n")]
    public async Task A_file_that_is_cut_off_brings_all_but_its_last_message(string rest)
    {
        using var box = new Mailbox().Mail("1", Ann, Mailbox.Usual, "Glaze", "Whole.").Raw(rest);
        Assert.Contains("Left out, the last message, for the file is cut off in it: 1\n    message 2", await ReportOfAsync(box), StringComparison.Ordinal);
        Assert.Equal(["Glaze"], (await TextsAsync()).Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("\0\u0001 garbage\n\n")]
    [InlineData("<?xml version=\"1.0\"?><posts/>")]
    [InlineData("Subject: no mailbox\n\nWords\n")]
    [InlineData("From here on\n\nWords\n")]
    public async Task What_is_no_mailbox_is_refused(string text)
    {
        using var box = new Mailbox().Raw(text);
        Assert.EndsWith("Nothing was imported.", await RefusedAsync(() => ImportMailAsync(box)), StringComparison.Ordinal);
        Assert.False(await Hub.LookAsync(db => db.ImportSources.AnyAsync()));
    }

    [Fact]
    public async Task A_packed_file_a_folder_and_a_file_that_is_not_there_are_refused()
    {
        using var box = new Mailbox().Write();
        await using (var packed = new GZipStream(File.Create(box.File), CompressionLevel.Fastest))
            await packed.WriteAsync(Encoding.UTF8.GetBytes(new string('a', 1_000_000)), Stop);
        Assert.StartsWith("This is not a mailbox", await RefusedFileAsync(box.File), StringComparison.Ordinal);
        Assert.EndsWith("is a folder. Give the mailbox itself.", await RefusedFileAsync(Path.GetDirectoryName(box.File)!), StringComparison.Ordinal);
        Assert.StartsWith("There is no file", await RefusedFileAsync("/nowhere"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Huge_nested_and_hostile_messages_leave_the_rest_alone()
    {
        var nested = string.Concat(Enumerable.Range(0, 200).Select(i => $"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n"));
        var flat = string.Concat(Enumerable.Repeat("--b\n\nA part.\n", 1_000));
        var many = string.Concat(Enumerable.Range(0, 100_000).Select(i => $" <{i}@mail.test>\n"));
        var line = new string('a', 99) + "\n";
        using var box = new Mailbox()
            .Mail("1", Ann, Mailbox.Usual, "60 MB", string.Concat(Enumerable.Repeat(line, 600_000)))
            .Mail("2", Ann, Mailbox.Usual, "60 MB in a line", new string('a', 60_000_000))
            .Mail("3", Ann, Mailbox.Usual, "Nested", nested, headers: "Content-Type: multipart/mixed; boundary=b0\n")
            .Mail("4", Ann, Mailbox.Usual, "Parts", flat + "--b--", headers: "Content-Type: multipart/mixed; boundary=b\n")
            .Mail("5", Ann, Mailbox.Usual, "References", "Words.", headers: $"References:{many}")
            .Mail("5b", Ann, Mailbox.Usual, "Fewer references", "Words.", headers: $"References:{many[..50_000]}\n")
            .Mail("6", Ann, Mailbox.Usual, new string('s', 5_000_000), "Long subject.")
            .Mail(
                "7", $"{new string('n', 5_000_000)} <n@canary.test>", Mailbox.Usual, "Long name", "Words.",
                headers: $"X-Long: {new string('x', 5_000_000)}\n")
            .Mail("8", "<<>>,,;:\"", Mailbox.Usual, "Broken", "Words.", headers: "Content-Type: ///;;charset=\n: nothing\nContent-Transfer-Encoding: rot13\n")
            .Mail("9", Ann, Mailbox.Usual, "Glaze", "The rest.");
        var report = await ReportOfAsync(box);

        Assert.Contains("Left out, messages over 32 MB: 2\n    message 1\n    message 2", report, StringComparison.Ordinal);
        Assert.Contains("Left out, messages of more than 200 parts: 1\n    message 4", report, StringComparison.Ordinal);
        Assert.Contains("    message 3", report, StringComparison.Ordinal);
        Assert.Contains("Left out, messages with headers over 256 KB: 3\n    message 5\n    message 7\n    message 8", report, StringComparison.Ordinal);
        Assert.Contains("    message 9", report, StringComparison.Ordinal);
        Assert.Equal(["Fewer references", "Glaze"], (await TextsAsync()).Keys.Order());
    }

    [Theory]
    [InlineData("Mon, 1 Jan 0001 00:00:00 +1400", "2015-01-05 10:00")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 -1200", "2015-01-05 10:00")]
    [InlineData("Mon, 5 Jan 2099 10:00:00 +0000", "2015-01-05 10:00")]
    [InlineData("never", "2015-01-05 10:00")]
    [InlineData("Mon, 5 Jan 15 10:00 EST", "2015-01-05 15:00")]
    public async Task A_date_that_cannot_be_gives_way_to_that_of_the_line_before_the_message(string day, string expected)
    {
        using var box = new Mailbox().Mail("1", Ann, day, "Glaze", "Words.").Raw("From x Mon Jan  5 10:00:00 9999\nSubject: No day\n\nWords.\n\n");
        Assert.Contains("without a date that can be: 1\n    message 2", await ReportOfAsync(box), StringComparison.Ordinal);
        Assert.Equal(expected, (await OnlyTalkAsync()).Posts[0].At.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("charset=utf-8", "Café", "436166C3A9")]
    [InlineData("charset=utf-8", "Café", "436166E9")]
    [InlineData("charset=us-ascii", "Café", "436166E9")]
    [InlineData("charset=x-nonsense", "Café", "436166C3A9")]
    [InlineData("", "Café “so”", "436166E92093736F94")]
    [InlineData("charset=windows-1252", "Café “so”", "436166E92093736F94")]
    [InlineData("charset=koi8-r", "Глина", "E7CCC9CEC1")]
    [InlineData("charset=iso-2022-jp", "陶芸", "1B2442462B375D1B2842")]
    [InlineData("charset=gb2312", "陶瓷", "CCD5B4C9")]
    public async Task Words_are_read_in_the_charset_that_they_are_in(string said, string words, string hex)
    {
        var bytes = Convert.FromHexString(hex);
        var headers = $"Content-Type: text/plain; {said}\n";
        using var box = new Mailbox()
            .Bytes("1", "Raw", headers, bytes)
            .Bytes("2", "Base64", $"{headers}Content-Transfer-Encoding: base64\n", Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes)))
            .Bytes(
                "3", "Quoted", $"{headers}Content-Transfer-Encoding: quoted-printable\n",
                Encoding.ASCII.GetBytes(string.Concat(bytes.Select(one => $"={one:X2}"))));
        await ImportMailAsync(box);
        Assert.All((await TextsAsync()).Values, text => Assert.Equal(words, text));
    }

    [Fact]
    public async Task Lines_that_end_in_both_signs_say_the_same()
    {
        using var box = new Mailbox()
            .Mail("1", Ann, Mailbox.Usual, "Glaze", "First.\n\n> quoted\n\n>From here.\n-- \nAnn")
            .Parts("2", "Notes", "\nSee.", "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nWords");
        await ImportMailAsync(box);
        var before = await TextsAsync();
        box.Write(withCrLf: true);
        await Hub.Get<MailImport>().RunAsync(new MailChoices(box.File, await SlugAsync(Cast.Open), "Others"), cancel: Stop);
        var after = await Hub.LookAsync(db => db.Posts
            .Where(p => p.Discussion.CommunityId == Cast.Open).Select(p => new { p.Discussion.Title, p.Text }).ToDictionaryAsync(p => p.Title, p => p.Text));
        Assert.Equal(before, after);
        Assert.Equal(2, await Hub.LookAsync(db => db.Attachments.CountAsync()));
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    async Task<string> RefusedFileAsync(string path)
    {
        var choices = new MailChoices(path, await SlugAsync(Cast.ByRequest), "Potters");
        return await RefusedAsync(() => Hub.Get<MailImport>().RunAsync(choices, cancel: Stop));
    }
}
