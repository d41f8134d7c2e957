using System.CommandLine;
using CommunityHub.Accounts;
using CommunityHub.Site;

namespace CommunityHub.Web.Commands;

/// `-- admin add MAIL`: makes an administrator, also while the site runs.
static class AdminCommand
{
    public static Command Make()
    {
        var mail = new Argument<string>("mail") { Description = "Their mail address." };
        var add = new Command("add", "Makes an administrator. Somebody new gets an account, and a link to choose a password.") { mail };
        add.SetAction((read, _) => HubCommands.DoAsync(async () =>
        {
            await using var site = await SiteData.OpenAsync(besideTheSite: true);
            var rules = await site.Get<SiteRules>().ReadAsync();
            var address = read.GetRequiredValue(mail);
            var key = await site.Get<Registrations>().AddAdministratorAsync(address, rules.TimeZone);
            Console.WriteLine($"{address} is an administrator now.");
            if (key is not null) Console.WriteLine($"To choose a password, open this on the site within an hour: {rules.Address}/account/reset?key={key}");
        }));
        return new Command("admin", "The site's administrators.") { add };
    }
}
