using System.Diagnostics;
using CommunityHub.Text;

namespace CommunityHub.Tests.Text;

public sealed class HtmlToMarkdownTests
{
    [Theory]
    [InlineData("<p>One <em>two</em> <strong>three</strong>.</p>\n\n<p>Four &amp; five<br>six</p>", "One *two* **three**.\n\nFour & five\nsix")]
    [InlineData("<p>See <a href=\"https://a.test/x_(y)\" rel=\"nofollow\">this [one]</a></p>", "See [this \\[one\\]](https://a.test/x_%28y%29)")]
    [InlineData("<blockquote>\n<p>Said</p>\n\n<p>so</p>\n</blockquote>\n<p>Yes</p>", "> Said\n>\n> so\n\nYes")]
    [InlineData("<ul>\n<li>a</li>\n<li>b<ol><li>c</li><li>d</li></ol></li>\n</ul>", "- a\n- b\n  1. c\n  2. d")]
    [InlineData("<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>", "- a\n\n  b\n\n- c")]
    [InlineData("<pre><code>if (a &lt; b)\n  *x*\n</code></pre><p>after</p>", "```\nif (a < b)\n  *x*\n```\n\nafter")]
    [InlineData("<h2>Head</h2><hr><p>1 * 2 _ 3 &lt;b&gt; <code>a_b</code></p>", "## Head\n\n---\n\n1 \\* 2 \\_ 3 \\<b> `a_b`")]
    [InlineData("<p># no heading</p><p>- no list</p>", "\\# no heading\n\n\\- no list")]
    [InlineData("<p><img src=\"https://a.test/i.png\" alt=\"A chair\"></p>", "![A chair](https://a.test/i.png)")]
    [InlineData("<script>alert(1)</script><p onclick=\"x\">hello <b", "alert(1)\n\nhello \\<b")]
    [InlineData("", "")]
    public void It_says_the_same(string html, string markdown) => Assert.Equal(markdown, HtmlToMarkdown.Convert(html));

    [Theory]
    [InlineData("<div>")]
    [InlineData("<blockquote><ul><li>")]
    [InlineData("<a href=\"")]
    [InlineData("<")]
    [InlineData("&")]
    public void No_recipe_makes_it_slow(string recipe)
    {
        var watch = Stopwatch.StartNew();
        HtmlToMarkdown.Convert(string.Concat(Enumerable.Repeat(recipe, 200_000 / recipe.Length)));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }
}
