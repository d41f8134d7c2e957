using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Data;

public sealed class SharedCommitOnSqliteTests() : SharedCommitTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class SharedCommitOnPostgresTests() : SharedCommitTests(new PostgresTestDatabase());

/// Those who stand in line share a commit, and nothing else.
public abstract class SharedCommitTests(TestDatabase database) : IAsyncLifetime
{
    TestHub hub = null!;

    public async ValueTask InitializeAsync() => hub = await TestHub.OnAsync(database);

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_who_stand_in_line_share_one_and_are_answered_after_it()
    {
        var first = new Act(hub, hub.Cast.Bo, "Bo in line");
        var second = new Act(hub, hub.Cast.Fay, "Fay in line");
        first.Goes();
        await second.Began;

        Assert.False(first.Answer.IsCompleted);
        Assert.Equal("Bo Lindqvist", await NameAsync(hub.Cast.Bo));
        second.Goes();
        await Task.WhenAll(first.Answer, second.Answer);

        Assert.Equal(first.Transaction, second.Transaction);
        Assert.Equal("Bo in line", await NameAsync(hub.Cast.Bo));
        Assert.Equal("Fay in line", await NameAsync(hub.Cast.Fay));
    }

    [Fact]
    public async Task One_that_is_refused_takes_nothing_of_the_others_along_and_leaves_nothing()
    {
        var first = new Act(hub, hub.Cast.Bo, "Bo in line");
        var refused = new Act(hub, hub.Cast.Fay, "Fay in line") { End = work => SavedAndRefusedAsync(work) };
        var last = new Act(hub, hub.Cast.Eve, "Eve in line");
        foreach (var act in (Act[])[first, refused, last]) act.Goes();

        await Task.WhenAll(first.Answer, last.Answer);
        var said = await Assert.ThrowsAsync<RefusedException>(() => refused.Answer);

        Assert.Equal("No, thank you.", said.Message);
        Assert.Equal(first.Transaction, last.Transaction);
        Assert.Equal("Bo in line", await NameAsync(hub.Cast.Bo));
        Assert.Equal("Fay Winter", await NameAsync(hub.Cast.Fay));
        Assert.Equal("Eve in line", await NameAsync(hub.Cast.Eve));

        static async Task SavedAndRefusedAsync(HubWork work)
        {
            await work.Db.SaveChangesAsync(Cancel);
            throw new RefusedException("No, thank you.");
        }
    }

    /// What met another's write is done again; so is what shared its transaction, once, and each rings once.
    [Fact]
    public async Task One_that_collides_is_done_again_and_so_are_those_who_shared_with_it()
    {
        var (tries, version) = (0, hub.Feed.VersionOf(LiveTopic.SiteRights));
        var first = new Act(hub, hub.Cast.Bo, "Bo in line") { End = work => { work.Announce(LiveTopic.SiteRights); return Task.CompletedTask; } };
        var collides = new Act(hub, hub.Cast.Fay, "Fay in line") { End = _ => tries++ == 0 ? throw new DbUpdateConcurrencyException() : Task.CompletedTask };
        first.Goes();
        collides.Goes();

        await Task.WhenAll(first.Answer, collides.Answer);

        Assert.Equal((2, 2), (first.Tries, collides.Tries));
        Assert.NotEqual(first.Transaction, collides.Transaction);
        Assert.Equal("Bo in line", await NameAsync(hub.Cast.Bo));
        Assert.Equal("Fay in line", await NameAsync(hub.Cast.Fay));
        Assert.Equal(version + 1, hub.Feed.VersionOf(LiveTopic.SiteRights));
    }

    [Fact]
    public async Task Nobody_waits_for_an_act_that_takes_long()
    {
        var first = new Act(hub, hub.Cast.Bo, "Bo in line");
        var isLong = new Act(hub, hub.Cast.Fay, "Fay in line", isLong: true);
        first.Goes();
        await first.Answer;

        Assert.Equal("Bo in line", await NameAsync(hub.Cast.Bo));
        await isLong.Began;
        isLong.Goes();
        await isLong.Answer;
        Assert.NotEqual(first.Transaction, isLong.Transaction);
    }

    /// Whoever leaves the line leaves nobody waiting.
    [Fact]
    public async Task Who_goes_away_while_in_line_holds_nobody_up()
    {
        using var away = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var first = new Act(hub, hub.Cast.Bo, "Bo in line");
        await first.Began;
        var gone = new Act(hub, hub.Cast.Fay, "Fay in line", cancel: away.Token);
        await away.CancelAsync();
        first.Goes();

        await first.Answer;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone.Answer);

        Assert.Equal(0, gone.Tries);
        Assert.Equal("Bo in line", await NameAsync(hub.Cast.Bo));
        await hub.Writes.DoAsync(_ => Task.CompletedTask, Cancel);
    }

    Task<string> NameAsync(Actor who) => hub.LookAsync(db => db.People.Where(p => p.Id == who.PersonId).Select(p => p.Name).SingleAsync(Cancel));

    /// Gives somebody another name, when it is let go. It stands in line from the start.
    sealed class Act
    {
        readonly TaskCompletionSource began = new(TaskCreationOptions.RunContinuationsAsynchronously), goes = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Act(TestHub hub, Actor who, string name, bool isLong = false, CancellationToken? cancel = null)
        {
            async Task DoAsync(HubWork work)
            {
                (Tries, Transaction) = (Tries + 1, work.Db.Database.CurrentTransaction!.TransactionId);
                began.TrySetResult();
                await goes.Task;
                (await work.Db.People.SingleAsync(p => p.Id == who.PersonId, Cancel)).Rename(name);
                await End(work);
            }
            Answer = isLong ? hub.Writes.DoLongAsync(DoAsync, cancel ?? Cancel) : hub.Writes.DoAsync(DoAsync, cancel ?? Cancel);
        }

        /// What comes after the new name.
        public Func<HubWork, Task> End { get; init; } = _ => Task.CompletedTask;

        public Task Answer { get; }
        public Task Began => began.Task;
        public int Tries { get; private set; }
        public Guid Transaction { get; private set; }

        public void Goes() => goes.TrySetResult();
    }
}
