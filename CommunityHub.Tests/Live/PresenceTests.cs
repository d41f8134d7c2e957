using CommunityHub.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommunityHub.Tests.Live;

public sealed class PresenceTests
{
    readonly Presence presence = new(new LiveFeed(NullLogger<LiveFeed>.Instance));

    [Fact]
    public void Two_pages_of_one_person_count_once_and_each_visitor_counts()
    {
        var first = presence.Enter(7, 1);
        var second = presence.Enter(7, 1);
        var visitors = new[] { presence.Enter(7, null), presence.Enter(7, null) };
        Assert.Equal(3, presence.CountHere(7));

        first.Dispose();
        first.Dispose();
        Assert.Equal(3, presence.CountHere(7));
        second.Dispose();
        foreach (var visitor in visitors) visitor.Dispose();

        Assert.Equal((0, 3), (presence.CountHere(7), presence.MostHere(7)));
        Assert.Equal(0, presence.CountHere(8));
    }

    [Fact]
    public async Task Coming_and_going_at_once_leaves_nobody_behind()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() =>
        {
            for (var turn = 0; turn < 2000; turn++) presence.Enter(7, turn % 2 == 0 ? 1 : i + 1).Dispose();
        })));

        Assert.Equal(0, presence.CountHere(7));
    }

    [Fact]
    public void Who_is_on_other_servers_counts_once_and_only_as_long_as_it_is_said()
    {
        using var mine = presence.Enter(7, 1);
        presence.Hear([new PresenceShare(7, [1, 2], 3), new PresenceShare(7, [2, 4], 0), new PresenceShare(8, [5], 0)]);
        Assert.Equal((6, 1, 6), (presence.CountHere(7), presence.CountHere(8), presence.MostHere(7)));

        var second = presence.Enter(7, 2);
        Assert.Equal(6, presence.CountHere(7));
        second.Dispose();
        Assert.Equal(6, presence.CountHere(7));
        Assert.Equal([1L], Assert.Single(presence.Say()).People); // only our own

        presence.Hear([]);
        Assert.Equal((1, 0), (presence.CountHere(7), presence.CountHere(8)));
    }
}
