using CommunityHub.Data;
using CommunityHub.Servers;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CommunityHub.Web.Servers;

/// Keeps the line to the other servers, from before the first page is served until after the last.
sealed class ServerLineRunner(ServerLine line) : IHostedService, IHealthCheck, IDisposable
{
    // The line goes on trying; a site that cannot be told of others' changes still serves.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly CancellationTokenSource stop = new();
    Task running = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        running = line.RunAsync(stop.Token);
        await Task.WhenAny(line.FirstAsync, Task.Delay(Patience, cancellationToken));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        await running;
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(line.IsUp ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("The line to the other servers is down."));

    public void Dispose() => stop.Dispose();
}

static class ServerLines
{
    /// By which deploy/nginx.conf keeps a browser with its server. It says nothing of who is there.
    public const string Cookie = "hub_line";

    /// On PostgreSQL there may be others.
    public static void AddServerLine(this WebApplicationBuilder site)
    {
        if (site.Configuration.FindPostgres() is null) return;
        site.Services.AddSingleton<ServerLineRunner>();
        site.Services.AddHostedService(all => all.GetRequiredService<ServerLineRunner>());
        site.Services.AddHealthChecks().AddCheck<ServerLineRunner>("line to other servers");
    }
}
