using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.RateLimits;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Data;

/// What one writer at a time gives on SQLite, two servers on PostgreSQL must not take away.
[OnPostgres]
public sealed class HubWritesTests : IAsyncLifetime
{
    TestHub hub = null!, other = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await TestHub.OnAsync(new PostgresTestDatabase());
        other = await hub.BesideAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (other is not null) await other.DisposeAsync();
        if (hub is not null) await hub.DisposeAsync();
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// No index keeps this one: each reads that another is there, and goes.
    [Fact]
    public async Task Of_two_facilitators_who_step_down_at_once_one_stays()
    {
        await hub.Writes.DoAsync(work =>
        {
            work.Db.Add(Membership.Begin(hub.Cast.Fays, hub.Cast.Bo.PersonId!.Value, work.Now));
            work.Db.Add(Role.Give(hub.Cast.Fays, hub.Cast.Bo.PersonId!.Value, isLead: false, work.Now));
            return Task.CompletedTask;
        }, Cancel);
        using var both = new Barrier(2);

        await Task.WhenAll(Task.Run(() => LeaveAsync(hub, hub.Cast.Fay.PersonId!.Value), Cancel), Task.Run(() => LeaveAsync(other, hub.Cast.Bo.PersonId!.Value), Cancel));

        Assert.Equal(1, await hub.LookAsync(db => db.Roles.CountAsync(r => r.CommunityId == hub.Cast.Fays && r.Until == null, Cancel)));

        Task LeaveAsync(TestHub server, long person)
        {
            var tries = 0;
            return server.Writes.DoAsync(async work =>
            {
                var roles = await work.Db.Roles.Where(r => r.CommunityId == hub.Cast.Fays && r.Until == null).ToListAsync(Cancel);
                if (tries++ == 0) both.SignalAndWait(TimeSpan.FromSeconds(20), Cancel); // both have read, neither has written
                if (roles.Exists(r => r.PersonId != person)) roles.Single(r => r.PersonId == person).End(work.Now);
            }, Cancel);
        }
    }

    [Fact]
    public async Task Eighty_who_count_up_at_once_on_two_servers_make_eighty()
    {
        await Task.WhenAll(Enumerable.Range(0, 80).Select(i => Task.Run(() => (i % 2 == 0 ? hub : other).Writes.DoAsync(async work =>
        {
            var person = await work.Db.People.SingleAsync(p => p.Id == hub.Cast.Bo.PersonId, Cancel);
            person.WorkFor(person.Organisation is { Length: > 0 } before ? $"{int.Parse(before, null) + 1}" : "1");
        }, Cancel), Cancel)));

        Assert.Equal("80", await hub.LookAsync(db => db.People.Where(p => p.Id == hub.Cast.Bo.PersonId).Select(p => p.Organisation).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task An_act_that_is_done_again_counts_once_against_a_limit_and_rings_once()
    {
        var limits = new Limits(hub.Clock, hub.Get<IUses>());
        var (tries, version) = (0, hub.Feed.VersionOf(LiveTopic.SiteRights));

        await hub.Writes.DoAsync(async work =>
        {
            var person = await work.Db.People.SingleAsync(p => p.Id == hub.Cast.Bo.PersonId, Cancel);
            await work.CountAsync(() => limits.RequireAsync(Limit.Proposal, "bo"));
            work.Announce(LiveTopic.SiteRights);
            if (tries++ == 0) await RenameAsync(other, "Bo Elsewhere");
            person.Rename($"{person.Name} too");
        }, Cancel);

        Assert.Equal(2, tries);
        Assert.Equal("Bo Elsewhere too", await hub.LookAsync(db => db.People.Where(p => p.Id == hub.Cast.Bo.PersonId).Select(p => p.Name).SingleAsync(Cancel)));
        Assert.Equal(version + 1, hub.Feed.VersionOf(LiveTopic.SiteRights));
        for (var left = 4; left > 0; left--) Assert.Null(await limits.TryUseAsync(Limit.Proposal, "bo"));
        Assert.NotNull(await limits.TryUseAsync(Limit.Proposal, "bo"));
    }

    /// F16: before the commit nothing is done, so all of it is done again.
    [Fact]
    public async Task A_line_that_breaks_in_the_middle_costs_nothing()
    {
        var tries = 0;
        await hub.Writes.DoAsync(async work =>
        {
            var person = await work.Db.People.SingleAsync(p => p.Id == hub.Cast.Bo.PersonId, Cancel);
            person.Rename("Bo Again");
            if (tries++ == 0) await EndAllAsync();
        }, Cancel);

        Assert.Equal(2, tries);
        Assert.Equal("Bo Again", await hub.LookAsync(db => db.People.Where(p => p.Id == hub.Cast.Bo.PersonId).Select(p => p.Name).SingleAsync(Cancel)));
    }

    /// What is only read is asked again: the lines that were kept are dead, and nobody notices.
    [Fact]
    public async Task Reading_goes_on_after_the_database_came_back()
    {
        Assert.Equal(10, await hub.LookAsync(db => db.People.CountAsync(Cancel)));
        await EndAllAsync();

        Assert.Equal(10, await hub.LookAsync(db => db.People.CountAsync(Cancel)));
    }

    static Task RenameAsync(TestHub server, string name) =>
        server.Writes.DoAsync(async work => (await work.Db.People.SingleAsync(p => p.Id == server.Cast.Bo.PersonId, Cancel)).Rename(name), Cancel);

    // All of this database but the one that says so.
    Task<int> EndAllAsync() => other.LookAsync(db => db.Database.ExecuteSqlAsync(
        $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", Cancel));
}
