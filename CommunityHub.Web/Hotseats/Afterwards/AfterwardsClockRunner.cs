using CommunityHub.Hotseats.Afterwards;
using CommunityHub.Servers;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CommunityHub.Web.Hotseats.Afterwards;

/// Lets the clock of what comes after a hotseat tick: at the start, and each minute. When it fails, /readyz says Degraded.
sealed class AfterwardsClockRunner(AfterwardsClock afterwards, Leader leader, TimeProvider clock) : BackgroundService, IHealthCheck
{
    static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);

    volatile Exception? fault;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(fault is null ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"What comes after hotseats: {fault.Message}"));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        try
        {
            do fault = !leader.IsMe ? null : await afterwards.TickAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }
}

static class AfterwardsClockRunning
{
    public static void AddAfterwardsClock(this IServiceCollection services)
    {
        services.AddSingleton<AfterwardsClockRunner>();
        services.AddHostedService(all => all.GetRequiredService<AfterwardsClockRunner>());
        services.AddHealthChecks().AddCheck<AfterwardsClockRunner>("afterwards' clock");
    }
}
