using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Web.Commands;

/// The site's operations on its data, without the site: for commands.
sealed class SiteData : IAsyncDisposable
{
    readonly ServiceProvider services;
    readonly IDisposable? held;

    SiteData(ServiceProvider services, IDisposable? held, bool isDevelopment) => (this.services, this.held, IsDevelopment) = (services, held, isDevelopment);

    public bool IsDevelopment { get; }

    /// An operation class.
    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// With the settings that the site itself would have. On SQLite a command that writes much waits for nobody and lets nobody in: it
    /// is refused while the site runs. One that writes a row or two may run beside the site, whose pages read it at the next click.
    /// Only to read, whoever else is there, it leaves the tables as they are.
    public static async Task<SiteData> OpenAsync(bool besideTheSite = false, bool toRead = false)
    {
        var site = WebApplication.CreateBuilder();
        var isSqlite = site.Configuration.FindPostgres() is null;
        var folder = DataFolder.Of(site.Configuration);
        folder.RefuseHalfRestored();
        var held = !isSqlite || toRead ? null : besideTheSite ? folder.TryHold() : folder.Hold();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(site.Configuration)
            .AddLogging(log => log.AddConfiguration(site.Configuration.GetSection("Logging")).AddConsole())
            .AddHubDatabase(site.Configuration)
            .AddHubOperations()
            .BuildServiceProvider();
        var databases = services.GetRequiredService<IDbContextFactory<HubDb>>();
        if (toRead) return new SiteData(services, null, site.Environment.IsDevelopment());
        if (!isSqlite || held is not null) await databases.MigrateAsync();
        else
        {
            // The site that runs migrates, and may be at it.
            await using var db = await databases.CreateDbContextAsync();
            if (!await db.IsMigratedAsync()) throw new CannotStartException("The site is just starting. Try again in a moment.");
        }
        return new SiteData(services, held, site.Environment.IsDevelopment());
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        held?.Dispose();
    }
}
