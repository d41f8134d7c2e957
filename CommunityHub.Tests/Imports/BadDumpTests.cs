using System.Text;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Imports;

/// A dump is a stranger's file: broken, hostile or huge, it gives a line in the report or is refused, and never half an import. ACCEPTANCE I19.
public sealed class BadDumpTests() : ImportTest(new SqliteTestDatabase())
{
    [Theory]
    [InlineData("<posts><row Id=\"1\" PostTypeId=\"1\" Body=\"a", "Posts.xml cannot be read: it is cut off or broken at line 1")]
    [InlineData("<users><row Id=\"1\"/></users>", "Posts.xml cannot be read: it begins with <users> where <posts> should be.")]
    [InlineData("<posts><row Id=\"1\"><row/></row></posts>", "Posts.xml cannot be read: line 1 holds <row> where a row should be.")]
    [InlineData("<posts><x/></posts>", "Posts.xml cannot be read: line 1 holds <x> where a row should be.")]
    [InlineData("<posts>words</posts>", "Posts.xml cannot be read: line 1 holds text where a row should be.")]
    [InlineData("", "Posts.xml cannot be read: it is cut off or broken at line 0")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\"><!ENTITY z \"&x;&x;&x;\">]><posts><row Id=\"&z;\"/></posts>", "Posts.xml cannot be read: it declares types or entities (a DTD), which no dump does.")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><posts/>", "Posts.xml cannot be read: it declares types or entities (a DTD), which no dump does.")]
    [InlineData("PK\u0003\u0004", "Posts.xml cannot be read: it is cut off or broken at line 1")]
    public async Task A_file_that_cannot_be_read_to_its_end_brings_nothing(string text, string words)
    {
        using var dump = Dump.Small().Write();
        dump.Put("Posts.xml", text);

        var refused = await RefusedImportAsync(dump);
        Assert.StartsWith(words, refused, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was imported.", refused, StringComparison.Ordinal);
        Assert.False(await Hub.LookAsync(db => db.ImportSources.AnyAsync()) || await Hub.LookAsync(db => db.Discussions.AnyAsync()));
    }

    [Fact]
    public async Task A_later_file_that_is_cut_off_brings_nothing_either_and_each_has_a_line()
    {
        using var dump = Dump.Small().Write();
        dump.Put("PostHistory.xml", "<posthistory><row Id=\"1\"");
        dump.Put("Votes.xml", "<votes>");
        File.Delete(Path.Combine(dump.Folder, "Posts.xml"));

        Assert.Equal(["Posts.xml", "PostHistory.xml", "Votes.xml", "Nothing"], (await RefusedImportAsync(dump)).Split('\n').Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task A_row_of_many_megabytes_is_refused_before_it_fills_the_memory()
    {
        using var dump = Dump.Small().Write();
        dump.Put("Comments.xml", new StringBuilder("<comments><row Id=\"1\" Text=\"").Append('a', 12 << 20).Append("\"/></comments>").ToString());

        Assert.StartsWith("Comments.xml cannot be read: a row is longer than 4 MB, which no post is.", await RefusedImportAsync(dump), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nesting_as_deep_as_can_be_is_refused_at_its_beginning()
    {
        using var dump = Dump.Small().Write();
        dump.Put("Tags.xml", $"<tags>{string.Concat(Enumerable.Repeat("<row>", 200_000))}</tags>");

        Assert.StartsWith("Tags.xml cannot be read: line 1 holds <row> where a row should be.", await RefusedImportAsync(dump), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_make_no_sense_are_left_out_with_a_line_each_and_the_rest_comes()
    {
        using var dump = Dump.Small();
        dump.Answer(13, to: 10, by: 2, "0001-01-01T00:00:00.000", "A broken date.");
        dump.Answer(14, to: 10, by: 2, "2015-02-30T00:00:00.000", "No such day.");
        dump.Answer(15, to: 999, by: 2, "2015-03-02T00:00:00.000", "Whose question?");
        dump.Answer(16, to: 10, by: 2, "2099-03-02T00:00:00.000", "From the future.");
        dump.Answer(17, to: 10, by: 2, "2015-03-02T00:00:00.000", "\u200b ");
        dump.Comment(30, on: 16, by: 1, "2015-03-02T00:00:00.000", "On what?");
        dump.Question(40, by: 1, "2015-03-01T10:00:00.000", "Without words", "\u200b", "<wood>");
        dump.Answer(41, to: 40, by: 2, "2015-03-02T00:00:00.000", "To what?");
        dump.Add("Posts", ("Id", "99999999999999999999"), ("PostTypeId", "1"), ("Body", "x"), ("Title", "x"), ("Score", "1"), ("CreationDate", "2015-03-02T00:00:00.000"));
        dump.Add("Posts", ("Id", "50"), ("PostTypeId", "5"), ("Body", "Of a tag"));
        dump.Add("Posts", ("Id", "11"), ("PostTypeId", "2"), ("ParentId", "10"), ("Body", "Twice"), ("Score", "1"), ("CreationDate", "2015-03-02T00:00:00.000"));
        var lines = string.Join('\n', (await ImportAsync(dump)).Lines());

        foreach (var expected in new[]
        {
            "Left out, rows with a broken number, date or text: 7", "Left out, answers without their question: 1\n    answer 15", "Left out, comments on a post that is not here: 1\n    comment 30",
            "Left out, posts without words: 2\n    answer 17\n    question 40", "Left out, answers to a question that was left out: 1\n    answer 41",
            "Left out, posts that are neither question nor answer", "Left out, rows that are there twice (the first counts): 1",
        }) Assert.Contains(expected, lines, StringComparison.Ordinal);
        Assert.Equal((1, 5), await Hub.LookAsync(async db => (await db.Discussions.CountAsync(), await db.Posts.CountAsync())));
    }

    [Fact]
    public async Task A_thousand_rows_left_out_are_ten_lines_and_a_number()
    {
        using var dump = Dump.Small();
        for (var i = 0; i < 1_000; i++) dump.Comment(1000 + i, on: 12345, by: 1, "2015-03-02T00:00:00.000", "Lost.");
        var lines = (await ImportAsync(dump)).Lines().ToList();

        Assert.Equal(10, lines.Count(line => line.StartsWith("    comment 1", StringComparison.Ordinal)));
        Assert.Contains("    and 990 more", lines);
    }

    [Fact]
    public async Task Hostile_words_come_as_words()
    {
        using var dump = Dump.Small();
        dump.User(9, "<script>alert(1)</script>");
        dump.Question(60, by: 9, "2016-03-01T10:00:00.000", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1)) <script>alert(1)</script>", "<\"><script>");
        dump.Row("Posts", 60).SetAttributeValue("ContentLicense", "\"><script>alert(1)</script>");
        await ImportAsync(dump);

        var html = await Hub.LookAsync(db => db.Posts.Where(p => p.Discussion.Title.StartsWith("<img")).Select(p => p.Html).SingleAsync());
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dump_goes_into_a_community_that_there_is()
    {
        using var dump = Dump.Small().Write();
        var choices = new CommunityHub.Imports.StackExchange.ImportChoices(dump.Folder, "nowhere");
        Assert.Equal("There is no community at the address nowhere.", await RefusedAsync(() => Hub.Get<CommunityHub.Imports.StackExchange.StackExchangeImport>().RunAsync(choices)));
        Assert.StartsWith("There is no folder", await RefusedAsync(() => Hub.Get<CommunityHub.Imports.StackExchange.StackExchangeImport>().RunAsync(choices with { Folder = "/nowhere" })), StringComparison.Ordinal);
    }
}
