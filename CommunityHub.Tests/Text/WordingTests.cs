using System.Diagnostics;
using System.Text;
using CommunityHub.Text;

namespace CommunityHub.Tests.Text;

/// ACCEPTANCE I6, I7.
public sealed class WordingTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("a\r\nb\rc\nd\u2028e\u0085f", "a\nb\nc\nd\ne\nf")]
    [InlineData("a\r\r\n\nb", "a\n\n\nb")]
    [InlineData("  code\tx  \n \n", "  code\tx")]
    [InlineData("e\u0301", "é")]
    [InlineData("a\0b\u001B[31mc\u007F\u009Bd\uFFFE\uFFFF", "ab[31mcd")]
    [InlineData("👩‍👩‍👧‍👦 \u202Eabc", "👩‍👩‍👧‍👦 \u202Eabc")]
    public void Typed_text_is_brought_into_one_form(string? typed, string text) => Assert.Equal(text, Wording.Clean(typed));

    // Not as inline data: the runner itself stumbles over half a pair.
    [Fact]
    public void Half_a_surrogate_pair_is_marked_as_lost()
    {
        Assert.Equal("a\uFFFDb", Wording.Clean("a\uD83Db"));
        Assert.Equal("\uFFFD\uFFFD", Wording.Line("\uDE00\uD83D"));
    }

    [Fact]
    public void Cleaning_twice_changes_nothing_and_never_throws()
    {
        var random = new Random(7);
        string[] pieces = ["a", "\u0301", "\u0344", "\u0316", "\r", "\n", " ", "\uD83D", "\uDE00", "\0", "\u200B", "\u202E", "ﷺ", "각", "\u1100", "\u1161", "\u0F73", "👩‍👧", "\u00A0", "\uFEFF"];
        for (var round = 0; round < 3_000; round++)
        {
            var typed = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => pieces[random.Next(pieces.Length)]));
            var text = Wording.Clean(typed);
            var line = Wording.Line(typed);

            Assert.Equal(text, Wording.Clean(text));
            Assert.Equal(line, Wording.Line(line));
            Assert.True(text.IsNormalized() && line.IsNormalized());
            Assert.DoesNotContain('\n', line);
            Assert.True(Wording.CountElements(line) <= line.Length);
        }
    }

    [Theory]
    [InlineData("  Street \t clerks\r\n of  the\u00A0North ", "Street clerks of the North")]
    [InlineData("abc\u202Egnp.exe\u2066\u2069", "abcgnp.exe")]
    [InlineData("pay\u200Bpal\uFEFF\u00AD", "paypal")]
    [InlineData("🏴󠁧󠁢󠁷󠁬󠁳󠁿 Cymru", "🏴󠁧󠁢󠁷󠁬󠁳󠁿 Cymru")]
    [InlineData("می‌خواهم", "می‌خواهم")]
    public void A_line_has_no_breaks_and_no_hidden_signs(string typed, string line) => Assert.Equal(line, Wording.Line(typed));

    [Fact]
    public void Marks_are_not_stacked_over_the_lines_around()
    {
        var zalgo = "z" + new string('\u0335', 80);

        Assert.Equal(7, Wording.Line(zalgo).Length);
        Assert.Equal(31, Wording.Clean(zalgo).Length);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("a\nb", 3)]
    [InlineData("éé", 2)]
    [InlineData("👩‍👩‍👧‍👦👍🏽🏴󠁧󠁢󠁷󠁬󠁳󠁿", 3)]
    public void Characters_are_counted_as_readers_see_them(string text, int count) => Assert.Equal(count, Wording.CountElements(text));

    [Fact]
    public void The_limit_is_what_it_says()
    {
        Assert.Equal(1_000, Wording.Require(new string('a', 1_000), 1_000, "Write something.").Length);
        Assert.Equal(11_000, Wording.Require(string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 1_000)), 1_000, "Write something.").Length);

        Assert.Equal("Use at most 1,000 characters. You have 1,024.", Refusal(() => Wording.Require(new string('é', 1_024), 1_000, "")));
        Assert.Equal("Use at most 80 characters. You have 81.", Refusal(() => Wording.RequireLine(new string('a', 81), 80, "")));
        Assert.Equal("Use at most 80 characters. You have far more.", Refusal(() => Wording.AllowLine(new string('a', 8_100), 80)));
    }

    [Fact]
    public void A_line_fits_its_column_even_if_it_is_all_emoji()
    {
        Assert.Equal("👩‍👩‍👧‍👦 and the Ng family", Wording.AllowLine("👩‍👩‍👧‍👦 and the Ng family", 80));
        Assert.Equal(
            "Use fewer emoji and accents. They take more room than we have.",
            Refusal(() => Wording.AllowLine(string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 80)), 80)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" \n\t ")]
    [InlineData("\u200B\u200D\u2060\uFEFF")]
    [InlineData("\u0301\u0301")]
    [InlineData("\u3164\u115F\u2800\u00A0\u3000")]
    [InlineData("\u202E\u2066")]
    [InlineData("\U000E0041\U000E0042")]
    public void What_cannot_be_seen_is_missing(string? typed)
    {
        Assert.Equal("Give it a name.", Refusal(() => Wording.RequireLine(typed, 80, "Give it a name.")));
        Assert.Equal("Give it a name.", Refusal(() => Wording.Require(typed, 80, "Give it a name.")));
    }

    [Fact]
    public void Text_that_is_asked_for_and_not_needed_may_be_empty() => Assert.Equal("", Wording.Allow(null, 80));

    [Fact]
    public void Ten_megabytes_are_refused_at_once()
    {
        foreach (var piece in new[] { "a", "é", "\u0301\u0316", "👩‍", "\r\n", " ", "\0", "\uD800" })
        {
            var typed = new StringBuilder().Insert(0, piece, 10_000_000 / piece.Length).ToString();
            var started = Stopwatch.GetTimestamp();
            Refusal(() => Wording.Require(typed, 20_000, ""));
            Refusal(() => Wording.RequireLine(typed, 80, ""));
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromMilliseconds(250));
        }
    }

    static string Refusal(Func<string> act) => Assert.Throws<RefusedException>(act).Message;
}
