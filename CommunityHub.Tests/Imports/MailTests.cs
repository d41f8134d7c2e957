using System.Globalization;
using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.Imports;
using CommunityHub.Search;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Imports;

public sealed class MailOnSqliteTests() : MailTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class MailOnPostgresTests() : MailTests(new PostgresTestDatabase());

/// A mailing list comes thread by thread, and shows no address.
public abstract class MailTests(TestDatabase database) : MailTest(database)
{
    [Fact]
    public async Task A_thread_becomes_a_talk_by_what_its_messages_answer_and_by_subject()
    {
        using var box = new Mailbox()
            .Mail("3", "bo at canary.test (Bo Reed)", "Wed, 7 Jan 2015 10:00:00 +0000", "Re: Other words", "Third.", answers: "2")
            .Mail("1", Ann, "Mon, 5 Jan 2015 10:00:00 +0200", "[Potters] Glaze", "First.")
            .Mail("2", Wei, "Tue, 6 Jan 2015 10:00:00 +0000", "Re: [Potters] Glaze", "Second.", answers: "1")
            .Mail("4", Ann, "Fri, 9 Jan 2015 10:00:00 +0000", "RE: glaze", "By subject.")
            .Mail("5", Ann, "Fri, 9 Oct 2015 10:00:00 +0000", "Re: Glaze", "Months later.");
        var report = await ImportMailAsync(box);

        var talks = await Hub.LookAsync(db => db.Discussions.OrderBy(d => d.StartedAt).ToListAsync());
        Assert.Equal([("Glaze", 4), ("Glaze", 1)], talks.Select(talk => (talk.Title, talk.PostCount)));
        Assert.All(talks, talk => Assert.Equal(DiscussionKind.Talk, talk.Kind));
        var posts = (await ViewAsync(Cast.Ada, talks[0].PublicId)).Posts;
        Assert.Equal(
            [("Ann Smith", "First."), ("王伟", "Second."), ("Bo Reed", "Third."), ("Ann Smith", "By subject.")],
            posts.Select(post => (post.By, post.Text)));
        Assert.Equal(new DateTime(2015, 1, 5, 8, 0, 0), posts[0].At);
        Assert.Equal(new PostOrigin("Potters", "Ann Smith", null, null, null, null), posts[0].Origin);
        Assert.Equal((2, 5, 3), (report.Of("discussions"), report.Of("posts"), report.Of("authors, as placeholders")));
    }

    [Fact]
    public async Task An_answer_stands_below_what_it_answers_whatever_the_clocks_say_and_circles_end()
    {
        using var box = new Mailbox()
            .Mail("1", Ann, "Mon, 5 Jan 2015 10:00:00 +0000", "Glaze", "Asked.")
            .Mail("2", Wei, "Thu, 1 Jan 2015 10:00:00 +0000", "Re: Glaze", "Answered.", answers: "1")
            .Mail("8", Wei, "Fri, 2 Jan 2015 10:00:00 +0000", "Kiln", "Round.", answers: "9")
            .Mail("9", Wei, "Sat, 3 Jan 2015 10:00:00 +0000", "Kiln", "And round.", answers: "8")
            .Mail("7", Wei, "Sat, 3 Jan 2015 10:00:00 +0000", "Clay", "Myself.", answers: "7");
        await ImportMailAsync(box);

        var posts = await Hub.LookAsync(db => db.Posts.OrderBy(p => p.Discussion.Title).ThenBy(p => p.Number).Select(p => p.Text).ToListAsync());
        Assert.Equal(["Myself.", "Asked.", "Answered.", "And round.", "Round."], posts);
    }

    [Fact]
    public async Task Writers_whose_list_sends_in_its_own_name_are_told_apart_by_theirs()
    {
        using var box = new Mailbox()
            .Mail("1", "Ann Smith via Potters <potters@canary.test>", Mailbox.Usual, "Glaze", "First.")
            .Mail("2", "'Bo Reed' via Potters <potters@canary.test>", Mailbox.Usual, "Re: Glaze", "Second.", answers: "1");
        await ImportMailAsync(box);
        Assert.Equal(["Ann Smith", "Bo Reed"], (await OnlyTalkAsync()).Posts.Select(post => post.By));
    }

    [Fact]
    public async Task A_second_run_brings_what_is_missing_at_the_end_of_its_thread_also_from_another_file()
    {
        using var box = new Mailbox().Mail("1", Ann, "Mon, 5 Jan 2015 10:00:00 +0000", "Glaze", "First.");
        await ImportMailAsync(box);
        Assert.Equal((0, 1), await CountsAsync(await ImportMailAsync(box)));
        using var later = new Mailbox().Mail("2", Wei, "Tue, 6 Jan 2015 10:00:00 +0000", "Re: Glaze", "Second.", answers: "1");
        Assert.Equal(1, (await ImportMailAsync(later, isPreview: true)).Of("discussions would go on"));
        Assert.Equal((1, 2), await CountsAsync(await ImportMailAsync(later)));
        Assert.Equal(1, await Hub.LookAsync(db => db.Discussions.CountAsync()));
    }

    [Fact]
    public async Task A_run_that_was_cut_goes_on_where_it_was_and_each_thread_is_whole()
    {
        using var box = new Mailbox();
        for (var i = 0; i < 510; i++)
        {
            var day = new DateTime(2015, 1, 5, 0, 0, 0, DateTimeKind.Utc).AddMinutes(i).ToString("R", CultureInfo.InvariantCulture);
            box.Mail($"{i}", Ann, day, i < 500 ? "Glaze" : "Kiln", $"Words {i}.", answers: i is 0 or 500 ? null : $"{i - 1}");
        }
        using var cut = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ImportMailAsync(box, cancel: cut.Token, step: step =>
        {
            if (step is { What: "Bringing discussions", Done: 1 }) cut.Cancel();
        }));
        Assert.Equal([("Glaze", 500)], await TalksAsync());
        await ImportMailAsync(box);
        Assert.Equal([("Glaze", 500), ("Kiln", 10)], await TalksAsync());
        Assert.Equal(510, await Hub.LookAsync(db => db.Posts.CountAsync()));
    }

    [Fact]
    public async Task A_preview_writes_nothing()
    {
        using var box = new Mailbox().Mail("1", Ann, "Mon, 5 Jan 2015 10:00:00 +0000", "Glaze", "First.");
        var report = await ImportMailAsync(box, isPreview: true);
        Assert.Equal((1, 1, 1), (report.Of("discussions would come"), report.Of("posts in them"), report.Of("authors, as placeholders or known")));
        Assert.False(await Hub.LookAsync(db => db.ImportSources.AnyAsync()) || await Hub.LookAsync(db => db.Discussions.AnyAsync()));
    }

    [Fact]
    public async Task No_address_is_kept_anywhere()
    {
        using var box = new Mailbox()
            .Mail(
                "canary", "canary@canary.test", Mailbox.Usual, "From canary@canary.test",
                "Write to canary@canary.test.\n> On Monday, Ann <canary@canary.test>\n> wrote:\n-- \ncanary@canary.test")
            .Mail(
                "h", "\"canary@canary.test\" <canary@canary.test>", Mailbox.Usual, "Page",
                "<p>At <a href=\"mailto:canary@canary.test\">canary&#64;canary.test</a></p>", headers: "Content-Type: text/html\n")
            .Mail(
                "l", "x <x@canary.test>", Mailbox.Usual, "List", "Words",
                headers: "List-Id: Potters <potters.canary.test>\nReply-To: canary@canary.test\nCc: canary@canary.test\n")
            .Parts(
                "f", "File", "\nSee.",
                "Content-Type: text/csv; name=\"canary@canary.test.csv\"\nContent-Disposition: attachment\n\nname,canary@canary.test");
        var report = string.Join('\n', (await ImportMailAsync(box)).Lines());

        var all = await Hub.LookAsync(async db => string.Join(
            '\n',
            [
                .. await db.Posts.Select(p => p.Text + p.Html + p.Discussion.Title + p.Person.Name + p.Imported!.Key + p.Imported!.Remarks).ToListAsync(),
                .. await db.Attachments.Select(a => a.Name + a.Alt).ToListAsync(),
                .. (await db.AttachmentContents.Select(c => c.Bytes).ToListAsync()).Select(System.Text.Encoding.UTF8.GetString),
                .. await db.ImportedAuthors.Select(a => a.Key + a.Name + a.Source.Root + a.Source.Name).ToListAsync(),
            ]));
        Assert.DoesNotContain("canary", all + report, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Somebody on the list", all, StringComparison.Ordinal);
        Assert.Contains("name,(address)", all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CommunityKind.Open, "visitor ada bo cy dot")]
    [InlineData(CommunityKind.ByRequest, "ada bo cy")]
    [InlineData(CommunityKind.Private, "ada bo")]
    public async Task Whoever_may_read_the_community_reads_and_finds_its_mail_and_nobody_else(CommunityKind kind, string readers)
    {
        using var box = new Mailbox().Mail("1", Ann, Mailbox.Usual, "Glaze", "The zyzzyva of the kiln.");
        await ImportMailAsync(box, community: Cast.Of(kind));
        var id = await Hub.LookAsync(db => db.Discussions.Select(d => d.PublicId).SingleAsync());
        foreach (var who in new[] { "visitor", "ada", "bo", "cy", "dot" })
        {
            var may = readers.Split(' ').Contains(who);
            Assert.True(may == await Reading.ReadAsync(Cast.Named(who), id, cancel: TestContext.Current.CancellationToken) is not null, $"{who} in {kind}");
            var found = await Hub.Get<SiteSearch>().FindAsync(Cast.Named(who), new SearchAsk("zyzzyva"), cancel: TestContext.Current.CancellationToken);
            Assert.True(may == found.Count > 0, $"{who} searches {kind}");
        }
    }

    Task<List<(string, int)>> TalksAsync() => Hub.LookAsync(async db =>
        (await db.Discussions.OrderBy(d => d.Title).Select(d => new { d.Title, d.PostCount }).ToListAsync()).ConvertAll(d => (d.Title, d.PostCount)));

    async Task<(int Posts, int All)> CountsAsync(ImportReport report) => (report.Of("posts"), await Hub.LookAsync(db => db.Posts.CountAsync()));
}
