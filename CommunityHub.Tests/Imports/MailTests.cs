using CommunityHub.Forums;
using CommunityHub.Imports;
using CommunityHub.Imports.Mail;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Imports;

public sealed class MailOnSqliteTests() : MailTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class MailOnPostgresTests() : MailTests(new PostgresTestDatabase());

/// A mailing list comes thread by thread, and shows no address.
public abstract class MailTests(TestDatabase database) : ImportTest(database)
{
    const string Ann = "Ann Smith <ann@canary.test>";
    const string Wei = "=?utf-8?B?546L5Lyf?= <wei@canary.test>";

    [Fact]
    public async Task A_thread_becomes_a_talk_by_what_its_messages_answer_and_by_subject()
    {
        using var box = new Mailbox()
            .Mail("3", "bo at canary.test (Bo Reed)", "Wed, 7 Jan 2015 10:00:00 +0000", "Re: Other words", "Third.", answers: "2")
            .Mail("1", Ann, "Mon, 5 Jan 2015 10:00:00 +0200", "Glaze", "First.")
            .Mail("2", Wei, "Tue, 6 Jan 2015 10:00:00 +0000", "Re: Glaze", "Second.", answers: "1")
            .Mail("4", Ann, "Fri, 9 Jan 2015 10:00:00 +0000", "RE: glaze", "By subject.")
            .Mail("5", Ann, "Fri, 9 Oct 2015 10:00:00 +0000", "Re: Glaze", "Months later.");
        var report = await ImportMailAsync(box);

        var talks = await Hub.LookAsync(db => db.Discussions.OrderBy(d => d.StartedAt).ToListAsync());
        Assert.Equal([("Glaze", 4), ("Glaze", 1)], talks.Select(talk => (talk.Title, talk.PostCount)));
        Assert.All(talks, talk => Assert.Equal(DiscussionKind.Talk, talk.Kind));
        var posts = (await ViewAsync(Cast.Ada, talks[0].PublicId)).Posts;
        Assert.Equal([("Ann Smith", "First."), ("王伟", "Second."), ("Bo Reed", "Third."), ("Ann Smith", "By subject.")], posts.Select(post => (post.By, post.Text)));
        Assert.Equal(new DateTime(2015, 1, 5, 8, 0, 0), posts[0].At);
        Assert.Equal((2, 5, 3), (report.Of("discussions"), report.Of("posts"), report.Of("authors, as placeholders")));
    }

    [Fact]
    public async Task A_second_run_brings_what_is_missing_at_the_end_of_its_thread_also_from_another_file()
    {
        using var box = new Mailbox().Mail("1", Ann, "Mon, 5 Jan 2015 10:00:00 +0000", "Glaze", "First.");
        await ImportMailAsync(box);
        Assert.Equal((0, 1), await CountsAsync(await ImportMailAsync(box)));
        using var later = new Mailbox().Mail("2", Wei, "Tue, 6 Jan 2015 10:00:00 +0000", "Re: Glaze", "Second.", answers: "1");
        Assert.Equal((1, 2), await CountsAsync(await ImportMailAsync(later)));
        Assert.Equal(1, await Hub.LookAsync(db => db.Discussions.CountAsync()));
    }

    [Fact]
    public async Task A_preview_writes_nothing()
    {
        using var box = new Mailbox().Mail("1", Ann, "Mon, 5 Jan 2015 10:00:00 +0000", "Glaze", "First.");
        Assert.Equal(1, (await ImportMailAsync(box, isPreview: true)).Of("discussions in the mailbox"));
        Assert.False(await Hub.LookAsync(db => db.ImportSources.AnyAsync()) || await Hub.LookAsync(db => db.Discussions.AnyAsync()));
    }

    [Fact]
    public async Task No_address_is_kept_anywhere()
    {
        using var box = new Mailbox()
            .Mail("canary", "canary@canary.test", "Mon, 5 Jan 2015 10:00:00 +0000", "From canary@canary.test", "Write to canary@canary.test, canary at canary dot test, canary (at) canary.test.\n> On Monday, Ann <canary@canary.test> wrote:")
            .Mail("h", "\"canary@canary.test\" <canary@canary.test>", "Mon, 5 Jan 2015 11:00:00 +0000", "Page", "<p>At <a href=\"mailto:canary@canary.test\">canary&#64;canary.test</a></p>", headers: "Content-Type: text/html\n");
        await ImportMailAsync(box);

        var all = await Hub.LookAsync(async db => string.Join('\n', await db.Posts.Select(p => p.Text + p.Html + p.Discussion.Title + p.Person.Name + p.Imported!.Key).ToListAsync()));
        Assert.DoesNotContain("canary", all, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Somebody on the list", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_messages_are_left_out_with_a_line_each_and_the_rest_comes()
    {
        var bomb = string.Concat(Enumerable.Range(0, 300).Select(i => $"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n"));
        using var box = new Mailbox()
            .Mail("1", Ann, "Mon, 5 Jan 2015 10:00:00 +0000", "Glaze", "First.\n\n>From here on.\n\nFrom now on it is mine.")
            .Mail("1", Ann, "Mon, 5 Jan 2015 10:00:00 +0000", "Glaze", "Twice.")
            .Mail("2", Ann, "Mon, 5 Jan 2099 10:00:00 +0000", "Future", "By the line before it.")
            .Mail("3", Ann, "never", "Empty", "\u200b")
            .Mail("4", Ann, "Mon, 5 Jan 2015 10:00:00 +0000", "Bomb", bomb, headers: "Content-Type: multipart/mixed; boundary=b0\n")
            .Mail("5", Ann, "Mon, 5 Jan 2015 10:00:00 +0000", "Private", "Not this.", headers: "X-No-Archive: Yes\n")
            .Mail("", Ann, "Mon, 5 Jan 2015 10:00:00 +0000", "No name", new string('a', 100_000))
            .Mail("6", Ann, "Mon, 5 Jan 2015 10:00:00 +0000", "File", "--b\n\nSee.\n--b\nContent-Type: image/png; name=a.png\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nAAAA\n--b--", headers: "Content-Type: multipart/mixed; boundary=b\n")
            .Raw("From x Mon Jan  5 10:00:00 2015\nFrom: a\nSubject: Cut\n\nHalf a mess");
        var lines = string.Join('\n', (await ImportMailAsync(box)).Lines());

        foreach (var expected in new[] { "there twice (the first counts): 1\n    message 2", "without words: ", "asked not to be archived: 1", "file is cut off in it: 1\n    message 9", "attachments: 1\n    message 8: a.png" })
            Assert.Contains(expected, lines, StringComparison.Ordinal);
        var texts = await Hub.LookAsync(db => db.Posts.ToDictionaryAsync(p => p.Discussion.Title, p => p.Text));
        Assert.Equal("First.\n\nFrom here on.\n\nFrom now on it is mine.", texts["Glaze"]);
        Assert.Equal("See.\n\n*Attachment, not kept: a.png (image/png, 1 KB)*", texts["File"]);
        Assert.Contains("Future", texts.Keys);
        Assert.DoesNotContain("Cut", texts.Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\u0001PK garbage\n\n")]
    [InlineData("Subject: no mailbox\n\nWords\n")]
    public async Task What_is_no_mailbox_is_refused(string text)
    {
        using var box = new Mailbox().Raw(text);
        Assert.EndsWith("Nothing was imported.", await RefusedAsync(() => ImportMailAsync(box)), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_stay_words_and_quotes_and_signatures_are_folded()
    {
        var quoted = string.Concat(Enumerable.Range(1, 12).Select(i => $"> line {i}\n"));
        var text = MailText.FromPlain($"# 1\n1. *a* <b>\n{quoted}Yes, https://a.test/x_y\n-- \nAnn\nKiln Road", out _);
        Assert.StartsWith("\\# 1\n1\\. \\*a\\* \\<b>\n\n> line 1\n", text, StringComparison.Ordinal);
        Assert.Contains("> line 8\n> *and 4 more lines*\n\nYes, <https://a.test/x_y>\n\n> Ann\n> Kiln Road", text, StringComparison.Ordinal);
    }

    async Task<ImportReport> ImportMailAsync(Mailbox box, bool isPreview = false) => await Hub.Get<MailImport>().RunAsync(
        new MailChoices(box.Write().File, await SlugAsync(Cast.ByRequest), "Potters", isPreview), cancel: TestContext.Current.CancellationToken);

    async Task<(int Posts, int All)> CountsAsync(ImportReport report) => (report.Of("posts"), await Hub.LookAsync(db => db.Posts.CountAsync()));
}
