using System.CommandLine;
using CommunityHub.Accounts;
using CommunityHub.Site;

namespace CommunityHub.Web.Commands;

/// `-- admin add MAIL`
static class AdminCommand
{
    public static Command Make()
    {
        var mail = new Argument<string>("MAIL") { Description = "Their mail address, known here or not." };
        var add = new Command("add", "Makes somebody an administrator.") { mail };
        add.SetAction((read, cancel) => HubCommands.DoAsync(async () =>
        {
            await using var site = await SiteData.OpenAsync(besideTheSite: true);
            var rules = await site.Get<SiteRules>().ReadAsync();
            var address = read.GetRequiredValue(mail);
            var key = await site.Get<Registrations>().AddAdministratorAsync(address, rules.TimeZone);
            Console.WriteLine($"{address} is an administrator now.");
            if (key is not null) Console.WriteLine($"To choose a password, they open this on the site within an hour: {rules.Address}/account/reset?key={key}");
        }));
        return new Command("admin", "Who runs the site.") { add };
    }
}
