using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;

namespace CommunityHub.Web.Hotseats.Afterwards;

/// Counts who came every five seconds, and once more when the site stops; looks once a minute who is there by name.
sealed partial class AttendanceRunner(AttendanceKeeping attendance, NamesHere names, TimeProvider clock, ILogger<AttendanceRunner> log) : BackgroundService
{
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);
    static readonly TimeSpan NamesEvery = TimeSpan.FromMinutes(1);

    DateTimeOffset lookedAt;

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
            if (clock.GetUtcNow() is var now && now - lookedAt < NamesEvery) return;
            lookedAt = now;
            await names.LookAsync();
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
