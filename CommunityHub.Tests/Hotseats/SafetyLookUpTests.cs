using CommunityHub.Hotseats;
using CommunityHub.Moderation;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

public sealed class SafetyLookUpTests() : HotseatTest(new SqliteTestDatabase())
{
    SafetyLookUps LookUps => Hub.Get<SafetyLookUps>();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_facilitator_finds_who_asked_and_the_asker_sees_who_looked_when_and_why()
    {
        var (id, question) = await AskedAsync();
        var found = await LookUps.LookUpAsync(Cast.Ada, id, question, "I fear for somebody's life.");

        Assert.Equal("Bo Lindqvist", found.Name);
        Assert.True(found.IsMember);
        var mine = await Stage.Rooms.ReadMineAsync(Cast.Bo, (await Stage.LookAtAsync(id)).Id, Cancel);
        var line = Assert.Single(mine.LookUps);
        Assert.Equal((question, "Ada Osei", "I fear for somebody's life.", Hub.Now), (line.QuestionId, line.By, line.Why, line.At));
        Assert.Contains(await Stage.NoticesOfAsync(Cast.Bo), words => words.StartsWith("Ada Osei looked up that you asked", StringComparison.Ordinal) && words.EndsWith("I fear for somebody's life.", StringComparison.Ordinal));
        Assert.Empty((await Stage.Rooms.ReadMineAsync(Cast.Cy, (await Stage.LookAtAsync(id)).Id, Cancel)).LookUps);
    }

    [Fact]
    public async Task The_log_says_that_it_was_done_and_not_what_was_found()
    {
        var (id, question) = await AskedAsync();
        await LookUps.LookUpAsync(Cast.Ada, id, question, "I fear for somebody's life.");

        var act = (await Hub.Get<ActLog>().OfCommunityAsync(Cast.Ada, Cast.ByRequest, cancel: Cancel))!.Acts.Single(act => act.Verb == SafetyLookUps.Verb);
        Assert.Equal(("Ada Osei", (string?)null, question, "I fear for somebody's life."), (act.By, act.OnPerson, act.OnWhat, act.Why));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public async Task Without_a_reason_nothing_is_found_and_nothing_said(string? why)
    {
        var (id, question) = await AskedAsync();
        Assert.StartsWith("Say why.", await RefusedAsync(() => LookUps.LookUpAsync(Cast.Ada, id, question, why)), StringComparison.Ordinal);
        Assert.Equal(0, await Hub.LookAsync(db => db.LookUps.CountAsync()));
        Assert.Empty(await Stage.NoticesOfAsync(Cast.Bo));
    }

    [Theory]
    [InlineData("visitor")]
    [InlineData("bo")]
    [InlineData("cy")]
    [InlineData("gus")]
    [InlineData("dot")]
    [InlineData("fay")]
    [InlineData("ned")]
    [InlineData("eve")]
    [InlineData("xan")]
    public async Task Nobody_but_a_facilitator_of_that_community_may_look(string who)
    {
        var (id, question) = await AskedAsync();
        await RefusedAsync(() => LookUps.LookUpAsync(Cast.Named(who), id, question, "I want to know."));
        Assert.Null(await LookUps.FindAsync(Cast.Named(who), id, question, Cancel));
        Assert.Equal(0, await Hub.LookAsync(db => db.LookUps.CountAsync()));
    }

    [Theory]
    [InlineData(Naming.Named)]
    [InlineData(Naming.ToFacilitators)]
    public async Task There_is_nothing_to_look_up_where_facilitators_see_the_name(Naming naming)
    {
        var (id, question) = await AskedAsync(naming);
        Assert.Null(await LookUps.FindAsync(Cast.Ada, id, question, Cancel));
        await RefusedAsync(() => LookUps.LookUpAsync(Cast.Ada, id, question, "Why not?"));
    }

    [Fact]
    public async Task Declined_or_taken_back_it_can_still_be_looked_up()
    {
        var (id, declined) = await AskedAsync();
        await Stage.Questions.DeclineAsync(Cast.Ada, declined, "Let us talk.");
        Assert.Equal("Bo Lindqvist", (await LookUps.LookUpAsync(Cast.Ada, id, declined, "A cry for help.")).Name);
    }

    [Fact]
    public async Task Merged_or_declined_it_still_offers_the_look_up()
    {
        var (id, part) = await AskedAsync();
        var stays = await Stage.AskAsync(Cast.Cy, id, "How does one go on?");
        await Stage.Merges.MergeAsync(Cast.Ada, stays, [part]);
        var (other, declined) = await AskedAsync();
        await Stage.Questions.DeclineAsync(Cast.Ada, declined, "Let us talk.");
        var named = await Stage.AskAsync(Cast.Cy, other, "With my name");
        await Stage.Questions.DeclineAsync(Cast.Ada, named, "Not today.");

        Assert.True(Assert.Single((await Stage.Backstage.ReadAsync(Cast.Ada, id, Cancel))!.Value.Merged).IsHidden);
        Assert.Equal([(named, false), (declined, true)], (await Stage.Backstage.ReadAsync(Cast.Ada, other, Cancel))!.Value.Declined.Select(row => (row.Id, row.IsHidden)).OrderBy(row => row.IsHidden));
        Assert.Equal("Bo Lindqvist", (await LookUps.LookUpAsync(Cast.Ada, id, part, "A cry for help.")).Name);
    }

    [Fact]
    public async Task The_page_loaded_again_is_no_second_look()
    {
        var (id, question) = await AskedAsync();
        await LookUps.LookUpAsync(Cast.Ada, id, question, "A cry for help.", "k1");
        Assert.Equal("Bo Lindqvist", (await LookUps.LookUpAsync(Cast.Ada, id, question, "A cry for help.", "k1")).Name);
        Assert.Equal(1, await Hub.LookAsync(db => db.LookUps.CountAsync()));
    }

    async Task<(string Hotseat, string Question)> AskedAsync(Naming naming = Naming.Unnamed)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await Stage.Questions.AskAsync(Cast.Bo, id, "I do not know how to go on.", null, naming);
        Hub.Clock.Pass(TimeSpan.FromSeconds(20));
        await Hub.Get<Appearances>().RingAsync(Cancel);
        return (id, question);
    }
}
