using CommunityHub.Communities;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Forums;

public sealed class ReportOnSqliteTests() : ReportTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class ReportOnPostgresTests() : ReportTests(new PostgresTestDatabase());

/// Reports of posts, and what facilitators decide. ACCEPTANCE P23.
public abstract class ReportTests(TestDatabase database) : ForumTest(database)
{
    PostReports Reports => Hub.Get<PostReports>();

    [Fact]
    public async Task Reports_of_a_post_are_decided_together_and_all_who_reported_are_told()
    {
        var id = await ReportedAsync();
        await Reports.ReportAsync(Cast.Cy, id, 1, ReportReason.Other, "It names my street.");
        var post = Assert.Single((await QueueAsync(Cast.Ada))!.Reported);
        Assert.Equal(["Gus Hallam", "Cy Morrow"], post.Reports.Select(report => report.By));

        Assert.Equal("Say why, in a sentence or two. Whoever wrote it reads it.", await RefusedAsync(() => DecideAsync(id, ReportOutcome.Removed, "")));
        await DecideAsync(id, ReportOutcome.Removed, "It names somebody.");

        Assert.True((await ViewAsync(Cast.Bo, id)).Posts[0].IsRemoved);
        Assert.Equal(["A facilitator took away your post in “Assessments by phone”. It names somebody."], await NoticesOfAsync(Cast.Bo));
        foreach (var who in new[] { Cast.Gus, Cast.Cy })
        {
            Assert.Equal("Thank you for your report. A facilitator has looked at the post in “Assessments by phone”. It was taken away.", (await NoticesOfAsync(who))[^1]);
        }
        Assert.Empty((await QueueAsync(Cast.Ada))!.Reported);
        Assert.Equal("This has been decided already.", await RefusedAsync(() => DecideAsync(id, ReportOutcome.Stays, null)));
    }

    [Fact]
    public async Task A_warning_is_words_to_the_writer_in_the_log()
    {
        var id = await ReportedAsync();
        Assert.Equal("Write a few words to whoever wrote the post.", await RefusedAsync(() => DecideAsync(id, ReportOutcome.Warned, null)));
        await DecideAsync(id, ReportOutcome.Warned, "Please be kind.");

        Assert.Equal(["A facilitator asks you about your post in “Assessments by phone”: Please be kind."], await NoticesOfAsync(Cast.Bo));
        Assert.False((await ViewAsync(Cast.Bo, id)).Posts[0].IsRemoved);
        var act = (await Hub.Get<ActLog>().OfCommunityAsync(Cast.Ada, Cast.ByRequest, cancel: TestContext.Current.CancellationToken))!.Acts[0];
        Assert.Equal(("warned", "Bo Lindqvist", "Please be kind."), (act.Verb, act.OnPerson, act.Why));
    }

    [Fact]
    public async Task A_post_that_stays_tells_its_writer_nothing_and_can_be_reported_anew()
    {
        var id = await ReportedAsync();
        Assert.Equal("You have reported this post already. A facilitator will look at it.", await RefusedAsync(() => Reports.ReportAsync(Cast.Gus, id, 1, ReportReason.Private, null)));
        await DecideAsync(id, ReportOutcome.Stays, null);
        Assert.Empty(await NoticesOfAsync(Cast.Bo));
        await Reports.ReportAsync(Cast.Gus, id, 1, ReportReason.Private, null);
        Assert.Single((await QueueAsync(Cast.Ada))!.Reported);
    }

    [Fact]
    public async Task Nobody_reports_their_own_post_or_decides_about_it_while_another_can()
    {
        var id = await StartAsync(by: Cast.Ada);
        Assert.Equal("This is your own post. You can edit it, or take it away.", await RefusedAsync(() => Reports.ReportAsync(Cast.Ada, id, 1, ReportReason.Unkind, null)));
        await Reports.ReportAsync(Cast.Bo, id, 1, ReportReason.Unkind, null);
        await Hub.Get<Facilitators>().AddAsync(Cast.Ada, Cast.ByRequest, await KeyOfAsync(Cast.Gus));

        Assert.Equal("This is your own post. Another facilitator decides.", await RefusedAsync(() => DecideAsync(id, ReportOutcome.Stays, null)));
        await Reports.DecideAsync(Cast.Gus, id, 1, ReportOutcome.Stays, null);
    }

    [Fact]
    public async Task A_report_says_something()
    {
        var id = await StartAsync();
        Assert.Equal("Say what is wrong with it, in a sentence or two.", await RefusedAsync(() => Reports.ReportAsync(Cast.Gus, id, 1, ReportReason.Other, " ")));
        Assert.Contains("600", await RefusedAsync(() => Reports.ReportAsync(Cast.Gus, id, 1, ReportReason.Unkind, new string('x', 601))), StringComparison.Ordinal);
        Assert.Equal("Choose what is wrong with it.", await RefusedAsync(() => Reports.ReportAsync(Cast.Gus, id, 1, (ReportReason)99, "x")));
    }

    [Theory]
    [InlineData("visitor")]
    [InlineData("dot")]
    [InlineData("eve")]
    [InlineData("ned")]
    [InlineData("xan")]
    public async Task Who_may_not_read_a_post_cannot_report_it(string who)
    {
        var id = await StartAsync(Cast.Private);
        await RefusedAsync(() => Reports.ReportAsync(Cast.Named(who), id, 1, ReportReason.Unkind, null));
        Assert.Equal(0, await Hub.LookAsync(db => db.Reports.CountAsync()));
    }

    async Task<string> ReportedAsync()
    {
        var id = await StartAsync();
        await Reports.ReportAsync(Cast.Gus, id, 1, ReportReason.Unkind, "“Idiots” is no word for colleagues.");
        return id;
    }

    Task DecideAsync(string id, ReportOutcome outcome, string? words) => Reports.DecideAsync(Cast.Ada, id, 1, outcome, words);

    Task<WaitingPosts?> QueueAsync(Actor actor) => Hub.Get<ModerationReading>().ReadAsync(actor, Cast.ByRequest, TestContext.Current.CancellationToken);

    Task<string> KeyOfAsync(Actor actor) => Hub.LookAsync(db => db.People.Where(p => p.Id == actor.PersonId).Select(p => p.PublicId).SingleAsync());
}
