using CommunityHub.Communities;
using CommunityHub.Drafts;
using CommunityHub.Hotseats;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Privacy;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

public sealed class RoomReportOnSqliteTests() : RoomReportTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class RoomReportOnPostgresTests() : RoomReportTests(new PostgresTestDatabase());

/// Reports of questions, answers and comments, and what facilitators decide.
public abstract class RoomReportTests(TestDatabase database) : HotseatTest(database)
{
    const string Unkind = "“Idiots” is no word for colleagues.";

    RoomReports Reports => Hub.Get<RoomReports>();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ReportedKind.Question, "question")]
    [InlineData(ReportedKind.Answer, "answer")]
    [InlineData(ReportedKind.Comment, "comment")]
    public async Task Reports_are_decided_together_and_all_who_reported_are_told(ReportedKind kind, string word)
    {
        var room = await RoomAsync();
        await Reports.ReportAsync(Cast.Cy, kind, room.Of(kind), ReportReason.Unkind, Unkind);
        await Reports.ReportAsync(Cast.Ada, kind, room.Of(kind), ReportReason.Private, null);
        var item = Assert.Single((await QueueAsync(Cast.Ada))!.Reported);
        Assert.Equal((kind, room.Id, "Ask Gus about direct payments", false), (item.Kind, item.PlaceId, item.Title, item.IsRemoved));
        Assert.Equal([Unkind, ""], item.Reports.Select(report => report.Words));

        await DecideAsync(kind, room, ReportOutcome.Stays, null);
        Assert.Empty((await QueueAsync(Cast.Ada))!.Reported);
        Assert.Equal($"Thank you for your report. A facilitator has looked at the {word} in “Ask Gus about direct payments”. It stays as it is.", (await Stage.NoticesOfAsync(Cast.Cy))[^1]);
        Assert.Equal("This has been decided already.", await RefusedAsync(() => DecideAsync(kind, room, ReportOutcome.Stays, null)));
    }

    [Fact]
    public async Task A_question_that_waits_leaves_the_room_and_its_asker_reads_why()
    {
        var room = await RoomAsync();
        await Reports.ReportAsync(Cast.Cy, ReportedKind.Question, room.Waiting, ReportReason.Unkind, Unkind);
        Assert.StartsWith("Say why", await RefusedAsync(() => Reports.DecideAsync(Cast.Ada, ReportedKind.Question, room.Waiting, ReportOutcome.Removed, " ")), StringComparison.Ordinal);
        await Reports.DecideAsync(Cast.Ada, ReportedKind.Question, room.Waiting, ReportOutcome.Removed, "It names somebody.");

        Assert.DoesNotContain((await ReadAsync(room)).Room.Questions, row => row.Id == room.Waiting);
        Assert.Contains("Your question in “Ask Gus about direct payments” is not shown. It names somebody.", await Stage.NoticesOfAsync(Cast.Bo));
        Assert.Equal(("declined a question", "Bo Lindqvist", "It names somebody."), await LastActAsync());
    }

    [Fact]
    public async Task The_words_of_an_answered_question_go_and_the_answer_stays_also_when_it_is_over()
    {
        var room = await RoomAsync();
        await Stage.Sessions.WrapUpAsync(Cast.Ada, room.Id);
        await Stage.Sessions.ArchiveAsync(Cast.Ada, room.Id);
        await Reports.ReportAsync(Cast.Cy, ReportedKind.Question, room.Question, ReportReason.Private, null);
        await DecideAsync(ReportedKind.Question, room, ReportOutcome.Removed, "It names somebody.");

        var row = (await ReadAsync(room)).Room.Find(room.Question)!;
        Assert.Equal("*A facilitator took the words of this question away.*\n\nIt names somebody.", row.Text);
        Assert.Equal("With one page.", row.Answer!.Text);
        Assert.Equal(Stage.Words, Assert.Single((await Stage.Rooms.ReadMineAsync(Cast.Bo, (await Stage.LookAtAsync(room.Id)).Id, Cancel)).Clarified).Text);
    }

    [Fact]
    public async Task An_answer_goes_with_all_that_it_said_before_and_can_be_written_anew()
    {
        var room = await RoomAsync();
        await Hub.Get<HotseatAmendments>().AmendAsync(Cast.Gus, room.Answer, "With two pages.", 0);
        await Reports.ReportAsync(Cast.Bo, ReportedKind.Answer, room.Answer, ReportReason.Unkind, Unkind);
        await DecideAsync(ReportedKind.Answer, room, ReportOutcome.Removed, "It names somebody.");

        var answer = (await ReadAsync(room)).Room.Find(room.Question)!.Answer!;
        Assert.Equal(("*A facilitator took this answer away.*\n\nIt names somebody.", 0), (answer.Text, answer.Earlier.All.Count));
        Assert.Equal("A facilitator took your answer in “Ask Gus about direct payments” away. It names somebody.", (await Stage.NoticesOfAsync(Cast.Gus))[^1]);
        Assert.Equal(("took away an answer of", "Gus Hallam", "It names somebody."), await LastActAsync());

        await Hub.Get<HotseatAmendments>().AmendAsync(Cast.Gus, room.Answer, "With a page that names nobody.", 2);
        answer = (await ReadAsync(room)).Room.Find(room.Question)!.Answer!;
        Assert.Equal("With a page that names nobody.", answer.Text);
        Assert.DoesNotContain(answer.Earlier.All, earlier => earlier.Html.Contains("pages", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_was_taken_away_is_put_back_by_a_facilitator_who_says_why()
    {
        var room = await RoomAsync();
        Assert.Equal("This answer stands there already.", await RefusedAsync(() => Reports.PutBackAsync(Cast.Ada, room.Answer, "A mistake.")));
        await Reports.ReportAsync(Cast.Bo, ReportedKind.Answer, room.Answer, ReportReason.Unkind, Unkind);
        await DecideAsync(ReportedKind.Answer, room, ReportOutcome.Removed, "It names somebody.");
        await Stage.Sessions.WrapUpAsync(Cast.Ada, room.Id);
        await Stage.Sessions.ArchiveAsync(Cast.Ada, room.Id);
        Assert.True(await Reports.IsTakenAwayAsync(await ReadAsync(room, Cast.Ada), room.Answer, Cancel));
        Assert.False(await Reports.IsTakenAwayAsync(await ReadAsync(room, Cast.Bo), room.Answer, Cancel));
        foreach (var who in new[] { "visitor", "bo", "gus", "dot", "eve", "fay", "xan" }) await RefusedAsync(() => Reports.PutBackAsync(Cast.Named(who), room.Answer, "A mistake."));
        Assert.StartsWith("Say why", await RefusedAsync(() => Reports.PutBackAsync(Cast.Ada, room.Answer, " ")), StringComparison.Ordinal);
        await Reports.PutBackAsync(Cast.Ada, room.Answer, "It was another name.");

        var answer = (await ReadAsync(room)).Room.Find(room.Question)!.Answer!;
        Assert.Equal(("With one page.", 1), (answer.Text, answer.Earlier.All.Count));
        Assert.Contains("A facilitator took this answer away.", answer.Earlier.All[0].Html, StringComparison.Ordinal);
        Assert.Equal("A facilitator put your answer in “Ask Gus about direct payments” back. It was another name.", (await Stage.NoticesOfAsync(Cast.Gus))[^1]);
        Assert.Equal(("put back an answer of", "Gus Hallam", "It was another name."), await LastActAsync());
        Assert.Equal("This answer stands there already.", await RefusedAsync(() => Reports.PutBackAsync(Cast.Ada, room.Answer, "Again.")));
    }

    [Fact]
    public async Task A_comment_goes_with_a_reason_that_its_writer_reads()
    {
        var room = await RoomAsync();
        await Reports.ReportAsync(Cast.Cy, ReportedKind.Comment, room.Comment, ReportReason.Unkind, Unkind);
        Assert.StartsWith("Say why", await RefusedAsync(() => DecideAsync(ReportedKind.Comment, room, ReportOutcome.Removed, null)), StringComparison.Ordinal);
        await DecideAsync(ReportedKind.Comment, room, ReportOutcome.Removed, "It names somebody.");

        Assert.Empty((await ReadAsync(room)).Talk.Of(room.Answer).Comments);
        Assert.Equal("A facilitator took your comment in “Ask Gus about direct payments” away. It names somebody.", (await Stage.NoticesOfAsync(Cast.Bo))[^1]);
    }

    [Fact]
    public async Task Who_asked_without_a_name_is_told_and_named_nowhere()
    {
        var room = await RoomAsync(Naming.Unnamed);
        await Reports.ReportAsync(Cast.Cy, ReportedKind.Question, room.Waiting, ReportReason.Unkind, Unkind);
        var item = Assert.Single((await QueueAsync(Cast.Ada))!.Reported);
        Assert.Equal(("A member", (string?)null, true), (item.By, item.ByKey, item.IsUnnamed));
        await Reports.DecideAsync(Cast.Ada, ReportedKind.Question, room.Waiting, ReportOutcome.Warned, "Please be kind.");

        Assert.Equal("A facilitator asks you about your question in “Ask Gus about direct payments”: Please be kind.", (await Stage.NoticesOfAsync(Cast.Bo))[^1]);
        Assert.Equal(("warned whoever wrote a reported question", null, "Please be kind."), await LastActAsync());
        Assert.Equal(0, await Hub.LookAsync(db => db.Acts.CountAsync(a => a.OnPersonId == Cast.Bo.PersonId)));
    }

    [Fact]
    public async Task Nobody_reports_their_own_twice_or_what_is_not_there_and_nobody_decides_about_their_own()
    {
        var room = await RoomAsync();
        Assert.Equal("This is your own question.", await RefusedAsync(() => Reports.ReportAsync(Cast.Bo, ReportedKind.Question, room.Question, ReportReason.Unkind, null)));
        Assert.Equal("This is your own answer.", await RefusedAsync(() => Reports.ReportAsync(Cast.Gus, ReportedKind.Answer, room.Answer, ReportReason.Unkind, null)));
        await Reports.ReportAsync(Cast.Cy, ReportedKind.Answer, room.Answer, ReportReason.Unkind, null);
        Assert.StartsWith("You have reported this answer already.", await RefusedAsync(() => Reports.ReportAsync(Cast.Cy, ReportedKind.Answer, room.Answer, ReportReason.Unkind, null)), StringComparison.Ordinal);
        await RefusedAsync(() => Reports.ReportAsync(Cast.Cy, ReportedKind.Question, "nonsense", ReportReason.Unkind, null));

        await Hub.Get<Facilitators>().AddAsync(Cast.Ada, Cast.ByRequest, await Stage.IdOfAsync(Cast.Gus));
        Assert.Equal("This is your own answer. Another facilitator decides.", await RefusedAsync(() => Reports.DecideAsync(Cast.Gus, ReportedKind.Answer, room.Answer, ReportOutcome.Stays, null)));
    }

    [Theory]
    [InlineData("visitor")]
    [InlineData("dot")]
    [InlineData("eve")]
    [InlineData("ned")]
    [InlineData("xan")]
    public async Task Who_may_not_read_the_room_reports_nothing_in_it_and_only_facilitators_decide(string who)
    {
        var room = await RoomAsync();
        foreach (var kind in new[] { ReportedKind.Question, ReportedKind.Answer, ReportedKind.Comment })
        {
            await RefusedAsync(() => Reports.ReportAsync(Cast.Named(who), kind, room.Of(kind), ReportReason.Unkind, null));
            Assert.Equal(0, await Hub.LookAsync(db => db.Reports.CountAsync(r => r.PersonId != Cast.Ada.PersonId)));
            await Reports.ReportAsync(Cast.Ada, kind, room.Of(kind), ReportReason.Unkind, null);
            foreach (var other in new[] { Cast.Named(who), Cast.Cy, Cast.Fay }) await RefusedAsync(() => Reports.DecideAsync(other, kind, room.Of(kind), ReportOutcome.Stays, null));
        }
    }

    [Fact]
    public async Task Facilitators_have_one_badge_and_one_summary_of_posts_and_hotseats()
    {
        var room = await RoomAsync();
        await Reports.ReportAsync(Cast.Cy, ReportedKind.Question, room.Question, ReportReason.Unkind, null);
        await Reports.ReportAsync(Cast.Ada, ReportedKind.Question, room.Question, ReportReason.Private, null);
        await Reports.ReportAsync(Cast.Cy, ReportedKind.Answer, room.Answer, ReportReason.Unkind, null);
        var slug = await Stage.SlugAsync(Cast.ByRequest);
        Assert.Equal(2, (await Hub.Get<CommunityReading>().FindAsync(Cast.Ada, slug, Cancel))!.WaitingPosts);

        Hub.Clock.Pass(ModerationSummaries.After);
        Assert.Equal(1, await Hub.Get<ModerationSummaries>().SendAsync(Cancel));
        Assert.Equal("In Adult Social Care 2 things reported in hotseats wait for a facilitator.", (await Stage.NoticesOfAsync(Cast.Ada))[^1]);
    }

    [Fact]
    public async Task A_report_that_is_typed_is_kept_and_listed_until_it_is_sent()
    {
        var room = await RoomAsync();
        foreach (var kind in new[] { ReportedKind.Question, ReportedKind.Answer, ReportedKind.Comment })
        {
            await Hub.Get<DraftKeeping>().KeepAsync(Cast.Cy, $"report-{kind.ToString().ToLowerInvariant()}/{room.Of(kind)}", Unkind, 0, Cancel);
            var row = Assert.Single(await Hub.Get<DraftList>().ListAsync(Cast.Cy, Cancel));
            Assert.Equal(("A report", $"hotseats/{room.Id}/{kind.ToString().ToLowerInvariant()}s/{room.Of(kind)}/report"), (row.What, row.Address));
            await Reports.ReportAsync(Cast.Cy, kind, room.Of(kind), ReportReason.Unkind, Unkind);
            Assert.Empty(await Hub.Get<DraftList>().ListAsync(Cast.Cy, Cancel));
        }
    }

    [Fact]
    public async Task Erased_people_leave_no_report_and_no_words_that_were_taken_away()
    {
        var room = await RoomAsync();
        await Reports.ReportAsync(Cast.Cy, ReportedKind.Answer, room.Answer, ReportReason.Unkind, Unkind);
        await DecideAsync(ReportedKind.Answer, room, ReportOutcome.Removed, "It names somebody.");
        Assert.Equal("With one page.", await Hub.LookAsync(db => db.AnswerRevisions.Where(r => r.IsHidden).Select(r => r.Text).SingleAsync(Cancel)));
        foreach (var who in new[] { Cast.Cy, Cast.Gus }) await Hub.Get<Erasures>().EraseAsync(Cast.Dot, await Stage.IdOfAsync(who), "They asked.", withWords: false);
        Assert.Equal((0, 0), await Hub.LookAsync(async db => (await db.Reports.CountAsync(Cancel), await db.AnswerRevisions.CountAsync(Cancel))));
    }

    Task DecideAsync(ReportedKind kind, Reportable room, ReportOutcome outcome, string? words) => Reports.DecideAsync(Cast.Ada, kind, room.Of(kind), outcome, words);

    Task<WaitingPosts?> QueueAsync(Actor actor) => Hub.Get<ModerationReading>().ReadAsync(actor, Cast.ByRequest, Cancel);

    async Task<HotseatRoom> ReadAsync(Reportable room, Actor? who = null) => (await Stage.Rooms.ReadAsync(who ?? Cast.Cy, room.Id, Cancel))!;

    async Task<(string, string?, string?)> LastActAsync()
    {
        var act = (await Hub.Get<ActLog>().OfCommunityAsync(Cast.Ada, Cast.ByRequest, cancel: Cancel))!.Acts[0];
        return (act.Verb, act.OnPerson, act.Why);
    }

    // Bo asked twice, Gus answered once, and Bo said something to it.
    async Task<Reportable> RoomAsync(Naming naming = Naming.Named)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await Stage.Questions.AskAsync(Cast.Bo, id, Stage.Words, null, naming);
        var waiting = await Stage.Questions.AskAsync(Cast.Bo, id, "And who pays?", null, naming);
        Hub.Clock.Pass(TimeSpan.FromSeconds(20));
        await Hub.Get<Appearances>().RingAsync(Cancel);
        var answer = await Stage.Questions.AnswerAsync(Cast.Gus, question, "With one page.");
        return new Reportable(id, question, waiting, answer, await Hub.Get<HotseatComments>().CommentAsync(Cast.Bo, answer, "So do we."));
    }

    sealed record Reportable(string Id, string Question, string Waiting, string Answer, string Comment)
    {
        public string Of(ReportedKind kind) => kind switch { ReportedKind.Question => Question, ReportedKind.Answer => Answer, _ => Comment };
    }
}
