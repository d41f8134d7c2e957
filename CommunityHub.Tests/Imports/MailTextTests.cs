using System.Diagnostics;
using CommunityHub.Imports.Mail;
using CommunityHub.Text;

namespace CommunityHub.Tests.Imports;

/// The words of a mail, as a post says them.
public sealed class MailTextTests
{
    [Fact]
    public void Words_stay_words_and_what_is_quoted_is_a_quote()
    {
        var text = MailText.FromPlain(
            "# 1\n1. *a* <b>\n> > two\n> one\nYes, https://a.test/x_y.\n-- \nAnn\n________________________________\nKiln Road", out _);
        Assert.Equal("\\# 1\n1\\. \\*a\\* \\<b>\n\n> > two\n> \n> one\n\nYes, <https://a.test/x_y>.\n\n> \\--\n> Ann\n> Kiln Road", text);
    }

    [Fact]
    public void Long_quotes_and_signatures_are_folded_and_short_quotes_stand_open()
    {
        var quoted = string.Concat(Enumerable.Range(1, 12).Select(i => $"> line {i}\n"));
        var html = Shown(
            $"On Monday Ann wrote:\n{quoted}\nYes.\n\n> And?\n\nNo.\n______________________________________\nPotters mailing list\nhttps://a.test/");
        Assert.Contains("wrote:</p>\n<details><summary>Quoted: line 1 line 2 line 3 ", html, StringComparison.Ordinal);
        Assert.Contains(
            "line 12</p>\n</blockquote>\n</details>\n<p>Yes.</p>\n<blockquote>\n<p>And?</p>\n</blockquote>\n<p>No.</p>\n",
            html, StringComparison.Ordinal);
        Assert.Contains("<details><summary>Signature</summary>\n<blockquote>\n<p>--<br />\nPotters mailing list<br />\n", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Ones_own_words_come_before_a_quote_that_has_no_room()
    {
        var quoted = string.Concat(Enumerable.Repeat($"> {new string('q', 500)}\n", 100));
        Assert.EndsWith("> *and 92 more lines*\n\nMine.", MailText.FromPlain($"{quoted}\nMine.", out var isShortened), StringComparison.Ordinal);
        Assert.False(isShortened);
    }

    [Fact]
    public void Lines_that_a_program_broke_are_one_again_and_others_stay()
    {
        var text = MailText.FromPlain(
            "Dear all,\nthe kiln in the yard was fired for the first time on Saturday, and what\ncame out of it is on the table: mostly bowls."
                + "\n- one\n- two\n\n  a    b\n  c    d\nAnn", out _);
        Assert.Equal(
            "Dear all,\nthe kiln in the yard was fired for the first time on Saturday, and what came out of it is on the table: mostly bowls."
            + "\n\\- one\n\\- two\n\n"
            + "\u00a0\u00a0a    b\n\u00a0\u00a0c    d\nAnn", text);
    }

    [Fact]
    public void Pages_become_markdown_without_pictures_programs_and_mail_links() => Assert.Equal(
        "**Hi** [all](https://a.test/)\n\na b\nc\n\n>\n> Said\n\nMail me",
        MailText.FromHtml(
            "<html><head><title>T</title><style>p{}</style></head><body><!-- x --><p><b>Hi</b> <a href='https://a.test/'>all</a></p><script>alert(1)</script>"
            + "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table><img src=\"https://spy.test/1\"><a href=\"https://a.test/2\"><img src=x></a>"
            + "<blockquote>Said</blockquote><p>Mail <a href=\"mailto:ann@canary.test\">me</a></p></body></html>", out _));

    [Theory]
    [InlineData("Write to ann@canary.test.", "Write to (address).")]
    [InlineData("On Mon, 5 Jan, Ann Smith <ann@canary.test> wrote:", "On Mon, 5 Jan, Ann Smith (address) wrote:")]
    [InlineData("Ann Smith (ann@canary.test) wrote:", "Ann Smith (address) wrote:")]
    [InlineData("mailto:ann.b+c@mail.canary.test", "(address)")]
    [InlineData("ann at canary.test, ann (at) canary (dot) test, ann [at] canary [dot] test", "(address), (address), (address)")]
    [InlineData("ANN AT CANARY DOT TEST", "(address)")]
    [InlineData("ann&#64;canary.test ann\uFF20canary.test ann @ canary.test", "(address) (address) (address)")]
    [InlineData("\"Ann B\"@canary.test ann@[127.0.0.1]", "(address) (address)]")]
    [InlineData("https://lists.test/private/ann%40canary.test?x", "(address)")]
    [InlineData("https://a.test/?to=ann@canary.test&b", "(address)")]
    public void Addresses_are_masked_however_they_are_written(string text, string expected) => Assert.Equal(expected, Plain(text));

    [Theory]
    [InlineData("Have a look at github.com or meet at noon.")]
    [InlineData("https://medium.test/@ann/kiln")]
    [InlineData("@ann, 5 @ 3 pounds each")]
    public void What_is_no_address_stays(string text) => Assert.Equal(text, Plain(text));

    [Theory]
    [InlineData("a@")]
    [InlineData("a at b.")]
    [InlineData("a at b.cc ")]
    [InlineData("ann at b dot ")]
    [InlineData("(((at)")]
    [InlineData("https://a")]
    [InlineData("\"a")]
    [InlineData(">")]
    [InlineData("> > a\n")]
    [InlineData("-- \n")]
    [InlineData("<a href='mailto:")]
    [InlineData("<style")]
    [InlineData("<!--")]
    [InlineData("[](")]
    [InlineData("a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a\n")]
    public void No_recipe_makes_it_slow(string recipe)
    {
        var text = string.Concat(Enumerable.Repeat(recipe, 256_000 / recipe.Length));
        var watch = Stopwatch.StartNew();
        MailText.FromPlain(text, out _);
        MailText.FromHtml(text, out _);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(4));
    }

    static string Shown(string plain) => Markdown.ToHtml(MailText.FromPlain(plain, out _), withPeople: true, foldsQuotes: true);

    // As a reader sees it.
    static string Plain(string text) => Markdown.ToPlain(MailText.FromPlain(text, out _), 400);
}
