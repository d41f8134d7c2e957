using CommunityHub.Vitals;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace CommunityHub.Web.Vitals;

/// How the site is seen from outside: figures by OpenTelemetry, and its log as lines that programs read.
static class Telemetry
{
    /// Hub:Log=json writes each line of the log as JSON, with the number that error pages show (TraceId).
    public static void SpeakToPrograms(this WebApplicationBuilder site)
    {
        site.Services.AddSingleton<VitalSigns>();
        site.Services.AddHostedService<VitalRound>();
        if (site.Configuration["Hub:Otlp"] is { Length: > 0 } collector) site.Services.AddHostedService(_ => new OtlpExport(AddressOf(collector)));
        if (site.Configuration["Hub:Log"] is not "json") return;

        site.Logging.ClearProviders();
        site.Logging.AddJsonConsole(json => (json.IncludeScopes, json.UseUtcTimestamp, json.TimestampFormat) = (true, true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
    }

    static Uri AddressOf(string collector) => Uri.TryCreate(collector.TrimEnd('/') + "/v1/metrics", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address
        : throw new CannotStartException($"Hub:Otlp is no address: {collector}. It looks like http://collector:4318.");

    /// To a collector, by HTTP, once a minute and when the site stops.
    sealed class OtlpExport(Uri collector) : IHostedService, IDisposable
    {
        MeterProvider? provider;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            provider = Sdk.CreateMeterProviderBuilder()
                .AddMeter(HubMeter.Name, "System.Runtime", "Microsoft.AspNetCore.Server.Kestrel")
                .AddOtlpExporter(otlp => (otlp.Protocol, otlp.Endpoint, otlp.TimeoutMilliseconds) = (OtlpExportProtocol.HttpProtobuf, collector, 5000))
                .Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            provider?.ForceFlush(3000);
            return Task.CompletedTask;
        }

        public void Dispose() => provider?.Dispose();
    }
}
