using System.Globalization;
using System.Text;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.Live;
using CommunityHub.Tests.Support;
using CommunityHub.Text;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats.Afterwards;

public sealed class ReportOnSqliteTests() : ReportTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class ReportOnPostgresTests() : ReportTests(new PostgresTestDatabase());

/// How it went, in numbers; and that every way to take a hotseat away says the same.
public abstract class ReportTests(TestDatabase database) : HotseatTest(database)
{
    Presence Presence => Hub.Get<Presence>();
    AttendanceKeeping Attendance => Hub.Get<AttendanceKeeping>();

    [Fact]
    public async Task Who_came_is_counted_once_and_the_most_at_once_is_kept_over_a_restart()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var number = (await Stage.LookAtAsync(id)).Id;
        var first = Presence.Enter(number, Cast.Bo.PersonId);
        Presence.Enter(number, Cast.Bo.PersonId).Dispose(); // a second page
        Presence.Enter(number, null).Dispose(); // a visitor, who counts for the moment
        Presence.Enter(number, Cast.Gus.PersonId).Dispose(); // came and left again, between two counts
        Presence.LookIn(number, Cast.Ada.PersonId); // without a circuit
        Assert.Equal(3, await KeepAsync());
        Assert.Equal(0, await KeepAsync());
        first.Dispose();

        var afterRestart = new AttendanceKeeping(Hub.Databases, Hub.Writes, Presence);
        using var again = Presence.Enter(number, Cast.Bo.PersonId);
        Assert.Equal(0, await afterRestart.KeepAsync(TestContext.Current.CancellationToken));
        var report = await ReportAsync(id);
        Assert.Equal((3, 2), (report.Came, report.Peak));
    }

    [Fact]
    public async Task Who_looks_in_before_the_hour_counts_if_they_are_still_there()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        var number = (await Stage.LookAtAsync(id)).Id;
        using var stays = Presence.Enter(number, Cast.Bo.PersonId);
        Presence.Enter(number, Cast.Cy.PersonId).Dispose();
        Assert.Equal(0, await KeepAsync());
        await Stage.Sessions.GoLiveAsync(Cast.Ada, id);
        Assert.Equal(1, await KeepAsync());
        Assert.Equal((1, 1), ((await ReportAsync(id)).Came, (await ReportAsync(id)).Peak));
    }

    [Fact]
    public async Task Nothing_is_written_while_nobody_new_comes()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        using var here = Presence.Enter((await Stage.LookAtAsync(id)).Id, Cast.Bo.PersonId);
        await KeepAsync();
        await Hub.LookAsync(db => db.Set<Attendance>().ExecuteDeleteAsync()); // would come back if it were written again
        for (var i = 0; i < 5; i++) await KeepAsync();
        Assert.Equal(0, await Hub.LookAsync(db => db.Set<Attendance>().CountAsync()));
    }

    [Fact]
    public async Task Askers_first_timers_votes_answers_and_the_median_are_counted()
    {
        var before = await Stage.HotseatAsync(HotseatState.Live);
        await Stage.AskAsync(Cast.Bo, before);
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        var early = await Stage.AskAsync(Cast.Bo, id, "Asked before the hour?");
        Hub.Clock.Pass(TimeSpan.FromHours(5));
        await Stage.Sessions.GoLiveAsync(Cast.Ada, id);
        var second = await Stage.AskAsync(Cast.Cy, id, "Asked in it?");
        var third = await Stage.AskAsync(Cast.Cy, id, "And another?");
        await Stage.AskAsync(Cast.Cy, id, "Left open?");
        await Stage.Questions.VoteAsync(Cast.Gus, second, true);
        foreach (var (question, minutes) in new[] { (early, 4), (second, 6), (third, 20) })
        {
            Hub.Clock.Pass(TimeSpan.FromMinutes(minutes));
            await Stage.Questions.AnswerAsync(Cast.Gus, question, "An answer.");
        }

        var answer = (await Stage.Rooms.ReadAsync(Cast.Cy, id, TestContext.Current.CancellationToken))!.Room.Find(second)!.Answer!.Id;
        await Hub.Get<HotseatComments>().ThankAsync(Cast.Cy, answer, true);
        await Hub.Get<HotseatComments>().ThankAsync(Cast.Bo, answer, true);

        var report = await ReportAsync(id);
        Assert.Equal(2, report.Thanks);
        Assert.Contains(("Thanks", "2"), report.Lines());
        Assert.Equal((2, 1, 5, 4, 3, 1, 10), (report.Askers, report.FirstTimers, report.Votes, report.Questions, report.Answered, report.Open, report.MedianMinutes!.Value));
        var empty = await ReportAsync(await Stage.HotseatAsync(HotseatState.Live));
        Assert.Equal((0, 0, 0, null, null), (empty.Askers, empty.Votes, empty.Questions, empty.MedianMinutes, empty.Help));
    }

    [Fact]
    public async Task Who_asked_without_a_name_is_in_no_count_of_people_and_in_no_file()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        await Stage.Questions.AskAsync(Cast.Bo, id, "Mine, with my name?");
        await Stage.Questions.AskAsync(Cast.Bo, id, "Mine, without it?", naming: Naming.Unnamed);
        await Stage.Questions.AskAsync(Cast.Cy, id, "For Ada only?", naming: Naming.ToFacilitators);
        Hub.Clock.Pass(TimeSpan.FromMinutes(1));
        Hub.Feed.Announce(LiveTopic.Hotseat((await Stage.LookAtAsync(id)).Id));

        // As many as if Bo had not asked without a name, and as if Cy had not asked.
        var report = await ReportAsync(id);
        Assert.Equal((1, 1, 2, 3), (report.Askers, report.FirstTimers, report.Unnamed, report.Questions));
        var nameless = (await Stage.Rooms.ReadAsync(Cast.Ada, id, TestContext.Current.CancellationToken))!.Room.Questions.Where(row => !row.IsNamed).Select(row => row.Id).ToList();
        await Stage.Merges.MergeAsync(Cast.Ada, nameless[0], [nameless[1]]);
        report = await ReportAsync(id);
        Assert.Equal((1, 1, 1, 2), (report.Askers, report.FirstTimers, report.Unnamed, report.Questions)); // one question now, and still without a name
        await Stage.Merges.UndoAsync(Cast.Ada, nameless[1]);
        var full = Rows((await Hub.Get<HotseatFullExport>().ToCsvAsync(Cast.Ada, id, TestContext.Current.CancellationToken))!);
        Assert.Equal([("For Ada only?", "A member", "Cy Morrow"), ("Mine, with my name?", "Bo Lindqvist", ""), ("Mine, without it?", "A member", "")],
            full.OrderBy(row => row["Question"], StringComparer.Ordinal).Select(row => (row["Question"], row["Asked by"], row["Name for facilitators"])));
        var member = Rows((await Hub.Get<HotseatExport>().ToCsvAsync(Cast.Gus, id, TestContext.Current.CancellationToken))!);
        Assert.DoesNotContain(member.SelectMany(row => row.Values), field => field.Contains("Cy Morrow", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("visitor")]
    [InlineData("bo")]
    [InlineData("gus")]
    [InlineData("eve")]
    [InlineData("fay")]
    [InlineData("ned")]
    [InlineData("dot")]
    [InlineData("xan")]
    public async Task Only_facilitators_have_the_report_and_the_fuller_export(string who)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live, Cast.Open);
        var (actor, cancel) = (Cast.Named(who), TestContext.Current.CancellationToken);
        Assert.Null(await Hub.Get<HotseatReports>().ReadAsync(actor, id, cancel));
        Assert.Null(await Hub.Get<HotseatReports>().ToCsvAsync(actor, id, cancel));
        Assert.Null(await Hub.Get<HotseatFullExport>().ToCsvAsync(actor, id, cancel));
    }

    [Theory]
    [InlineData(HotseatState.Live)]
    [InlineData(HotseatState.Archived)]
    public async Task Archive_exports_and_report_say_the_same_line_by_line(HotseatState until)
    {
        var id = await FilledAsync(until);
        var archive = (await Hub.Get<HotseatArchives>().ReadAsync(Cast.Ada, id, TestContext.Current.CancellationToken))!;
        var room = archive.Here;
        var member = Rows((await Hub.Get<HotseatExport>().ToCsvAsync(Cast.Bo, id, TestContext.Current.CancellationToken))!);
        var full = Rows((await Hub.Get<HotseatFullExport>().ToCsvAsync(Cast.Ada, id, TestContext.Current.CancellationToken))!);
        var text = Encoding.UTF8.GetString((await Hub.Get<HotseatExport>().ToMarkdownAsync(Cast.Bo, id, TestContext.Current.CancellationToken))!.Bytes);
        var report = await ReportAsync(id);

        // The room against the table of its readers, field by field.
        Assert.Equal(room.Room.Questions.Count, member.Count);
        foreach (var (question, row) in room.Room.Questions.Zip(member))
        {
            Assert.Equal((question.Text, question.AskedBy, question.Organisation ?? ""), (row["Question"], row["Asked by"], row["Organisation"]));
            Assert.Equal(room.Votes.Of(question.Id).ToString(CultureInfo.InvariantCulture), row["Wanted by"]);
            Assert.Equal((question.Answer?.Text ?? "", question.Answer?.By ?? ""), (row["Answer"], row["Answered by"]));
            Assert.Equal((archive.ThemeOf(question)?.Name ?? "", archive.FollowUpOf(question)?.Owner ?? "", archive.FollowUpOf(question)?.Words ?? ""), (row["Theme"], row["Followed up by"], row["Closing word"]));
        }

        // The facilitators' table is the same, and what was declined.
        var shared = member[0].Keys.Intersect(full[0].Keys).ToList();
        Assert.Equal(member[0].Keys, shared);
        Assert.Equal(member.Select(row => shared.ConvertAll(name => row[name])), full.Where(row => row["State"] is not "declined").Select(row => shared.ConvertAll(name => row[name])));
        var declined = Assert.Single(full, row => row["State"] is "declined");
        Assert.Equal(("Declined?", "Not here.", "Ada Osei", ""), (declined["Question"], declined["Why declined"], declined["Declined by"], declined["Asked by"]));

        // The text has them in the archive's order.
        var inOrder = archive.Groups.SelectMany(group => group.Questions).Concat(archive.Open).ToList();
        Assert.Equal(inOrder.Select(question => $"## {question.Text}"), text.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line.Replace("\\", "", StringComparison.Ordinal)));
        Assert.Equal(archive.Answered.Count, text.Split('\n').Count(line => line.StartsWith("Answered by ", StringComparison.Ordinal)));

        // And the numbers are those of the lines.
        Assert.Equal((member.Count, member.Count(row => row["Answer"].Length > 0), member.Count(row => row["Answer"].Length == 0)), (report.Questions, report.Answered, report.Open));
        Assert.Equal(member.Sum(row => int.Parse(row["Wanted by"], CultureInfo.InvariantCulture)), report.Votes);
        Assert.Equal(member.Select(row => row["Asked by"]).Distinct().Count(), report.Askers);
        Assert.Equal(full.Count(row => row["Followed up by"].Length > 0), report.FollowUps);
        Assert.Equal(full.Count(row => row is { } open && open["State"] is "open" && open["Followed up by"].Length > 0), report.FollowUpsOpen);
        var table = Rows((await Hub.Get<HotseatReports>().ToCsvAsync(Cast.Ada, id, TestContext.Current.CancellationToken))!);
        Assert.Equal(report.Lines(), table.Select(row => (row["What"], row["Number"])));
    }

    [Fact]
    public async Task No_field_of_any_table_is_run_as_a_formula()
    {
        var id = await FilledAsync(HotseatState.Archived);
        var files = new[]
        {
            await Hub.Get<HotseatExport>().ToCsvAsync(Cast.Bo, id, TestContext.Current.CancellationToken),
            await Hub.Get<HotseatFullExport>().ToCsvAsync(Cast.Ada, id, TestContext.Current.CancellationToken),
            await Hub.Get<HotseatReports>().ToCsvAsync(Cast.Ada, id, TestContext.Current.CancellationToken),
        };
        var fields = files.SelectMany(file => Raw(file!)).SelectMany(row => row).ToList();
        Assert.All(fields, field => Assert.False(field.Length > 0 && "=+-@\t\r＝＋－＠".Contains(field[0], StringComparison.Ordinal), field));
        foreach (var sign in "=+-@＝＋－＠") Assert.Contains(fields, field => field.StartsWith($"'{sign}", StringComparison.Ordinal));
    }

    // Questions that would be formulas, an answer, a theme, a declined one, follow-ups of both ends.
    async Task<string> FilledAsync(HotseatState until)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var questions = new List<string>();
        foreach (var (i, words) in new[] { "=1+1", "+2", "-3?", "@SUM(1)", "＝4", "＋5", "－6", "＠7", "Plain?" }.Index())
        {
            Hub.Clock.Pass(TimeSpan.FromMinutes(1));
            questions.Add(await Stage.AskAsync(i % 2 == 0 ? Cast.Bo : Cast.Cy, id, words));
        }
        await Stage.Questions.VoteAsync(Cast.Gus, questions[2], true);
        await Stage.Questions.DeclineAsync(Cast.Ada, await Stage.AskAsync(Cast.Bo, id, "Declined?"), "Not here.");
        await Stage.Questions.WithdrawAsync(Cast.Bo, await Stage.AskAsync(Cast.Bo, id, "Taken back?"));
        foreach (var question in questions.Take(4))
        {
            Hub.Clock.Pass(TimeSpan.FromMinutes(3));
            await Stage.Questions.AnswerAsync(Cast.Gus, question, "=An answer.");
        }
        var themes = Hub.Get<CommunityHub.Communities.CommunityThemes>();
        await themes.AddAsync(Cast.Ada, Cast.ByRequest, "=Money");
        await Hub.Get<ThemeSorting>().SortAsync(Cast.Ada, id, [new(questions[2], (await themes.OfAsync(Cast.ByRequest))[0].Id), new(questions[7], (await themes.OfAsync(Cast.ByRequest))[0].Id)]);
        if (until is HotseatState.Live) return id;

        await Stage.Sessions.WrapUpAsync(Cast.Ada, id);
        await Stage.Sessions.ArchiveAsync(Cast.Ada, id);
        await Hub.Get<HotseatSummaries>().PublishAsync(Cast.Ada, id, "=What we learnt", 0);
        var followUps = await Hub.LookAsync(db => db.Set<FollowUp>().Select(f => new { Question = f.Question.PublicId, f.PublicId }).ToDictionaryAsync(f => f.Question, f => f.PublicId));
        Hub.Clock.Pass(TimeSpan.FromDays(1));
        await Hub.Get<FollowUps>().CloseAsync(Cast.Ada, id, followUps[questions[4]], "=Late, but here.", isAnswer: true);
        await Hub.Get<FollowUps>().CloseAsync(Cast.Ada, id, followUps[questions[5]], "=Nobody knows.", isAnswer: false);
        return id;
    }

    static List<Dictionary<string, string>> Rows(ExportFile file)
    {
        var raw = Raw(file);
        return [.. raw.Skip(1).Select(row => raw[0].Zip(row).ToDictionary(pair => pair.First, pair => Csv.Restore(pair.Second)))];
    }

    static List<List<string>> Raw(ExportFile file)
    {
        using var csv = CsvReader.Create(file.Bytes, new CsvReaderOptions { HasHeader = false });
        var rows = new List<List<string>>();
        var columns = Encoding.UTF8.GetString(file.Bytes).Split("\r\n")[0].Split(',').Length;
        while (csv.Read()) rows.Add([.. Enumerable.Range(0, columns).Select(field => csv.GetString(field))]);
        return rows;
    }

    async Task<HotseatReport> ReportAsync(string id) => (await Hub.Get<HotseatReports>().ReadAsync(Cast.Ada, id, TestContext.Current.CancellationToken))!;

    Task<int> KeepAsync() => Attendance.KeepAsync(TestContext.Current.CancellationToken);
}
