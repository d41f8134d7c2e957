using CommunityHub.Accounts;
using CommunityHub.Data;
using CommunityHub.Site;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Web.Site;

/// `dotnet run -- admin add MAIL`: makes an administrator, and ends.
static class AdminCommand
{
    public static bool IsFor(string[] args) => args is ["admin", ..];

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ["admin", "add", var mail])
        {
            await Console.Error.WriteLineAsync("Usage: -- admin add MAIL");
            return 2;
        }
        var site = Host.CreateApplicationBuilder();
        site.Logging.SetMinimumLevel(LogLevel.Warning);
        Directory.CreateDirectory(DataFolder.Of(site.Configuration).Path);
        site.Services.AddHubDatabase(site.Configuration);
        site.Services.AddHubOperations();
        using var host = site.Build();
        await host.Services.GetRequiredService<IDbContextFactory<HubDb>>().MigrateAsync();
        try
        {
            var rules = await host.Services.GetRequiredService<SiteRules>().ReadAsync();
            var key = await host.Services.GetRequiredService<Registrations>().AddAdministratorAsync(mail, rules.TimeZone);
            Console.WriteLine($"{mail} is an administrator now.");
            if (key is not null) Console.WriteLine($"To choose a password, open this on the site within an hour: {rules.Address}/account/reset?key={key}");
            return 0;
        }
        catch (RefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }
}
