using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.Live;
using CommunityHub.RateLimits;
using CommunityHub.Servers;
using CommunityHub.Tests.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CommunityHub.Tests.Servers;

/// One site on two servers: two feeds, two memories, one PostgreSQL.
[OnPostgres]
public sealed class TwoServersTests() : HotseatTest(new PostgresTestDatabase()), IAsyncLifetime
{
    TestHub other = null!;
    Lines mine = null!, others = null!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        other = await Hub.BesideAsync();
        mine = await Lines.OpenAsync(Hub);
        others = await Lines.OpenAsync(other);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        if (mine is not null) await mine.DisposeAsync();
        if (others is not null) await others.DisposeAsync();
        if (other is not null) await other.DisposeAsync();
        await DisposeAsync();
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_asked_on_one_is_read_on_the_other_and_rung_once_on_each()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var hotseat = (await Stage.LookAtAsync(id)).Id;
        await BeatAsync();
        var room = await other.Get<HotseatRooms>().ReadAsync(Cast.Bo, id, Cancel);
        Assert.Empty(room!.Room.Waiting);
        var (here, there) = (Hub.Feed.VersionOf(LiveTopic.Hotseat(hotseat)), other.Feed.VersionOf(LiveTopic.Hotseat(hotseat)));

        await Stage.AskAsync(Cast.Bo, id);

        await Patience.UntilAsync(() => other.Feed.VersionOf(LiveTopic.Hotseat(hotseat)) > there, "the other hears the bell");
        Assert.Equal(Stage.Words, Assert.Single((await other.Get<HotseatRooms>().ReadAsync(Cast.Bo, id, Cancel))!.Room.Waiting).Text);
        await BeatAsync();
        Assert.Equal((here + 1, there + 1), (Hub.Feed.VersionOf(LiveTopic.Hotseat(hotseat)), other.Feed.VersionOf(LiveTopic.Hotseat(hotseat))));
    }

    [Fact]
    public async Task Who_is_suspended_on_one_is_kept_out_by_the_memory_of_the_other()
    {
        var memory = other.Get<DoorMemory>();
        Assert.True((await memory.StandingAsync(Cast.Bo, Cast.Private, Cancel)).Reads);

        await Hub.Get<Suspensions>().FromCommunityAsync(Cast.Ada, Cast.Private, await Stage.IdOfAsync(Cast.Bo), "Unkind words.", Hub.Now.AddDays(3));

        await Patience.UntilAsync(async () => !(await memory.StandingAsync(Cast.Bo, Cast.Private, Cancel)).Reads, "the other knows");
    }

    /// F17: the line is cut, things happen, and it is back.
    [Fact]
    public async Task What_was_rung_while_the_line_was_away_is_caught_up()
    {
        var rung = 0;
        using var listening = other.Feed.Listen(LiveTopic.PersonRights(Cast.Bo.PersonId!.Value), () => { Interlocked.Increment(ref rung); return Task.CompletedTask; });
        var memory = other.Get<DoorMemory>();
        Assert.True((await memory.StandingAsync(Cast.Bo, Cast.Private, Cancel)).Reads);
        await others.DisposeAsync(); // the process lives, its line does not
        await Hub.Get<Suspensions>().FromCommunityAsync(Cast.Ada, Cast.Private, await Stage.IdOfAsync(Cast.Bo), "Unkind words.", Hub.Now.AddDays(3));
        Assert.True((await memory.StandingAsync(Cast.Bo, Cast.Private, Cancel)).Reads); // what it remembers; or this would show nothing

        others = await Lines.OpenAsync(other);

        await Patience.UntilAsync(async () => !(await memory.StandingAsync(Cast.Bo, Cast.Private, Cancel)).Reads, "it is read again");
        await Patience.UntilAsync(() => rung > 0, "who listens is rung");
    }

    [Fact]
    public async Task A_line_that_the_database_ends_comes_back_by_itself()
    {
        await EndLinesAsync();
        var version = other.Feed.VersionOf(LiveTopic.SiteRights);

        await Hub.Writes.DoAsync(work => { work.Announce(LiveTopic.SiteRights); return Task.CompletedTask; }, Cancel);

        await Patience.UntilAsync(() => other.Feed.VersionOf(LiveTopic.SiteRights) > version, "the other hears it, or catches up");
        await Patience.UntilAsync(() => Hub.Get<ServerLine>().IsUp && other.Get<ServerLine>().IsUp, "both lines are up");
        await Patience.UntilAsync(() => Hub.Get<Leader>().IsMe != other.Get<Leader>().IsMe, "one of them leads");
    }

    [Fact]
    public async Task Who_is_on_both_counts_once_and_is_gone_with_the_server()
    {
        var (here, there) = (Hub.Get<Presence>(), other.Get<Presence>());
        using var bo = here.Enter(7, 1);
        using var both = here.Enter(7, 2);
        var again = there.Enter(7, 2);
        var visitor = there.Enter(7, null);

        await Patience.UntilAsync(() => (here.CountHere(7), there.CountHere(7)) == (3, 3), "each counts all three");
        Assert.Equal(3, there.MostHere(7));
        again.Dispose();
        visitor.Dispose();
        await Patience.UntilAsync(() => (here.CountHere(7), there.CountHere(7)) == (2, 2), "who left is gone");
        _ = there.Enter(7, 3);
        await Patience.UntilAsync(() => here.CountHere(7) == 3, "who came is there");

        await others.DisposeAsync(); // without a word, as when it is killed

        await Patience.UntilAsync(() => here.CountHere(7) == 2, "its people are gone");
    }

    /// L12.
    [Fact]
    public async Task Open_pages_count_over_both_and_those_of_a_server_that_is_gone_count_no_more()
    {
        var (here, there) = (Hub.Get<OpenPages>(), other.Get<OpenPages>());
        for (var i = 0; i < 6; i++) Assert.True(there.TryOpen("p7", 10));
        await Patience.UntilAsync(() => here.CountElsewhere("p7") == 6, "the others' six are known");

        for (var i = 0; i < 4; i++) Assert.True(here.TryOpen("p7", 10));
        Assert.False(here.TryOpen("p7", 10));
        await Patience.UntilAsync(() => there.CountElsewhere("p7") == 4, "these four are known there, too");
        Assert.False(there.TryOpen("p7", 10));
        there.Close("p7");
        await Patience.UntilAsync(() => here.TryOpen("p7", 10), "one that is closed makes room on both");

        await others.DisposeAsync(); // without a word, as when it is killed

        await Patience.UntilAsync(() => here.TryOpen("p7", 6), "its pages are gone");
    }

    [Fact]
    public async Task One_leads_and_the_other_takes_over()
    {
        var (first, second) = (Hub.Get<Leader>(), other.Get<Leader>());
        Assert.True(first.IsMe);
        Assert.False(second.IsMe);

        await mine.DisposeAsync();

        Assert.False(first.IsMe);
        await Patience.UntilAsync(() => second.IsMe, "the other takes over");
    }

    /// L13.
    [Fact]
    public async Task Both_count_into_one_limit()
    {
        var (here, there) = (new Limits(Hub.Clock, Hub.Get<IUses>()), new Limits(Hub.Clock, other.Get<IUses>()));

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => (i % 2 == 0 ? here : there).TryUseAsync(Limit.Post, "bo"), Cancel)));

        Assert.Equal(6, answers.Count(at => at is null));
        Assert.All(answers.OfType<DateTime>(), at => Assert.Equal(Hub.Now.AddMinutes(1), at));
        await there.ForgiveAsync(Limit.Post, "bo");
        Assert.Null(await here.TryUseAsync(Limit.Post, "bo"));
        Hub.Clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Null(await here.TryUseAsync(Limit.Post, "bo"));
    }

    // Two beats of the line: what was under way has arrived.
    async Task BeatAsync()
    {
        var seen = await SeenAsync();
        await Patience.UntilAsync(async () => await SeenAsync() > seen + TimeSpan.FromSeconds(2), "the lines beat");
    }

    Task<DateTime> SeenAsync() => Hub.LookAsync(db => db.Database.SqlQuery<DateTime>($"""SELECT min(seen) AS "Value" FROM hub_servers""").SingleAsync(Cancel));

    Task<int> EndLinesAsync() => Hub.LookAsync(db => db.Database.ExecuteSqlAsync(
        $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'CommunityHub line'", Cancel));
}
