using CommunityHub.Communities;
using CommunityHub.Servers;

namespace CommunityHub.Web.Communities;

/// What begins or ends by its date is heard by open pages within a few seconds: holiday cover, suspensions, recorded entries.
sealed partial class RightsClockRunner(Facilitators facilitators, Leader leader, TimeProvider clock, ILogger<RightsClockRunner> log) : BackgroundService
{
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);

    // While no server was up nobody listened, but the facilitators' own community may have to follow.
    static readonly TimeSpan LookBack = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var since = clock.GetUtcNow().UtcDateTime - LookBack;
        using var timer = new PeriodicTimer(Pace, clock);
        try
        {
            do
            {
                var now = clock.GetUtcNow().UtcDateTime;
                try
                {
                    if (leader.IsMe) await facilitators.CatchUpAsync(since);
                    since = leader.IsMe ? now : now - LookBack; // one that comes to lead knows not how far the other was
                }
                catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
                {
                    LogFault(fault);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    [LoggerMessage(LogLevel.Error, "What ends by its date was not announced. It is tried again in three seconds.")]
    partial void LogFault(Exception fault);
}

static class RightsClock
{
    public static void AddRightsClock(this IServiceCollection services) => services.AddHostedService<RightsClockRunner>();
}
