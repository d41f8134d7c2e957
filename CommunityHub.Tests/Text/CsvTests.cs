using System.Text;
using CommunityHub.Text;
using CsvHelper;

namespace CommunityHub.Tests.Text;

public sealed class CsvTests
{
    static readonly string[] Formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00A0=1", "＝1", "＋1", "－1", "＠x", "=", "\"=1", "\u200B=1"];

    [Fact]
    public void A_formula_is_shown_and_not_run()
    {
        foreach (var formula in Formulas.Where(field => field[0] is not '"')) Assert.Equal($"'{formula}", Csv.Defuse(formula));
        foreach (var words in new[] { "", "a=1", "it's", "'tis", "1-2", "\"=1", "ada@x.example" }) Assert.Equal(words, Csv.Defuse(words));
    }

    [Fact]
    public void Nothing_is_lost_on_the_way()
    {
        string[] fields = [.. Formulas, "'=1", "''=1", "' =1", "'", "", "a,b", "a\"b", "a\r\nb", "a\nb", " a ", "é😀", "a;b"];

        var bytes = Csv.Write(["heading"], fields.Select(field => new[] { field }));

        using var csv = CsvReader.Create(bytes, CsvReaderOptions.Default);
        var read = new List<string>();
        while (csv.Read()) read.Add(Csv.Restore(csv.GetString(0)));
        Assert.Equal(fields, read);
    }

    [Fact]
    public void A_file_begins_with_its_mark_and_has_a_line_for_each_row()
    {
        var bytes = Csv.Write(["Question", "Votes"], [["What, now?", "3"], ["", "0"]]);

        Assert.Equal("\uFEFFQuestion,Votes\r\n\"What, now?\",3\r\n,0\r\n", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void Half_a_surrogate_pair_does_not_stop_an_export() => Assert.NotEmpty(Csv.Write(["a"], [["\uD83D"]]));
}
