using CommunityHub.Hotseats.Afterwards;

namespace CommunityHub.Web.Hotseats.Afterwards;

/// Counts who came every five seconds, and once more when the site stops.
sealed partial class AttendanceRunner(AttendanceKeeping attendance, TimeProvider clock, ILogger<AttendanceRunner> log) : BackgroundService
{
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await KeepAsync();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await KeepAsync();
        }
    }

    async Task KeepAsync()
    {
        try
        {
            await attendance.KeepAsync(CancellationToken.None);
        }
        catch (Exception fault)
        {
            LogFault(fault); // tried again with the next newcomers
        }
    }

    [LoggerMessage(LogLevel.Error, "Who came was not counted. It is tried again in five seconds.")]
    partial void LogFault(Exception fault);
}

static class AttendanceRunning
{
    public static void AddAttendance(this IServiceCollection services) => services.AddHostedService<AttendanceRunner>();
}
