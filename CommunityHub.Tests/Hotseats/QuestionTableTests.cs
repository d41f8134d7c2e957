using System.Text;
using CommunityHub.Hotseats;
using CommunityHub.Text;

namespace CommunityHub.Tests.Hotseats;

/// What a file or a pasted text of questions says, line by line. I15.
public sealed class QuestionTableTests
{
    [Fact]
    public void A_table_with_a_column_of_that_name_gives_that_column() =>
        AssertGood("Name,Question,Votes\r\nBo,\"Who pays, and when?\",3\r\nCy,\"Two\r\nlines?\",\r\n\r\nDi,Third?,1", (2, "Who pays, and when?"), (3, "Two\nlines?"), (6, "Third?"));

    [Fact]
    public void Semicolons_and_tabs_part_columns_too()
    {
        AssertGood("Frage-Nr;question\n1;Who pays?", (2, "Who pays?"));
        AssertGood("no\tQUESTION\n1\tWho pays?", (2, "Who pays?"));
    }

    [Fact]
    public void Without_such_a_column_each_line_is_a_question_commas_and_all() =>
        AssertGood("Who pays, and when?\n\n  And why; really?  \nA \"quoted\" word?", (1, "Who pays, and when?"), (3, "And why; really?"), (4, "A \"quoted\" word?"));

    [Fact]
    public void Quotation_marks_hold_a_question_of_several_lines_together() =>
        AssertGood("\"Two\nlines?\"\n\"One, with a \"\"word\"\"?\"", (1, "Two\nlines?"), (3, "One, with a \"word\"?"));

    [Fact]
    public void Our_own_export_can_be_read_back()
    {
        string[] questions = ["=1+1", "'=1", "-2?", "Who, and \"why\"?", "Two\nlines?"];
        var file = Csv.Write(["Question", "Asked by"], questions.Select(words => new[] { words, "@Bo" }));
        Assert.Equal(questions, QuestionTable.Read(QuestionTable.Decode(file), []).Good.Select(line => line.Text));
    }

    [Fact]
    public void Each_bad_line_is_named_with_its_number_and_why()
    {
        var table = QuestionTable.Read($"Question,Name\nWho pays?,Bo\n,Cy\n{new string('x', 1001)},Di\nWho pays?,Eve\nWho, and when?,Fay\nKnown?,Gus\n", ["Known?"]);

        Assert.Equal(["Who pays?"], table.Good.Select(line => line.Text));
        Assert.Equal(
            [
                (3, "There is no question in this line."),
                (4, "Use at most 1,000 characters. You have 1,001."),
                (5, "The same stands in line 2."),
                (6, "It has 3 columns, and there should be 2. Put quotation marks round the question."),
                (7, "It is in the room already."),
            ],
            table.Bad.Select(line => ((int)line.Number, line.Fault)));
    }

    [Fact]
    public void A_quotation_mark_that_does_not_close_is_named()
    {
        var table = QuestionTable.Read("Question\nFine?\n\"Not closed?\nSwallowed?", []);
        Assert.Equal((3L, "A quotation mark opens here and does not close."), (table.Bad.Single().Number, table.Bad.Single().Fault));
        Assert.Contains("wrong place", QuestionTable.Read("Question\n\"One\" two?", []).Bad.Single().Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n \r\n")]
    [InlineData("Question\n")]
    [InlineData("Question,Name\n,\n")]
    public void Nothing_to_bring_in_is_said(string text) => Assert.Throws<RefusedException>(() => QuestionTable.Read(text, []));

    [Fact]
    public void Six_hundred_lines_are_taken_and_one_more_is_not()
    {
        var lines = string.Join('\n', Enumerable.Range(1, 600).Select(i => $"Question number {i}?"));
        Assert.Equal(600, QuestionTable.Read(lines, []).Good.Count);
        Assert.Equal(600, QuestionTable.Read("Question\n" + lines, []).Good.Count);
        Assert.Contains("at most 600", Refused(() => QuestionTable.Read(lines + "\nOne more?", [])), StringComparison.Ordinal);
        Assert.Contains("at most 600", Refused(() => QuestionTable.Read("Question\n" + lines + "\nOne more?", [])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_read_with_the_mark_of_UTF_8_and_without()
    {
        var words = "Wer zahlt für Größe? 😀";
        Assert.Equal(words, QuestionTable.Decode(Encoding.UTF8.GetBytes(words)));
        Assert.Equal(words, QuestionTable.Decode([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(words)]));
    }

    [Fact]
    public void A_file_in_another_encoding_is_refused_in_words_and_one_that_is_too_large()
    {
        foreach (var file in new[] { Encoding.Latin1.GetBytes("Wer zahlt für?"), [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("Who?")], Encoding.Unicode.GetBytes("Who?"), Encoding.BigEndianUnicode.GetBytes("Who?"), "PK\x03\x04\0\0"u8.ToArray() })
        {
            Assert.Contains("is not in UTF-8", Refused(() => QuestionTable.Decode(file)), StringComparison.Ordinal);
        }
        Assert.Contains("at most 1 MB", Refused(() => QuestionTable.Decode(new byte[QuestionTable.LongestFile + 1])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\")")]
    [InlineData("@SUM(A1)")]
    [InlineData("<script>alert(1)</script>")]
    public void A_formula_or_a_tag_is_text(string words) => Assert.Equal(words, QuestionTable.Read(words, []).Good.Single().Text);

    static void AssertGood(string text, params (int Number, string Text)[] expected)
    {
        var table = QuestionTable.Read(text, []);
        Assert.Empty(table.Bad);
        Assert.Equal(expected, table.Good.Select(line => ((int)line.Number, line.Text)));
    }

    static string Refused(Action act) => Assert.Throws<RefusedException>(act).Message;
}
