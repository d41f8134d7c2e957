using CommunityHub.Live;
using CommunityHub.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommunityHub.Tests.Live;

public sealed class LiveMemoryTests : IDisposable
{
    static readonly LiveTopic Watched = LiveTopic.Hotseat(1), Other = LiveTopic.Hotseat(2);

    readonly HandClock clock = new();
    readonly LiveFeed feed = new(NullLogger<LiveFeed>.Instance);
    readonly LiveMemory<string, string> memory;
    int reads;

    public LiveMemoryTests() => memory = new(feed, clock, TimeSpan.FromSeconds(20), most: 10);

    [Fact]
    public async Task It_reads_once_until_something_it_shows_is_announced()
    {
        Assert.Equal("1", await ReadAsync());
        feed.Announce(Other);
        Assert.Equal("1", await ReadAsync());

        feed.Announce(Watched);
        Assert.Equal("2", await ReadAsync());
    }

    [Fact]
    public async Task It_reads_again_when_its_words_have_grown_old()
    {
        await ReadAsync();
        clock.Pass(TimeSpan.FromSeconds(21));
        Assert.Equal("2", await ReadAsync());
    }

    [Fact]
    public async Task What_was_read_while_something_changed_is_given_and_not_kept()
    {
        await memory.GetAsync("me", () =>
        {
            feed.Announce(Watched);
            return Read();
        }, _ => [Watched]);
        Assert.Equal("2", await ReadAsync());
    }

    [Fact]
    public async Task Each_reader_has_their_own()
    {
        await ReadAsync();
        Assert.Equal("2", await memory.GetAsync("another", Read, _ => [Watched]));
        Assert.Equal("1", await ReadAsync());
    }

    public void Dispose() => memory.Dispose();

    Task<string> ReadAsync() => memory.GetAsync("me", Read, _ => [Watched]);

    Task<string> Read() => Task.FromResult($"{++reads}");
}
