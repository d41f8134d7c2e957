using CommunityHub.Vitals;

namespace CommunityHub.Tests.Vitals;

public sealed class SpreadTests
{
    [Fact]
    public void It_says_within_a_fifth_how_long_most_took()
    {
        var spread = new Spread();
        for (var i = 1; i <= 1000; i++) spread.Add(i);

        Assert.Equal(1000, spread.Count);
        Assert.InRange(spread.Within(0.5)!.Value, 500, 600);
        Assert.InRange(spread.Within(0.99)!.Value, 990, 1190);
    }

    [Fact]
    public void Nothing_measured_is_no_figure_and_extremes_are_held()
    {
        var spread = new Spread();
        Assert.Null(spread.Within(0.5));

        spread.Add(0);
        spread.Add(double.MaxValue);

        Assert.Equal(0.1, spread.Within(0.5));
        Assert.True(spread.Within(1) > 1_000_000);
    }
}
