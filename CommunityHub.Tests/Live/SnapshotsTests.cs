using System.Collections.Concurrent;
using CommunityHub.Live;
using CommunityHub.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommunityHub.Tests.Live;

public sealed class SnapshotsTests
{
    readonly LiveFeed feed = new(NullLogger<LiveFeed>.Instance);
    readonly ConcurrentDictionary<long, int> stored = new();

    [Fact]
    public async Task Any_number_of_readers_cost_one_read_for_each_change()
    {
        var snapshots = Over(async (id, _) =>
        {
            await Task.Yield();
            return new Box(stored.GetValueOrDefault(id));
        });

        for (var change = 1; change <= 5; change++)
        {
            Write(7, change);
            var seen = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => snapshots.GetAsync(7))));

            Assert.All(seen, snapshot => Assert.Equal(change, snapshot.Value.Number));
            Assert.Equal(change, snapshots.Reads);
        }
    }

    [Fact]
    public async Task Who_reads_after_a_change_was_announced_never_sees_what_was_before()
    {
        var snapshots = Over(async (id, _) =>
        {
            var number = stored.GetValueOrDefault(id);
            await Task.Yield();
            return new Box(number);
        });

        await Task.WhenAll(Enumerable.Range(1, 8).Select(id => Task.Run(async () =>
        {
            for (var change = 1; change <= 500; change++)
            {
                Write(id % 2, 1);
                var atLeast = stored[id % 2];
                feed.Announce(LiveTopic.Hotseat(id % 2));
                Assert.True((await snapshots.GetAsync(id % 2)).Value.Number >= atLeast);
            }
        })));

        void Write(long id, int more) => stored.AddOrUpdate(id, more, (_, number) => number + more);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_read_that_failed_is_tried_again(bool cancelled)
    {
        var fails = true;
        var snapshots = Over((id, _) => !fails
            ? Task.FromResult(new Box(1))
            : cancelled ? throw new OperationCanceledException() : throw new TimeoutException());

        await Assert.ThrowsAnyAsync<Exception>(() => snapshots.GetAsync(7));
        fails = false;

        Assert.Equal(1, (await snapshots.GetAsync(7)).Value.Number);
    }

    [Fact]
    public async Task The_reader_is_given_what_was_read_last_also_after_a_failure_and_while_another_read_is_under_way()
    {
        var before = new ConcurrentQueue<int?>();
        var slow = new TaskCompletionSource();
        var turn = 0;
        var snapshots = Over(async (id, last) =>
        {
            before.Enqueue(last?.Number);
            switch (Interlocked.Increment(ref turn))
            {
                case 2: throw new TimeoutException();
                case 3: await slow.Task; break;
            }
            return new Box(turn);
        });

        await snapshots.GetAsync(7);
        Write(7, 1);
        await Assert.ThrowsAsync<TimeoutException>(() => snapshots.GetAsync(7));
        var third = snapshots.GetAsync(7);
        while (Volatile.Read(ref turn) < 3) await Task.Yield();
        Write(7, 2);
        await snapshots.GetAsync(7);
        slow.SetResult();
        await third;

        Assert.Equal([null, 1, 1, 1], before);
    }

    [Fact]
    public async Task An_older_read_that_ends_late_does_not_become_the_latest()
    {
        var slow = new TaskCompletionSource();
        var before = new ConcurrentQueue<int?>();
        var turn = 0;
        var snapshots = Over(async (_, last) =>
        {
            before.Enqueue(last?.Number);
            var mine = Interlocked.Increment(ref turn);
            if (mine == 1) await slow.Task;
            return new Box(mine);
        });

        var first = snapshots.GetAsync(7);
        while (Volatile.Read(ref turn) < 1) await Task.Yield();
        Write(7, 1);
        await snapshots.GetAsync(7);
        slow.SetResult();
        await first;
        Write(7, 2);
        await snapshots.GetAsync(7);

        Assert.Equal([null, null, 2], before);
    }

    [Fact]
    public async Task Nobody_waits_for_the_circuit_of_who_asked_first()
    {
        var snapshots = Over(async (_, _) =>
        {
            await Task.Yield();
            return new Box(1);
        });

        _ = Stuck.In(() => snapshots.GetAsync(7));
        var seen = await snapshots.GetAsync(7).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Equal(1, seen.Value.Number);
    }

    [Fact]
    public async Task The_one_not_used_for_longest_is_forgotten()
    {
        var snapshots = new Snapshots<Box>(feed, LiveTopic.Hotseat, (id, _) => Task.FromResult(new Box((int)id)), most: 3);
        foreach (var id in new[] { 1, 2, 3, 1 }) await snapshots.GetAsync(id);
        Assert.Equal(3, snapshots.Reads);

        await snapshots.GetAsync(4); // forgets 2
        foreach (var id in new[] { 1, 3, 4 }) await snapshots.GetAsync(id);
        Assert.Equal(4, snapshots.Reads);

        await snapshots.GetAsync(2);
        Assert.Equal(5, snapshots.Reads);
    }

    Snapshots<Box> Over(Func<long, Box?, Task<Box>> read) => new(feed, LiveTopic.Hotseat, read);

    void Write(long id, int number)
    {
        stored[id] = number;
        feed.Announce(LiveTopic.Hotseat(id));
    }

    sealed record Box(int Number);
}
