using CommunityHub.Servers;
using CommunityHub.Upkeep;

namespace CommunityHub.Web.Upkeep;

/// Sweeps at the start and then each night at three, UTC.
sealed partial class NightlySweepRunner(NightlySweep upkeep, Leader leader, TimeProvider clock, ILogger<NightlySweepRunner> log) : BackgroundService
{
    static readonly TimeSpan At = TimeSpan.FromHours(3);

    /// The next time after now that it is three o'clock.
    internal static DateTime NextAfter(DateTime now) => now.TimeOfDay < At ? now.Date + At : now.Date.AddDays(1) + At;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await SweepAsync(stoppingToken);
                var now = clock.GetUtcNow().UtcDateTime;
                await Task.Delay(NextAfter(now) - now, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    async Task SweepAsync(CancellationToken cancel)
    {
        try
        {
            if (!leader.IsMe) return;
            var rows = await upkeep.SweepAsync(cancel);
            if (rows > 0) LogSwept(rows);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            LogFault(fault);
        }
    }

    [LoggerMessage(LogLevel.Information, "Swept {Rows} old rows away.")]
    partial void LogSwept(int rows);

    [LoggerMessage(LogLevel.Error, "The nightly sweep failed. It tries again tomorrow.")]
    partial void LogFault(Exception fault);
}

static class NightlySweeping
{
    public static void AddNightlySweep(this IServiceCollection services) => services.AddHostedService<NightlySweepRunner>();
}
