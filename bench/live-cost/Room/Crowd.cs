namespace LiveCost.Room;

/// The crowd beside the driver: votes, and words when the driver times something else.
sealed class Crowd(HotRoom room, IConfiguration settings) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stopping) => Task.WhenAll(
        RepeatAsync(settings.GetValue("Votes", 20d), room.VoteAnywhere, stopping),
        RepeatAsync(settings.GetValue("Words", 0d), () => room.Answer("Said by the crowd."), stopping));

    static async Task RepeatAsync(double perSecond, Action act, CancellationToken stopping)
    {
        if (perSecond <= 0) return;
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1 / perSecond));
        while (await beat.WaitForNextTickAsync(stopping)) act();
    }
}
