using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.RateLimits;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

/// "Ask on my behalf" goes through a facilitator.
public sealed class AskRequestTests() : HotseatTest(new SqliteTestDatabase())
{
    AskRequests Requests => Hub.Get<AskRequests>();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_facilitator_asks_for_a_member_and_the_room_never_sees_whose_it_is()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        await Requests.SendAsync(Cast.Bo, id, "how do i start with direct payments");
        Assert.Contains(await Stage.NoticesOfAsync(Cast.Ada), words => words.StartsWith("A member asks you", StringComparison.Ordinal));

        var waiting = Assert.Single((await Requests.ListAsync(Cast.Ada, id, Cancel))!);
        Assert.Equal(("how do i start with direct payments", "Bo Lindqvist"), (waiting.Text, waiting.By));
        var question = await Requests.AskAsync(Cast.Ada, waiting.Id, "How does one start with direct payments?");

        var row = (await Stage.Rooms.ReadAsync(Cast.Cy, id, Cancel))!.Room.Find(question)!;
        Assert.Equal(("How does one start with direct payments?", "Ada Osei, for a member"), (row.Text, row.AskedBy));
        Assert.Equal("Bo Lindqvist", (await Hub.Get<AskerNames>().ReadAsync(Cast.Ada, id, Cancel)).Of(question));
        Assert.Contains(await Stage.NoticesOfAsync(Cast.Bo), words => words.Contains("was asked for you", StringComparison.Ordinal));
        Assert.Equal(1, await Stage.CountVotesAsync(question));
        Assert.Empty((await Requests.ListAsync(Cast.Ada, id, Cancel))!);
        // It is theirs: they hear of the answer, and can take it back.
        await Stage.Questions.WithdrawAsync(Cast.Bo, question);
    }

    [Fact]
    public async Task Given_back_it_is_not_asked_and_the_member_reads_why()
    {
        var id = await Stage.HotseatAsync(HotseatState.Collecting);
        var request = await Requests.SendAsync(Cast.Bo, id, "Who is Mrs Ashworth's doctor?");
        await Requests.DeclineAsync(Cast.Ada, request, "It names somebody. Ring me?");

        var mine = await Stage.Rooms.ReadMineAsync(Cast.Bo, (await Stage.LookAtAsync(id)).Id, Cancel);
        Assert.Equal("It names somebody. Ring me?", Assert.Single(mine.Requests).DeclinedWhy);
        Assert.Empty((await Stage.Rooms.ReadAsync(Cast.Bo, id, Cancel))!.Room.Questions);
    }

    [Fact]
    public async Task For_somebody_on_the_telephone_the_facilitator_s_name_alone_is_kept()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await Requests.EnterAsync(Cast.Ada, id, "Can my sister be paid?", "k1");
        Assert.Equal(question, await Requests.EnterAsync(Cast.Ada, id, "Can my sister be paid?", "k1"));
        Assert.Equal("Ada Osei, for a member", (await Stage.Rooms.ReadAsync(Cast.Cy, id, Cancel))!.Room.Find(question)!.AskedBy);
    }

    [Fact]
    public async Task Two_facilitators_at_once_ask_it_once()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var request = await Requests.SendAsync(Cast.Bo, id, "How does one start?");
        var otherWrites = new HubWrites(Hub.Databases, Hub.Feed, Hub.Clock);
        var other = new AskRequests(otherWrites, Hub.Databases, Stage.Rooms, Hub.Get<Limits>());
        var refused = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () => await Record.ExceptionAsync(() => (i % 2 == 0 ? Requests : other).AskAsync(Cast.Ada, request, $"How does one start, {i}?")))));

        Assert.Single(refused, fault => fault is null);
        Assert.All(refused.OfType<RefusedException>(), fault => Assert.Contains("taken care of this one already", fault.Message, StringComparison.Ordinal));
        Assert.Equal(1, await Hub.LookAsync(db => db.Questions.CountAsync()));
    }

    [Theory]
    [InlineData("visitor")]
    [InlineData("bo")]
    [InlineData("gus")]
    [InlineData("dot")]
    [InlineData("fay")]
    [InlineData("ned")]
    [InlineData("eve")]
    [InlineData("xan")]
    public async Task Only_facilitators_see_and_settle_what_members_gave_them(string who)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var request = await Requests.SendAsync(Cast.Cy, id, "How does one start?");
        var actor = Cast.Named(who);

        Assert.Null(await Requests.ListAsync(actor, id, Cancel));
        await RefusedAsync(() => Requests.AskAsync(actor, request, "How?"));
        await RefusedAsync(() => Requests.DeclineAsync(actor, request, "No."));
        await RefusedAsync(() => Requests.EnterAsync(actor, id, "How?"));
        if (who is not ("bo" or "gus")) await RefusedAsync(() => Requests.SendAsync(actor, id, "How?"));
        Assert.Equal(0, await Hub.LookAsync(db => db.Questions.CountAsync()));
    }

    [Fact]
    public async Task Too_late_is_refused_and_the_words_kept()
    {
        var id = await Stage.HotseatAsync(HotseatState.WrappingUp);
        Assert.Contains("kept as a draft", await RefusedAsync(() => Requests.SendAsync(Cast.Bo, id, "How?")), StringComparison.Ordinal);
        Assert.Equal("Write your question first.", await RefusedAsync(async () => await Requests.SendAsync(Cast.Bo, await Stage.HotseatAsync(HotseatState.Live), " ")));
    }
}
