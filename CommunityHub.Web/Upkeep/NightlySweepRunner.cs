using CommunityHub.Backups;
using CommunityHub.Servers;
using CommunityHub.Upkeep;

namespace CommunityHub.Web.Upkeep;

/// Sweeps at the start and then each night at three, UTC; scrubs where somebody was erased; and takes the day's backup where a folder for it is named.
sealed partial class NightlySweepRunner(NightlySweep upkeep, Scrubbing scrubbing, Backup backup, Leader leader, IConfiguration settings, TimeProvider clock, ILogger<NightlySweepRunner> log) : BackgroundService
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
            await scrubbing.ScrubAsync(cancel);
            if (settings["Hub:Backup:Folder"] is { Length: > 0 } into && await backup.TakeNightlyAsync(into, settings.GetValue("Hub:Backup:Keep", Backup.UsualKeep), cancel) is { } file) LogBackup(file);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            LogFault(fault);
        }
    }

    [LoggerMessage(LogLevel.Information, "Swept {Rows} old rows away.")]
    partial void LogSwept(int rows);

    [LoggerMessage(LogLevel.Information, "Backed up to {File}.")]
    partial void LogBackup(string file);

    [LoggerMessage(LogLevel.Error, "The night's work failed: sweep, scrub or backup. It tries again tomorrow.")]
    partial void LogFault(Exception fault);
}

static class NightlySweeping
{
    public static void AddNightlySweep(this IServiceCollection services) => services.AddHostedService<NightlySweepRunner>();
}
