using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats.Afterwards;

public sealed class TopicOnSqliteTests() : TopicTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class TopicOnPostgresTests() : TopicTests(new PostgresTestDatabase());

/// Questions that deserve a hotseat of their own.
public abstract class TopicTests(TestDatabase database) : HotseatTest(database)
{
    HotseatTopics Topics => Hub.Get<HotseatTopics>();

    [Fact]
    public async Task A_question_comes_on_the_list_with_those_who_wanted_it_and_members_say_me_too()
    {
        var (_, question) = await AskedAsync();
        await Stage.Questions.VoteAsync(Cast.Ada, question, true);
        await Topics.PutAsync(Cast.Ada, question);
        await Topics.PutAsync(Cast.Ada, question); // put there twice

        var line = Assert.Single(await ListAsync(Cast.Gus));
        Assert.Equal((Stage.Words, 2, false), (line.Text, line.Wanted, line.IsWanted));
        await Topics.VoteAsync(Cast.Gus, line.Id, true);
        await Topics.VoteAsync(Cast.Gus, line.Id, true);
        Assert.Equal((3, true), ((await ListAsync(Cast.Gus))[0].Wanted, (await ListAsync(Cast.Gus))[0].IsWanted));
        await Topics.VoteAsync(Cast.Gus, line.Id, false);
        await Topics.VoteAsync(Cast.Bo, line.Id, false); // who asked may take it back too
        Assert.Equal(1, (await ListAsync(Cast.Gus))[0].Wanted);
    }

    [Fact]
    public async Task Two_facilitators_who_put_it_there_at_once_put_it_there_once()
    {
        var (_, question) = await AskedAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Topics.PutAsync(Cast.Ada, question)));
        Assert.Equal(1, Assert.Single(await ListAsync(Cast.Bo)).Wanted);
    }

    [Fact]
    public async Task A_hotseat_comes_of_it_and_the_topic_says_so_once_it_is_announced()
    {
        var (_, question) = await AskedAsync();
        await Topics.PutAsync(Cast.Ada, question);
        var topic = (await ListAsync(Cast.Ada))[0].Id;
        var draft = await Stage.DraftAsync();
        await Topics.ScheduleAsync(Cast.Ada, topic, draft);

        Assert.Equal((draft, (string?)null), ((await ListAsync(Cast.Ada))[0].HotseatId, (await ListAsync(Cast.Bo))[0].HotseatId)); // a draft is the facilitators'
        await Stage.Sessions.AnnounceAsync(Cast.Ada, draft);
        Assert.Equal((draft, "Ask Gus about direct payments"), ((await ListAsync(Cast.Bo))[0].HotseatId, (await ListAsync(Cast.Bo))[0].Hotseat));
        var elsewhere = await Stage.DraftAsync(Cast.Open);
        await RefusedAsync(() => Topics.ScheduleAsync(Cast.Ada, topic, elsewhere));
    }

    [Fact]
    public async Task A_topic_is_taken_off_the_list_and_can_be_put_back()
    {
        var (_, question) = await AskedAsync();
        await Topics.PutAsync(Cast.Ada, question);
        var topic = (await ListAsync(Cast.Ada))[0].Id;
        await Topics.RemoveAsync(Cast.Ada, topic);
        Assert.Empty(await ListAsync(Cast.Bo));
        await RefusedAsync(() => Topics.VoteAsync(Cast.Bo, topic, true));
        await Topics.PutAsync(Cast.Ada, question);
        Assert.Equal(topic, Assert.Single(await ListAsync(Cast.Bo)).Id);
        Assert.Equal(1, await Hub.LookAsync(db => db.Set<HotseatTopic>().CountAsync()));
    }

    [Theory]
    [InlineData("visitor", false)]
    [InlineData("bo", true)]
    [InlineData("gus", true)]
    [InlineData("eve", false)]
    [InlineData("fay", false)]
    [InlineData("ned", false)]
    [InlineData("dot", false)]
    [InlineData("xan", false)]
    public async Task Members_say_me_too_and_facilitators_do_the_rest(string who, bool isMember)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live, Cast.Private);
        var question = await Stage.AskAsync(Cast.Ada, id);
        await Topics.PutAsync(Cast.Ada, question);
        var actor = Cast.Named(who);
        var topic = (await Topics.ListAsync(Cast.Ada, Cast.Private, TestContext.Current.CancellationToken))[0].Id;

        Assert.Equal(isMember ? 1 : 0, (await Topics.ListAsync(actor, Cast.Private, TestContext.Current.CancellationToken)).Count);
        if (isMember) await Topics.VoteAsync(actor, topic, true);
        else await RefusedAsync(() => Topics.VoteAsync(actor, topic, true));
        await RefusedAsync(() => Topics.PutAsync(actor, question));
        await RefusedAsync(() => Topics.RemoveAsync(actor, topic));
        await RefusedAsync(() => Topics.ScheduleAsync(actor, topic, id));
        Assert.Null(await Topics.FindAsync(actor, await Stage.SlugAsync(Cast.Private), topic, TestContext.Current.CancellationToken));
    }

    async Task<(string Hotseat, string Question)> AskedAsync()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        return (id, await Stage.AskAsync(Cast.Bo, id));
    }

    Task<IReadOnlyList<TopicLine>> ListAsync(Actor reader) => Topics.ListAsync(reader, Cast.ByRequest, TestContext.Current.CancellationToken);
}
