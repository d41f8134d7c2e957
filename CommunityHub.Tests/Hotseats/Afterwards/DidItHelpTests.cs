using CommunityHub.Communities;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.People;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Hotseats.Afterwards;

public sealed class DidItHelpOnSqliteTests() : DidItHelpTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class DidItHelpOnPostgresTests() : DidItHelpTests(new PostgresTestDatabase());

/// Thirty days later: did it help?
public abstract class DidItHelpTests(TestDatabase database) : HotseatTest(database)
{
    const string Asked = "A month ago you asked in “Ask Gus about direct payments”. Did the answer help?";

    DidItHelp Help => Hub.Get<DidItHelp>();

    [Fact]
    public async Task Who_asked_and_was_answered_is_asked_once_a_month_later()
    {
        var (id, _) = await ArchivedAsync();
        var archived = Hub.Now;
        await TickAtAsync(archived.AddDays(30).AddMinutes(-1));
        Assert.DoesNotContain(Asked, await Stage.NoticesOfAsync(Cast.Bo));
        await TickAtAsync(archived.AddDays(33)); // it was down for three days
        await TickAtAsync(archived.AddDays(34));

        Assert.Single(await Stage.NoticesOfAsync(Cast.Bo), Asked); // who asked two
        Assert.Single(await Stage.NoticesOfAsync(Cast.Cy), Asked);
        foreach (var other in new[] { Cast.Ada, Cast.Gus }) Assert.DoesNotContain(Asked, await Stage.NoticesOfAsync(other));
        Assert.Equal(2, (await Help.ReadAsync(Cast.Bo, id, TestContext.Current.CancellationToken))!.Count);
    }

    [Fact]
    public async Task Who_has_left_or_is_suspended_is_not_asked()
    {
        await ArchivedAsync();
        var archived = Hub.Now;
        await Hub.Get<Memberships>().LeaveAsync(Cast.Bo, Cast.ByRequest);
        await Hub.Get<Suspensions>().FromCommunityAsync(Cast.Ada, Cast.ByRequest, await Stage.IdOfAsync(Cast.Cy), "For a while.", archived.AddDays(60));
        await TickAtAsync(archived.AddDays(31));
        Assert.DoesNotContain(Asked, await Stage.NoticesOfAsync(Cast.Bo));
        Assert.DoesNotContain(Asked, await Stage.NoticesOfAsync(Cast.Cy));
        await TickAtAsync(archived.AddDays(70)); // its round has been made
        Assert.DoesNotContain(Asked, await Stage.NoticesOfAsync(Cast.Cy));
    }

    [Fact]
    public async Task After_four_months_nobody_is_asked_any_more()
    {
        await ArchivedAsync();
        await TickAtAsync(Hub.Now.AddDays(121));
        Assert.DoesNotContain(Asked, await Stage.NoticesOfAsync(Cast.Cy));
    }

    [Fact]
    public async Task Counts_go_to_the_report_and_words_without_a_name_to_the_facilitators_only()
    {
        var (id, questions) = await ArchivedAsync();
        await TickAtAsync(Hub.Now.AddDays(31));
        Assert.Equal("Choose yes, partly or no.", await RefusedAsync(() => Help.SayAsync(Cast.Bo, id, [])));
        await Help.SayAsync(Cast.Bo, id, [new(questions[0], HelpVerdict.No, "Too late."), new(questions[1], HelpVerdict.Partly, " ")]);
        await Help.SayAsync(Cast.Bo, id, [new(questions[0], HelpVerdict.Yes, "We use the =letter now.")]); // thought again
        await Help.SayAsync(Cast.Cy, id, [new(questions[2], HelpVerdict.Yes, null)]);

        var report = (await Hub.Get<HotseatReports>().ReadAsync(Cast.Ada, id, TestContext.Current.CancellationToken))!;
        Assert.Equal(new HelpCounts(Yes: 2, Partly: 1, No: 0), report.Help);
        Assert.Equal(["We use the =letter now."], report.HelpWords);
        Assert.DoesNotContain(report.Lines(), line => (line.What + line.Number).Contains("letter", StringComparison.Ordinal));
        Assert.Equal([(HelpVerdict.Yes, "We use the =letter now."), (HelpVerdict.Partly, null)], (await Help.ReadAsync(Cast.Bo, id, TestContext.Current.CancellationToken))!.Select(said => (said.Verdict!.Value, said.Words)));
    }

    [Theory]
    [InlineData("visitor")]
    [InlineData("ada")]
    [InlineData("gus")]
    [InlineData("eve")]
    [InlineData("ned")]
    [InlineData("dot")]
    [InlineData("xan")]
    public async Task The_page_is_there_for_who_was_asked_and_for_nobody_else(string who)
    {
        var (id, questions) = await ArchivedAsync();
        await TickAtAsync(Hub.Now.AddDays(31));
        Assert.Null(await Help.ReadAsync(Cast.Named(who), id, TestContext.Current.CancellationToken));
        await RefusedAsync(() => Help.SayAsync(Cast.Named(who), id, [new(questions[0], HelpVerdict.No, "Mine.")]));
        Assert.Equal("This question is not there any more. Load the page again.", await RefusedAsync(() => Help.SayAsync(Cast.Cy, id, [new(questions[0], HelpVerdict.No, "Not mine.")])));
    }

    async Task<(string Hotseat, List<string> Questions)> ArchivedAsync()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var questions = new List<string>();
        foreach (var who in new[] { Cast.Bo, Cast.Bo, Cast.Cy })
        {
            questions.Add(await Stage.AskAsync(who, id, $"Question {questions.Count}?"));
            await Stage.Questions.AnswerAsync(Cast.Gus, questions[^1], "An answer.");
        }
        await Stage.AskAsync(Cast.Ada, id, "Never answered?");
        await Stage.Sessions.WrapUpAsync(Cast.Ada, id);
        await Stage.Sessions.ArchiveAsync(Cast.Ada, id);
        return (id, questions);
    }

    async Task TickAtAsync(DateTime utc)
    {
        Hub.Clock.MoveTo(utc);
        Assert.Null(await Hub.Get<AfterwardsClock>().TickAsync(TestContext.Current.CancellationToken));
    }
}
