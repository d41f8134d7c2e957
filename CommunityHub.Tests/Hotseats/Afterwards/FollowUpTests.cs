using CommunityHub.Communities;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats.Afterwards;

public sealed class FollowUpOnSqliteTests() : FollowUpTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class FollowUpOnPostgresTests() : FollowUpTests(new PostgresTestDatabase());

/// What the hour leaves open has somebody who sees to it, and a day, until it is closed.
public abstract class FollowUpTests(TestDatabase database) : HotseatTest(database)
{
    const string Title = "“Ask Gus about direct payments”";

    // The day of the tests is Thursday 5 March 2026.
    static readonly DateTime InAWeek = new(2026, 3, 13, 0, 0, 0, DateTimeKind.Utc);

    FollowUps FollowUps => Hub.Get<FollowUps>();
    FollowUpLists Lists => Hub.Get<FollowUpLists>();

    [Fact]
    public async Task When_it_is_archived_every_open_question_has_an_owner_and_a_day_and_its_asker_is_told()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var answered = await Stage.AskAsync(Cast.Bo, id, "Answered?");
        await Stage.Questions.AnswerAsync(Cast.Gus, answered, "Yes.");
        await Stage.AskAsync(Cast.Cy, id, "Left open?");
        await Stage.Questions.WithdrawAsync(Cast.Cy, await Stage.AskAsync(Cast.Cy, id, "Taken back?"));
        await Stage.Questions.DeclineAsync(Cast.Ada, await Stage.AskAsync(Cast.Cy, id, "Declined?"), "Not here.");
        await Stage.Sessions.WrapUpAsync(Cast.Ada, id);
        await Stage.TickAtAsync(Hub.Now.AddHours(25)); // nobody archives it by hand

        var line = Assert.Single(await OpenAsync(Cast.Bo));
        Assert.Equal(("Left open?", "Ada Osei", new DateTime(2026, 3, 21, 0, 0, 0, DateTimeKind.Utc), false), (line.Question, line.Owner, line.DueAt, line.IsMine));
        Assert.Equal($"Your question in {Title} was not answered in the hour. Ada Osei sees to it by Friday 20 March.", (await Stage.NoticesOfAsync(Cast.Cy))[^1]);
        Assert.Equal($"A question from {Title} is yours to follow up by Friday 20 March: Left open?", (await Stage.NoticesOfAsync(Cast.Ada))[^1]);
        Assert.DoesNotContain(await Stage.NoticesOfAsync(Cast.Ada), words => words.Contains("Cy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_facilitator_gives_a_question_to_a_member_the_guest_or_a_facilitator_and_may_think_again()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await Stage.AskAsync(Cast.Cy, id, "Left open?");
        Assert.Equal("Questions are given out when the hour is over.", await RefusedAsync(() => GiveAsync(id, question, Cast.Gus, InAWeek)));
        await Stage.Sessions.WrapUpAsync(Cast.Ada, id);
        foreach (var owner in new[] { Cast.Gus, Cast.Bo, Cast.Ada, Cast.Gus }) await GiveAsync(id, question, owner, InAWeek);
        await GiveAsync(id, question, Cast.Gus, InAWeek); // nothing new: nobody is told again
        await Stage.Sessions.ArchiveAsync(Cast.Ada, id);

        Assert.Equal(["Gus Hallam", "Bo Lindqvist", "Ada Osei", "Gus Hallam"], (await Stage.NoticesOfAsync(Cast.Cy)).Select(words => words.Split(". ")[1].Split(" sees")[0]));
        Assert.Equal("Gus Hallam", Assert.Single(await OpenAsync(Cast.Cy)).Owner);
        Assert.Single(await Stage.NoticesOfAsync(Cast.Bo), words => words.Contains("yours to follow up by Thursday 12 March", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-1, "Choose a day that is still to come.")]
    [InlineData(400, "Choose a day within a year.")]
    public async Task A_day_is_still_to_come(int days, string words)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await Stage.AskAsync(Cast.Cy, id, "Left open?");
        await Stage.Sessions.WrapUpAsync(Cast.Ada, id);
        Assert.Equal(words, await RefusedAsync(() => GiveAsync(id, question, Cast.Gus, Hub.Now.AddDays(days))));
        foreach (var stranger in new[] { Cast.Ned, Cast.Xan, Cast.Fay }) Assert.Equal("Choose who sees to it.", await RefusedAsync(() => GiveAsync(id, question, stranger, InAWeek)));
    }

    [Fact]
    public async Task The_owner_closes_it_with_an_answer_that_stands_in_the_archive()
    {
        var (id, question, followUp) = await GivenAsync(Cast.Bo);
        await FollowUps.CloseAsync(Cast.Bo, id, followUp, "With a **letter**.", isAnswer: true, "k1");
        await FollowUps.CloseAsync(Cast.Bo, id, followUp, "With a **letter**.", isAnswer: true, "k1"); // sent twice

        Assert.Empty(await OpenAsync(Cast.Cy));
        var archive = (await Hub.Get<HotseatArchives>().ReadAsync(Cast.Cy, id, TestContext.Current.CancellationToken))!;
        Assert.Equal((question, "With a **letter**.", "Bo Lindqvist"), (archive.Answered[0].Id, archive.Answered[0].Answer!.Text, archive.Answered[0].Answer!.By));
        Assert.Empty(archive.Open);
        Assert.Equal($"Your question in {Title} has an answer now: Left open?", (await Stage.NoticesOfAsync(Cast.Cy))[^1]);
        Assert.Equal("This question has an answer already. Yours is kept as a draft.", await RefusedAsync(() => FollowUps.CloseAsync(Cast.Ada, id, followUp, "Another.", isAnswer: true)));
    }

    [Fact]
    public async Task Or_with_a_closing_word_that_the_asker_and_the_archive_see()
    {
        var (id, question, followUp) = await GivenAsync(Cast.Bo);
        Assert.Equal("Say a word to whoever asked.", await RefusedAsync(() => FollowUps.CloseAsync(Cast.Ada, id, followUp, " ", isAnswer: false)));
        await FollowUps.CloseAsync(Cast.Ada, id, followUp, "Nobody knows. Try *Leeds*.", isAnswer: false);

        Assert.Equal($"Your question in {Title} is closed. Nobody knows. Try Leeds.", (await Stage.NoticesOfAsync(Cast.Cy))[^1]);
        var archive = (await Hub.Get<HotseatArchives>().ReadAsync(Cast.Cy, id, TestContext.Current.CancellationToken))!;
        var face = archive.FollowUpOf(Assert.Single(archive.Open, row => row.Id == question))!;
        Assert.Equal(("Ada Osei", "Nobody knows. Try *Leeds*."), (face.ClosedBy, face.Words));
        Assert.Empty(await OpenAsync(Cast.Cy));
        Assert.Equal("This follow-up is closed already. Your words are kept as a draft.", await RefusedAsync(() => FollowUps.CloseAsync(Cast.Bo, id, followUp, "Late.", isAnswer: false)));
    }

    [Fact]
    public async Task Of_two_who_close_it_at_once_one_is_told()
    {
        var (id, _, followUp) = await GivenAsync(Cast.Bo);
        var results = await Task.WhenAll(new[] { (Cast.Bo, true), (Cast.Ada, false), (Cast.Ada, true) }.Select(one => Record.ExceptionAsync(() => FollowUps.CloseAsync(one.Item1, id, followUp, "Mine.", one.Item2)).AsTask()));
        Assert.Equal(2, results.OfType<RefusedException>().Count());
        Assert.Single(await Stage.NoticesOfAsync(Cast.Cy), words => words.Contains("has an answer now", StringComparison.Ordinal) || words.Contains("is closed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_overdue_owner_is_reminded_once_for_each_day_also_after_the_server_was_down()
    {
        var (id, question, _) = await GivenAsync(Cast.Bo);
        await TickAtAsync(InAWeek.AddMinutes(-1));
        Assert.Empty(await RemindersOfAsync(Cast.Bo));
        await TickAtAsync(InAWeek.AddDays(3)); // it was down for three days
        await TickAtAsync(InAWeek.AddDays(4));
        Assert.Equal([$"A question from {Title} still waits for you. Its day has passed: Left open?"], await RemindersOfAsync(Cast.Bo));

        await GiveAsync(id, question, Cast.Bo, InAWeek.AddDays(7));
        await TickAtAsync(InAWeek.AddDays(8));
        Assert.Equal(2, (await RemindersOfAsync(Cast.Bo)).Count);
        Assert.Empty(await RemindersOfAsync(Cast.Cy));
    }

    [Fact]
    public async Task Nobody_is_reminded_of_what_is_closed_or_taken_back()
    {
        var (id, _, followUp) = await GivenAsync(Cast.Bo);
        await FollowUps.CloseAsync(Cast.Bo, id, followUp, "Done.", isAnswer: true);
        var (_, other, _) = await GivenAsync(Cast.Bo);
        await Stage.Questions.WithdrawAsync(Cast.Cy, other);
        await TickAtAsync(InAWeek.AddDays(30));
        Assert.Empty(await RemindersOfAsync(Cast.Bo));
        Assert.Empty(await OpenAsync(Cast.Bo));
    }

    [Fact]
    public async Task Where_the_owner_has_left_the_facilitators_are_asked()
    {
        await GivenAsync(Cast.Bo);
        await Hub.Get<Memberships>().LeaveAsync(Cast.Bo, Cast.ByRequest);
        await TickAtAsync(InAWeek.AddDays(1));
        Assert.Empty(await RemindersOfAsync(Cast.Bo));
        Assert.Equal($"A question from {Title} waits, and Bo Lindqvist has left. Who sees to it? Left open?", (await Stage.NoticesOfAsync(Cast.Ada))[^1]);
    }

    [Theory]
    [InlineData("visitor")]
    [InlineData("cy")]
    [InlineData("gus")]
    [InlineData("eve")]
    [InlineData("fay")]
    [InlineData("ned")]
    [InlineData("dot")]
    [InlineData("xan")]
    public async Task Only_the_owner_and_facilitators_close_and_only_facilitators_give(string who)
    {
        var (id, question, followUp) = await GivenAsync(Cast.Bo);
        var actor = Cast.Named(who);
        await RefusedAsync(() => FollowUps.CloseAsync(actor, id, followUp, "Mine.", isAnswer: true));
        await RefusedAsync(async () => await FollowUps.GiveAsync(actor, id, [new(question, await Stage.IdOfAsync(Cast.Bo), InAWeek)]));
        Assert.Null(await Lists.FindAsync(actor, id, followUp, TestContext.Current.CancellationToken));
        Assert.Empty(await Lists.OwnersAsync(actor, id, TestContext.Current.CancellationToken));
        Assert.Empty(await Lists.GivenAsync(actor, id, TestContext.Current.CancellationToken));
        Assert.Equal(who is "cy" or "gus" ? 1 : 0, (await OpenAsync(actor)).Count);
    }

    async Task<(string Hotseat, string Question, string FollowUp)> GivenAsync(Actor owner)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await Stage.AskAsync(Cast.Cy, id, "Left open?");
        await Stage.Sessions.WrapUpAsync(Cast.Ada, id);
        await GiveAsync(id, question, owner, InAWeek);
        await Stage.Sessions.ArchiveAsync(Cast.Ada, id);
        return (id, question, await Hub.LookAsync(db => db.Set<FollowUp>().Where(f => f.Question.PublicId == question).Select(f => f.PublicId).SingleAsync()));
    }

    async Task GiveAsync(string id, string question, Actor owner, DateTime due) => await FollowUps.GiveAsync(Cast.Ada, id, [new(question, await Stage.IdOfAsync(owner), due)]);

    Task<IReadOnlyList<FollowUpLine>> OpenAsync(Actor reader) => Lists.OfCommunityAsync(reader, Cast.ByRequest, TestContext.Current.CancellationToken);

    async Task<List<string>> RemindersOfAsync(Actor actor) => (await Stage.NoticesOfAsync(actor)).FindAll(words => words.Contains("still waits", StringComparison.Ordinal));

    async Task TickAtAsync(DateTime utc)
    {
        Hub.Clock.MoveTo(utc);
        Assert.Null(await Hub.Get<AfterwardsClock>().TickAsync(TestContext.Current.CancellationToken));
    }
}
