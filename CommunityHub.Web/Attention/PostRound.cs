using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Servers;
using CommunityHub.Site;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CommunityHub.Web.Attention;

/// Goes round the letter box every few seconds.
sealed partial class PostRound(Post post, Leader leader, TimeProvider clock, ILogger<PostRound> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                while (leader.IsMe && await post.SendDueAsync(stoppingToken) > 0) { }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(log, fault); // the database away, say: the letters are still there
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "The post did not go out")]
    static partial void LogFault(ILogger log, Exception fault);
}

static class PostOffice
{
    /// To the mail server of Hub:Smtp where there is one, otherwise to the folder mail beside the database.
    public static void AddPost(this WebApplicationBuilder site)
    {
        var smtp = site.Configuration.GetSection("Hub:Smtp");
        var from = smtp["From"] is { Length: > 0 } said ? said : "hub@localhost";
        var folder = new FolderCarrier(DataFolder.Of(site.Configuration).Mail, from);
        site.Services.AddSingleton(folder);
        site.Services.AddSingleton<ICarrier>(smtp["Host"] is { Length: > 0 } host
            ? new SmtpCarrier(host, smtp.GetValue("Port", 587), smtp.GetValue("Tls", true), smtp["User"], smtp["Password"], from)
            : folder);
        site.Services.AddHostedService<PostRound>();
    }

    /// Links in mail need the site's address before an administrator has said it: Hub:Address, or in development the server's own.
    public static void KnowItsAddress(this WebApplication app)
    {
        var address = app.Services.GetRequiredService<SiteAddress>();
        address.Fallback = app.Configuration["Hub:Address"];
        if (address.Fallback is null && app.Environment.IsDevelopment())
        {
            app.Lifetime.ApplicationStarted.Register(() =>
                address.Fallback = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?
                    .Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal));
        }
    }
}
