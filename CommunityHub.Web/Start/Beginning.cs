using CommunityHub.Data;
using CommunityHub.Data.Demo;
using CommunityHub.Privacy;
using CommunityHub.Search;
using CommunityHub.Web.Accounts;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Web.Start;

/// From nothing to a site that answers: data first, then the door.
static class Beginning
{
    /// Who starts a site that cannot start reads why, not a stack of calls.
    public static void ExplainInWords() => AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
    {
        if (unhandled.ExceptionObject is not CannotStartException reason) return;
        Console.Error.WriteLine(reason.Message);
        Environment.Exit(1);
    };

    /// Holds the data folder where SQLite lives in it. On PostgreSQL several processes may serve one site.
    public static IDisposable? HoldData(this IConfiguration settings)
    {
        DataFolder.Of(settings).RefuseHalfRestored();
        return settings.FindPostgres() is not null ? null : DataFolder.Of(settings).Hold();
    }

    /// The tables of this version; and in Development, where the site is empty, the demo world. Nothing is served before.
    public static async Task PrepareAsync(this WebApplication app)
    {
        var databases = app.Services.GetRequiredService<IDbContextFactory<HubDb>>();
        await databases.MigrateAsync();
        await using var alone = await databases.AloneAsync();
        app.MakeFirstKey();
        await app.Services.GetRequiredService<Erasures>().ReplayAsync();
        await app.Services.GetRequiredService<Reindexing>().RunWhereNeededAsync(Console.WriteLine);
        if (app.Environment.IsDevelopment() && app.Configuration["Hub:Demo"] is not "off") await app.Services.GetRequiredService<DemoWorld>().EnterAsync();
    }

    /// Until it is stopped.
    public static async Task ServeAsync(this WebApplication app, LanMode lan)
    {
        try
        {
            await app.StartAsync();
            _ = app.Services.GetRequiredService<Vocabulary>().WarmAsync();
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            throw new CannotStartException($"{fault.Message} Another program listens there. Stop it, or choose another address: --urls http://localhost:{SiteAddress.UsualPort + 1}", fault);
        }
        app.Greet(lan);
        await app.WaitForShutdownAsync();
    }
}
