using CommunityHub.Communities;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Communities;

public sealed class DoorMemoryOnSqliteTests() : DoorMemoryTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class DoorMemoryOnPostgresTests() : DoorMemoryTests(new PostgresTestDatabase());

public abstract class DoorMemoryTests(TestDatabase database) : IAsyncLifetime
{
    TestHub hub = null!;

    public async ValueTask InitializeAsync() => hub = await TestHub.OnAsync(database);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (hub is not null) await hub.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_is_kept_until_a_topic_that_bears_on_it_rings()
    {
        Assert.True((await AskAsync(hub.Cast.Bo)).IsMember);

        foreach (var topic in DoorMemory.TopicsOf(hub.Cast.Bo, hub.Cast.ByRequest))
        {
            var before = await AskAsync(hub.Cast.Bo);
            Assert.Same(before, await AskAsync(hub.Cast.Bo));
            hub.Feed.Announce(LiveTopic.CommunityRights(hub.Cast.Open), LiveTopic.PersonRights(hub.Cast.Ada.PersonId!.Value));
            Assert.Same(before, await AskAsync(hub.Cast.Bo));
            hub.Feed.Announce(topic);
            Assert.NotSame(before, await AskAsync(hub.Cast.Bo));
        }
    }

    [Fact]
    public async Task A_membership_that_ends_is_seen_when_it_is_announced()
    {
        Assert.True((await AskAsync(hub.Cast.Bo)).Reads);
        await hub.Writes.DoAsync(async work =>
        {
            (await work.Db.Memberships.SingleAsync(m => m.PersonId == hub.Cast.Bo.PersonId && m.CommunityId == hub.Cast.ByRequest)).End(work.Now);
            work.Announce(LiveTopic.CommunityRights(hub.Cast.ByRequest));
        }, TestContext.Current.CancellationToken);

        Assert.False((await AskAsync(hub.Cast.Bo)).Reads);
    }

    [Fact]
    public async Task What_nobody_announced_is_seen_after_a_minute()
    {
        var before = await AskAsync(hub.Cast.Bo);
        hub.Clock.Pass(TimeSpan.FromSeconds(59));
        Assert.Same(before, await AskAsync(hub.Cast.Bo));
        hub.Clock.Pass(TimeSpan.FromSeconds(1));
        Assert.NotSame(before, await AskAsync(hub.Cast.Bo));
    }

    [Fact]
    public async Task A_recorded_entry_that_runs_out_shuts_the_door_at_that_second()
    {
        await AddAsync(RecordedEntry.Begin(hub.Cast.ByRequest, hub.Cast.Dot.PersonId!.Value, "A report of harm.", hub.Now));
        hub.Clock.Pass(RecordedEntry.Lasts - TimeSpan.FromSeconds(10));
        Assert.True((await AskAsync(hub.Cast.Dot)).Reads);
        hub.Clock.Pass(TimeSpan.FromSeconds(10));
        Assert.False((await AskAsync(hub.Cast.Dot)).Reads);
    }

    [Fact]
    public async Task Holiday_cover_begins_and_ends_at_its_seconds()
    {
        await AddAsync(Role.Give(hub.Cast.ByRequest, hub.Cast.Bo.PersonId!.Value, isLead: false, hub.Now.AddSeconds(10), hub.Now.AddSeconds(20)));
        Assert.False((await AskAsync(hub.Cast.Bo)).IsFacilitator);
        hub.Clock.Pass(TimeSpan.FromSeconds(10));
        Assert.True((await AskAsync(hub.Cast.Bo)).IsFacilitator);
        hub.Clock.Pass(TimeSpan.FromSeconds(10));
        Assert.False((await AskAsync(hub.Cast.Bo)).IsFacilitator);
    }

    [Fact]
    public async Task A_suspension_that_ends_opens_the_door_at_that_second()
    {
        await AddAsync(Suspension.Of(hub.Cast.Bo.PersonId!.Value, null, "Repeated unkind words.", hub.Cast.Dot.PersonId!.Value, hub.Now, hub.Now.AddSeconds(30)));
        Assert.False((await AskAsync(hub.Cast.Bo)).Reads);
        hub.Clock.Pass(TimeSpan.FromSeconds(30));
        Assert.True((await AskAsync(hub.Cast.Bo)).Reads);
    }

    Task<Standing> AskAsync(Actor actor) => hub.Get<DoorMemory>().StandingAsync(actor, hub.Cast.ByRequest, TestContext.Current.CancellationToken);

    Task AddAsync(object row) => hub.Writes.DoAsync(work =>
    {
        work.Db.Add(row);
        return Task.CompletedTask;
    });
}
