using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Polls;
using CommunityHub.Privacy;
using CommunityHub.Tests.Forums;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Polls;

public sealed class PollOnSqliteTests() : PollTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class PollOnPostgresTests() : PollTests(new PostgresTestDatabase());

/// ACCEPTANCE P18, I21 (when a poll closes).
public abstract class PollTests(TestDatabase database) : ForumTest(database)
{
    static readonly PollForm Days = new("Which day?", "Monday\nTuesday\n\nFriday", IsMany: false, ShowsNames: false, ClosesAt: null);

    PollVoting Voting => Hub.Get<PollVoting>();

    [Fact]
    public async Task Fifty_votes_of_one_person_at_once_are_one_vote()
    {
        var id = await AskAsync(Days);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Voting.VoteAsync(Cast.Gus, id, 1, [i % 3])));

        Assert.Equal(1, (await CountsAsync(Cast.Bo, id)).Voters);
        Assert.Equal(1, (await CountsAsync(Cast.Bo, id)).Lines.Sum(line => line.Count));
    }

    [Fact]
    public async Task The_last_choice_counts_and_a_vote_can_be_taken_back()
    {
        var id = await AskAsync(Days);
        await Voting.VoteAsync(Cast.Gus, id, 1, [0]);
        await Voting.VoteAsync(Cast.Gus, id, 1, [2]);
        await Voting.VoteAsync(Cast.Cy, id, 1, [2]);
        Assert.Equal([("Monday", 0), ("Tuesday", 0), ("Friday", 2)], (await CountsAsync(Cast.Bo, id)).Lines.Select(line => (line.Text, line.Count)));
        Assert.Equal([2], await MineAsync(Cast.Gus, id));

        await Voting.RetractAsync(Cast.Gus, id, 1);
        await Voting.RetractAsync(Cast.Gus, id, 1);
        Assert.Equal(1, (await CountsAsync(Cast.Bo, id)).Voters);
        Assert.Empty(await MineAsync(Cast.Gus, id));
    }

    [Fact]
    public async Task One_choice_takes_one_and_several_count_each_person_once()
    {
        var one = await AskAsync(Days);
        Assert.Equal("Choose one option.", await RefusedAsync(() => Voting.VoteAsync(Cast.Gus, one, 1, [0, 1])));
        Assert.Equal("Choose an option first.", await RefusedAsync(() => Voting.VoteAsync(Cast.Gus, one, 1, [])));
        foreach (var odd in new[] { -1, 3, 31, 32, int.MaxValue }) await Assert.ThrowsAsync<RefusedException>(() => Voting.VoteAsync(Cast.Gus, one, 1, [odd]));

        var several = await AskAsync(Days with { IsMany = true });
        await Voting.VoteAsync(Cast.Gus, several, 1, [0, 2, 2]);
        await Voting.VoteAsync(Cast.Cy, several, 1, [2]);
        var counts = await CountsAsync(Cast.Bo, several);
        Assert.Equal((2, "1 0 2"), (counts.Voters, string.Join(' ', counts.Lines.Select(line => line.Count))));
    }

    [Theory]
    [InlineData("", "Yes\nNo", "Give the poll a question.")]
    [InlineData("Which?", "Yes", "Give the poll two options at least: one on each line.")]
    [InlineData("Which?", "Yes\n \nyes", "Two options of the poll are the same.")]
    [InlineData("Which?", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11", "A poll has 10 options at most. You have 11.")]
    public async Task A_poll_is_whole_or_refused_with_its_post(string question, string options, string why)
    {
        Assert.Equal(why, await RefusedAsync(() => AskAsync(Days with { Question = question, Options = options })));
        Assert.Equal(0, await Hub.LookAsync(db => db.Discussions.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task The_options_can_change_until_somebody_has_voted()
    {
        var id = await AskAsync(Days);
        await Posts.EditAsync(Cast.Bo, id, 1, Words, 0, poll: Days with { Options = "Monday\nSunday" });
        await Voting.VoteAsync(Cast.Gus, id, 1, [1]);

        foreach (var changed in new[] { Days, Days with { Options = "Monday\nSunday", ShowsNames = true }, new PollForm("", "", false, false, null) })
        {
            Assert.Equal(Poll.Fixed, await RefusedAsync(() => Posts.EditAsync(Cast.Bo, id, 1, "Other words.", 0, poll: changed)));
        }
        await Posts.EditAsync(Cast.Bo, id, 1, "Other words.", 0, poll: Days with { Options = "Monday\nSunday" });
        Assert.Equal(["Monday", "Sunday"], (await ViewAsync(Cast.Cy, id)).Polls[1].Options);
        Assert.Equal(1, (await CountsAsync(Cast.Cy, id)).Voters);
    }

    [Fact]
    public async Task Hidden_names_are_nowhere_and_shown_ones_stand_beside_the_options()
    {
        var (hidden, shown) = (await AskAsync(Days), await AskAsync(Days with { ShowsNames = true }));
        foreach (var id in new[] { hidden, shown }) await Voting.VoteAsync(Cast.Gus, id, 1, [1]);

        Assert.All((await CountsAsync(Cast.Ada, hidden)).Lines, line => Assert.Empty(line.Names));
        Assert.Equal(["Gus Hallam"], (await CountsAsync(Cast.Ada, shown)).Lines[1].Names);
        Assert.Empty(await MineAsync(Cast.Ada, hidden));
        Assert.Equal(0, await Hub.LookAsync(db => db.Acts.CountAsync(act => act.ActorId == Cast.Gus.PersonId, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task What_is_closed_locked_or_taken_away_takes_no_vote()
    {
        var timed = await AskAsync(Days with { ClosesAt = Hub.Now.AddHours(1) });
        await Voting.VoteAsync(Cast.Gus, timed, 1, [0]);
        Hub.Clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal("This poll is closed.", await RefusedAsync(() => Voting.VoteAsync(Cast.Gus, timed, 1, [1])));
        Assert.Equal("This poll is closed.", await RefusedAsync(() => Voting.RetractAsync(Cast.Gus, timed, 1)));
        Assert.Equal("Let the poll close later than now.", await RefusedAsync(() => AskAsync(Days with { ClosesAt = Hub.Now })));

        var id = await AskAsync(Days);
        await Voting.CloseAsync(Cast.Ada, id, 1);
        await Voting.CloseAsync(Cast.Ada, id, 1);
        Assert.Equal("This poll is closed.", await RefusedAsync(() => Voting.VoteAsync(Cast.Gus, id, 1, [1])));
        Assert.Equal(1, await Hub.LookAsync(db => db.Acts.CountAsync(act => act.Verb == "closed a poll in the discussion", TestContext.Current.CancellationToken)));

        var locked = await AskAsync(Days);
        await Discussions.LockAsync(Cast.Ada, locked, isLocked: true);
        Assert.Equal(Discussion.Locked, await RefusedAsync(() => Voting.VoteAsync(Cast.Gus, locked, 1, [1])));

        var gone = await AskAsync(Days);
        await Posts.RemoveAsync(Cast.Bo, gone, 1, null);
        Assert.Equal("This post has been taken away.", await RefusedAsync(() => Voting.VoteAsync(Cast.Gus, gone, 1, [1])));
        Assert.Empty((await ViewAsync(Cast.Gus, gone)).Polls);
    }

    [Fact]
    public async Task A_vote_goes_with_the_person_and_a_poll_with_the_words_of_who_asked()
    {
        var id = await AskAsync(Days with { ShowsNames = true });
        await Voting.VoteAsync(Cast.Gus, id, 1, [1]);
        await Voting.VoteAsync(Cast.Cy, id, 1, [1]);
        Assert.Equal(2, (await CountsAsync(Cast.Bo, id)).Voters);

        await EraseAsync(Cast.Gus);
        var counts = await CountsAsync(Cast.Bo, id);
        Assert.Equal((1, 1, "Cy Morrow"), (counts.Voters, counts.Lines[1].Count, string.Join(' ', counts.Lines[1].Names)));

        var bo = await Hub.LookAsync(db => db.People.Where(p => p.Id == Cast.Bo.PersonId).Select(p => p.PublicId).SingleAsync(TestContext.Current.CancellationToken));
        await Hub.Get<Erasures>().EraseAsync(Cast.Dot, bo, "They asked.", withWords: true);
        Assert.Empty((await ViewAsync(Cast.Cy, id)).Polls);
        Assert.Equal(0, await Hub.LookAsync(async db => await db.Polls.CountAsync() + await db.PollVotes.CountAsync()));
    }

    [Fact]
    public async Task The_poll_of_a_held_post_waits_with_it()
    {
        await Hub.Get<CommunityAdministration>().ChangePostingAsync(Cast.Ada, Cast.ByRequest, holdFirstPosts: true, "");
        Assert.Equal("", await AskAsync(Days, Cast.Cy));
        var held = Assert.Single((await Hub.Get<ModerationReading>().ReadAsync(Cast.Ada, Cast.ByRequest, TestContext.Current.CancellationToken))!.Held);
        Assert.Equal("Which day?\nMonday\nTuesday\nFriday", held.Poll);

        await Hub.Get<HeldPosts>().ReleaseAsync(Cast.Ada, Cast.ByRequest, held.Id);
        var id = await Hub.LookAsync(db => db.Discussions.Select(d => d.PublicId).SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Which day?", (await ViewAsync(Cast.Bo, id)).Polls[1].Question);
        await Voting.VoteAsync(Cast.Bo, id, 1, [0]);
    }

    [Fact]
    public async Task A_poll_moves_with_its_post_and_votes_go_on_there()
    {
        var id = await StartAsync();
        await Posts.PostAsync(Cast.Bo, id, "A word on days.", poll: Days);
        await Voting.VoteAsync(Cast.Gus, id, 2, [0]);
        var apart = await Hub.Get<DiscussionMoves>().SplitAsync(Cast.Ada, id, [2], "Days", DiscussionKind.Talk, null);

        await Voting.VoteAsync(Cast.Cy, apart, 1, [0]);
        Assert.Equal(2, (await CountsAsync(Cast.Bo, apart)).Voters);
        Assert.Empty((await ViewAsync(Cast.Bo, id)).Polls);
    }

    [Fact]
    public async Task Counts_are_read_once_for_all_and_pushed_once_a_second_at_most()
    {
        var id = await AskAsync(Days);
        await Voting.VoteAsync(Cast.Gus, id, 1, [0]);
        var reading = Hub.Get<PollReading>();
        await CountsAsync(Cast.Bo, id);
        var before = reading.Reads;
        foreach (var who in new[] { Cast.Ada, Cast.Cy, Cast.Gus }) Assert.Equal(1, (await CountsAsync(who, id)).Voters);

        Assert.Equal(before, reading.Reads);
        Assert.Equal(TimeSpan.FromSeconds(1), LiveTopic.PollVotes(1).Pace);
    }

    async Task<string> AskAsync(PollForm poll, Actor? by = null) =>
        await Discussions.StartAsync(by ?? Cast.Bo, await SlugAsync(Cast.ByRequest), new DiscussionForm(DiscussionKind.Talk, "Days", Words, Poll: poll));

    async Task<PollCounts> CountsAsync(Actor actor, string id) => (await Hub.Get<PollReading>().CountAsync(await ViewAsync(actor, id), 1))!;

    async Task<IReadOnlyList<int>> MineAsync(Actor actor, string id) =>
        await Hub.Get<PollReading>().MineAsync(actor, (await ViewAsync(actor, id)).Polls[1].Id, TestContext.Current.CancellationToken);
}
