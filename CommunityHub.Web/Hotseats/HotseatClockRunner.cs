using CommunityHub.Forums;
using CommunityHub.Hotseats;
using CommunityHub.Servers;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CommunityHub.Web.Hotseats;

/// Lets the hotseats' clock tick, and posts without a name appear: at once at the start, then every five seconds, and at the moment in which something is due.
/// A tick that fails is logged and tried again; /readyz then says Degraded.
sealed partial class HotseatClockRunner(HotseatClock hotseats, Rehearsals rehearsals, Appearances appearances, UnnamedPosts unnamed, Leader leader, TimeProvider clock, ILogger<HotseatClockRunner> log) : BackgroundService, IHealthCheck
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    // It may become so at any moment.
    static readonly TimeSpan NotLeading = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);

    volatile string? fault;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(fault is null ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"The clock of the hotseats: {fault}"));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(await TickAsync(stoppingToken), clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    // Gives the time to wait. Never throws but when it is stopped: without a clock no hotseat would ever begin.
    async Task<TimeSpan> TickAsync(CancellationToken cancel)
    {
        try
        {
            // What appears is rung for on each server, by and for itself.
            await appearances.RingAsync(cancel);
            if (leader.IsMe)
            {
                await hotseats.TickAsync(cancel);
                await rehearsals.EndDueAsync(cancel);
                await unnamed.AppearAsync(cancel);
            }
            var next = Soonest(Soonest(await hotseats.NextMoveAtAsync(cancel), await appearances.NextAtAsync(cancel)), await unnamed.NextAtAsync(cancel));
            if (fault is not null) LogRecovered();
            fault = null;
            return next is { } at && at - clock.GetUtcNow().UtcDateTime is var rest && rest < Longest ? Max(rest, leader.IsMe ? Shortest : NotLeading) : leader.IsMe ? Longest : NotLeading;
        }
        catch (Exception thrown) when (!cancel.IsCancellationRequested)
        {
            LogFault(thrown);
            fault = thrown.Message;
            return Longest;
        }
    }

    static DateTime? Soonest(DateTime? one, DateTime? other) => one is null || other < one ? other : one;

    static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    [LoggerMessage(LogLevel.Error, "The clock of the hotseats failed. It tries again in five seconds.")]
    partial void LogFault(Exception thrown);

    [LoggerMessage(LogLevel.Information, "The clock of the hotseats runs again.")]
    partial void LogRecovered();
}

static class HotseatClockRunning
{
    public static void AddHotseatClock(this IServiceCollection services)
    {
        services.AddSingleton<HotseatClockRunner>();
        services.AddHostedService(all => all.GetRequiredService<HotseatClockRunner>());
        services.AddHealthChecks().AddCheck<HotseatClockRunner>("hotseats' clock");
    }
}
