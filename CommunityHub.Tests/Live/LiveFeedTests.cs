using System.Globalization;
using CommunityHub.Live;
using CommunityHub.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommunityHub.Tests.Live;

public sealed class LiveFeedTests
{
    static readonly LiveTopic Topic = LiveTopic.Hotseat(7);

    readonly HandClock clock = new();
    readonly LiveFeed feed;

    public LiveFeedTests() => feed = new LiveFeed(NullLogger<LiveFeed>.Instance, clock);

    [Fact]
    public async Task The_first_ring_of_a_burst_comes_at_once_and_the_rest_is_folded_into_one_after_the_pace()
    {
        using var heard = new SemaphoreSlim(0);
        var rings = 0;
        using var listening = feed.Listen(Topic, () =>
        {
            Interlocked.Increment(ref rings);
            heard.Release();
            return Task.CompletedTask;
        });

        for (var i = 0; i < 100; i++) feed.Announce(Topic);
        await HeardAsync(heard);
        await clock.WaitsAsync(1);
        Assert.Equal(1, rings);

        clock.Pass(Topic.Pace);
        await HeardAsync(heard);
        await clock.WaitsAsync(1);
        Assert.Equal(2, rings);

        // Nothing more was announced: the pace ends, and the next change is heard at once again.
        clock.Pass(Topic.Pace);
        await clock.WaitsAsync(0);
        feed.Announce(Topic);
        await HeardAsync(heard);
        Assert.Equal(3, rings);
    }

    [Fact]
    public async Task The_last_change_of_a_burst_is_always_read()
    {
        var hasty = new LiveFeed(NullLogger<LiveFeed>.Instance);
        var written = 0;
        var seen = 0;
        var done = new TaskCompletionSource();
        using var listening = hasty.Listen(Topic, async () =>
        {
            var now = Volatile.Read(ref written);
            await Task.Yield();
            if ((seen = now) == 8 * 500) done.TrySetResult();
        });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                Interlocked.Increment(ref written);
                hasty.Announce(Topic);
            }
        })));

        await done.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(4000, hasty.VersionOf(Topic));
        Assert.Equal(4000, seen);
    }

    [Fact]
    public async Task A_slow_listener_and_a_failing_one_hinder_nobody()
    {
        using var heard = new SemaphoreSlim(0);
        var stuck = new TaskCompletionSource();
        using var slow = feed.Listen(Topic, () => stuck.Task);
        using var broken = feed.Listen(Topic, () => throw new InvalidOperationException("A listener's own."));
        using var brokenLater = feed.Listen(Topic, () => Task.FromException(new InvalidOperationException("A listener's own.")));
        using var other = feed.Listen(Topic, () =>
        {
            heard.Release();
            return Task.CompletedTask;
        });

        for (var i = 0; i < 3; i++)
        {
            feed.Announce(Topic);
            await HeardAsync(heard);
            await clock.WaitsAsync(1);
            clock.Pass(Topic.Pace);
            await clock.WaitsAsync(0);
        }
        stuck.SetResult();
    }

    [Fact]
    public async Task A_failing_listener_is_called_again_at_the_next_change()
    {
        using var heard = new SemaphoreSlim(0);
        using var listening = feed.Listen(Topic, () =>
        {
            heard.Release();
            throw new InvalidOperationException("A listener's own.");
        });

        feed.Announce(Topic);
        await HeardAsync(heard);
        await clock.WaitsAsync(1);
        clock.Pass(Topic.Pace);
        await clock.WaitsAsync(0);
        feed.Announce(Topic);
        await HeardAsync(heard);
    }

    [Fact]
    public async Task A_listener_is_never_called_twice_at_once_and_hears_what_came_while_it_was_busy()
    {
        var hasty = new LiveFeed(NullLogger<LiveFeed>.Instance);
        using var heard = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var inside = 0;
        using var listening = hasty.Listen(Topic, async () =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            heard.Release();
            await go.WaitAsync();
            Interlocked.Decrement(ref inside);
        });

        hasty.Announce(Topic);
        await HeardAsync(heard);
        hasty.Announce(Topic);
        go.Release();
        await HeardAsync(heard);
        go.Release();
    }

    [Fact]
    public async Task A_listener_keeps_its_own_culture()
    {
        var heard = new TaskCompletionSource<string>();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("cy-GB");
            using var listening = feed.Listen(Topic, () =>
            {
                heard.SetResult(CultureInfo.CurrentCulture.Name);
                return Task.CompletedTask;
            });
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
            feed.Announce(Topic);
            Assert.Equal("cy-GB", await heard.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Nobody_waits_for_the_circuit_of_the_writer()
    {
        using var heard = new SemaphoreSlim(0);
        using var listening = feed.Listen(Topic, () =>
        {
            heard.Release();
            return Task.CompletedTask;
        });

        _ = Stuck.In(() =>
        {
            feed.Announce(Topic);
            return Task.CompletedTask;
        });

        await HeardAsync(heard);
    }

    [Fact]
    public void Who_has_left_is_not_listening_any_more()
    {
        var one = feed.Listen(Topic, () => Task.CompletedTask);
        var two = feed.Listen(Topic, () => Task.CompletedTask);
        Assert.Equal(2, feed.CountListeners(Topic));

        one.Dispose();
        one.Dispose();
        Assert.Equal(1, feed.CountListeners(Topic));
        two.Dispose();
        Assert.Equal(0, feed.CountListeners(Topic));
    }

    [Fact]
    public async Task Coming_and_going_under_load_loses_nobody()
    {
        var hasty = new LiveFeed(NullLogger<LiveFeed>.Instance);
        using var stop = new CancellationTokenSource();
        var announcing = Task.Run(() => { while (!stop.IsCancellationRequested) hasty.Announce(Topic); }, TestContext.Current.CancellationToken);

        // Each listens, is rung by a change that comes after that, and leaves: the bell closes and opens all the time.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                var rung = new TaskCompletionSource();
                using var listening = hasty.Listen(Topic, () =>
                {
                    rung.TrySetResult();
                    return Task.CompletedTask;
                });
                await rung.Task.WaitAsync(TimeSpan.FromSeconds(20));
            }
        })));
        await stop.CancelAsync();
        await announcing;

        Assert.Equal(0, hasty.CountListeners(Topic));
    }

    static async Task HeardAsync(SemaphoreSlim heard) =>
        Assert.True(await heard.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken), "Nothing was heard.");
}
