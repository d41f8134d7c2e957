using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using CommunityHub.Text;
using CsvHelper;

namespace CommunityHub.Tests.Hotseats;

/// ACCEPTANCE E5 I15 and I18.
public sealed class HotseatExportTests() : HotseatTest(new SqliteTestDatabase())
{
    static readonly string[] Nasty =
    [
        "=HYPERLINK(\"http://evil.test\",\"x\")",
        "+1+1",
        "-2+3",
        "@SUM(1)",
        "＝1+1",
        "two\r\nlines, \"quoted\"; and more",
        "BEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT",
        "red \u001b[31m and \u001b]0;title\u0007 gone",
        "# a heading\n\n![pixel](http://evil.test/p.png) <script>alert(1)</script>",
    ];

    HotseatExport Export => Hub.Get<HotseatExport>();

    [Fact]
    public async Task A_spreadsheet_reads_back_what_was_asked_and_runs_nothing()
    {
        var (id, _) = await FilledAsync();
        var file = (await Export.ToCsvAsync(Cast.Bo, id, TestContext.Current.CancellationToken))!;

        foreach (var rows in new[] { ReadHere(file.Bytes), await ReadInPythonAsync(file.Bytes) })
        {
            Assert.Equal(["Question", "Asked by", "Organisation", "Asked at", "Wanted by", "Answer", "Answered by", "Answered at", "Thanks", "Comments", "Theme", "Followed up by", "Due", "Closed at", "Closing word"], rows[0]);
            Assert.Equal(Nasty.Select(Wording.Clean), rows.Skip(1).Select(row => Csv.Restore(row[0])));
            Assert.All(rows.Skip(1).SelectMany(row => row), field => Assert.False(field.Length > 0 && "=+-@＝\t\r".Contains(field[0], StringComparison.Ordinal), field));
            Assert.DoesNotContain(rows.SelectMany(row => row), field => field.Contains('\u001b', StringComparison.Ordinal));

            Assert.Equal(["Bo Lindqvist", "", "2026-03-05 09:00 Europe/London", "2"], rows[1][1..5]);
            Assert.Equal(["'=1+1, said the guest.", "Gus Hallam", "2026-03-05 09:00 Europe/London", "0", ""], rows[1][5..10]);
            Assert.All(rows[2][5..], Assert.Empty);
        }
    }

    [Fact]
    public async Task Times_are_those_of_the_session_s_own_zone()
    {
        var id = await Stage.DraftAsync(form: await Stage.FormAsync(zone: "Asia/Kathmandu"));
        await Stage.Sessions.AnnounceAsync(Cast.Ada, id);
        await Stage.AskAsync(Cast.Bo, id);
        var rows = ReadHere((await Export.ToCsvAsync(Cast.Bo, id, TestContext.Current.CancellationToken))!.Bytes);
        Assert.Equal("2026-03-05 14:45 Asia/Kathmandu", rows[1][3]);
    }

    [Fact]
    public async Task The_text_has_each_question_as_a_heading_with_its_answer_and_no_markup_of_others()
    {
        var (id, _) = await FilledAsync();
        var text = Encoding.UTF8.GetString((await Export.ToMarkdownAsync(Cast.Bo, id, TestContext.Current.CancellationToken))!.Bytes);

        Assert.StartsWith("# Ask Gus about direct payments\n\nThursday 5 March, 09:00 to 10:00, UK time.\n\nA hotseat in Adult Social Care.", text, StringComparison.Ordinal);
        Assert.Contains("Guest: Gus Hallam, Ran direct payments for years.", text, StringComparison.Ordinal);
        Assert.Contains("Questions: 9. Answered: 1. Waiting: 8.", text, StringComparison.Ordinal);
        Assert.Contains("Wanted by 2.\n\nAnswered by Gus Hallam, 2026-03-05 09:00 Europe/London:\n\n> =1+1, said the guest.", text, StringComparison.Ordinal);
        Assert.Equal(9, text.Split('\n').Count(line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.Single(text.Split('\n'), line => line.StartsWith("# ", StringComparison.Ordinal));
        Assert.DoesNotContain("\u001b", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n![", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_room_does_not_show_is_in_no_file()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        await Stage.Questions.WithdrawAsync(Cast.Bo, await Stage.AskAsync(Cast.Bo, id, "Canary withdrawn"));
        await Stage.Questions.DeclineAsync(Cast.Ada, await Stage.AskAsync(Cast.Bo, id, "Canary declined"), "Canary why");

        foreach (var file in new[] { await Export.ToCsvAsync(Cast.Ada, id, TestContext.Current.CancellationToken), await Export.ToMarkdownAsync(Cast.Ada, id, TestContext.Current.CancellationToken) })
        {
            Assert.DoesNotContain("Canary", Encoding.UTF8.GetString(file!.Bytes), StringComparison.Ordinal);
            Assert.False(file.IsPublic);
        }
    }

    [Theory]
    [InlineData("visitor")]
    [InlineData("ned")]
    [InlineData("dot")]
    [InlineData("eve")]
    [InlineData("xan")]
    public async Task Who_may_not_read_gets_no_file(string who)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live, Cast.Private);
        Assert.Null(await Export.ToCsvAsync(Cast.Named(who), id, TestContext.Current.CancellationToken));
        Assert.Null(await Export.ToMarkdownAsync(Cast.Named(who), id, TestContext.Current.CancellationToken));
        Assert.Null(await CalendarAsync(Cast.Named(who), id));
    }

    [Theory]
    [InlineData("Ask Gus", "hotseat-ask-gus.csv", "Ask Gus.csv")]
    [InlineData("a/b\\c:\"d\" %0d", "hotseat-a-b-c-d-0d.csv", "a-b-c--d- -0d.csv")]
    [InlineData("日本語", "hotseat-community.csv", "日本語.csv")]
    public void A_file_has_a_plain_name_and_its_own(string title, string plain, string name)
    {
        var file = new ExportFile(title, "csv", [], false);
        Assert.Equal(name, file.Name);
        Assert.Equal(plain, file.PlainName);
    }

    [Fact]
    public async Task Another_calendar_reads_the_session_as_announced()
    {
        var form = await Stage.FormAsync(new DateTime(2026, 7, 9, 11, 0, 0)) with { Title = "Fees, fines; and C:\\temp BEGIN:VEVENT", About = "Line one\nBEGIN:VEVENT\n\u001b[31mred" };
        var id = await Stage.DraftAsync(form: form);
        await Stage.Sessions.AnnounceAsync(Cast.Ada, id);

        var read = await EventAsync(id);
        Assert.Equal($"hotseat-{id}@hub.example.org", read.Uid);
        Assert.Equal((0, "CONFIRMED", form.Title), (read.Sequence, read.Status, read.Title));
        Assert.Equal(("2026-07-09T10:00:00", "2026-07-09T11:00:00"), (read.Start, read.End));
        Assert.Equal($"Line one\nBEGIN:VEVENT\n[31mred\n\nhttps://hub.example.org/hotseats/{id}", read.Description);

        await Stage.Sessions.ChangeAsync(Cast.Ada, id, form with { StartsLocal = new DateTime(2026, 7, 10, 11, 0, 0) });
        var moved = await EventAsync(id);
        Assert.Equal((read.Uid, 1, "2026-07-10T10:00:00"), (moved.Uid, moved.Sequence, moved.Start));

        await Stage.Sessions.CancelAsync(Cast.Ada, id, "Gus is ill.");
        var cancelled = await EventAsync(id);
        Assert.Equal((read.Uid, 2, "CANCELLED"), (cancelled.Uid, cancelled.Sequence, cancelled.Status));
        Assert.StartsWith("Cancelled. Gus is ill.", cancelled.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Europe/London", "2026-10-25T00:30", 120, "2026-10-24T23:30:00", "2026-10-25T01:30:00")]
    [InlineData("Europe/Dublin", "2026-10-25T01:30", 60, "2026-10-25T00:30:00", "2026-10-25T01:30:00")]
    [InlineData("America/New_York", "2026-10-31T23:30", 180, "2026-11-01T03:30:00", "2026-11-01T06:30:00")]
    public async Task An_hour_over_the_change_of_the_clocks_is_the_same_hour_there(string zone, string local, int minutes, string start, string end)
    {
        var id = await Stage.DraftAsync(form: await Stage.FormAsync(DateTime.Parse(local, CultureInfo.InvariantCulture), zone: zone, minutes: minutes));
        var read = await EventAsync(id, Cast.Ada);
        Assert.Equal((start, end), (read.Start, read.End));
    }

    async Task<ReadEvent> EventAsync(string id, Actor? who = null) =>
        Assert.Single(await CalendarReader.ReadAsync(Encoding.UTF8.GetString((await CalendarAsync(who ?? Cast.Bo, id))!.Bytes)));

    Task<ExportFile?> CalendarAsync(Actor who, string id) =>
        Hub.Get<HotseatCalendar>().ReadAsync(who, id, new Uri("https://hub.example.org"), TestContext.Current.CancellationToken);

    async Task<(string Hotseat, List<string> Questions)> FilledAsync()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var questions = new List<string>();
        foreach (var words in Nasty) questions.Add(await Stage.AskAsync(Cast.Bo, id, words));
        await Stage.Questions.VoteAsync(Cast.Cy, questions[0], true);
        await Stage.Questions.AnswerAsync(Cast.Gus, questions[0], "=1+1, said the guest.");
        return (id, questions);
    }

    static List<string[]> ReadHere(byte[] bytes)
    {
        using var csv = CsvReader.Create(bytes, new CsvReaderOptions { HasHeader = false });
        var rows = new List<string[]>();
        while (csv.Read()) rows.Add([.. Enumerable.Range(0, 15).Select(field => csv.GetString(field))]);
        return rows;
    }

    static async Task<List<string[]>> ReadInPythonAsync(byte[] bytes)
    {
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c",
            "import csv,io,json,sys; print(json.dumps(list(csv.reader(io.StringIO(sys.stdin.buffer.read().decode('utf-8-sig'), newline='')))))"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var output = python.StandardOutput.ReadToEndAsync();
        await python.StandardInput.BaseStream.WriteAsync(bytes);
        python.StandardInput.Close();
        await python.WaitForExitAsync();
        return JsonSerializer.Deserialize<List<string[]>>(await output)!;
    }
}
