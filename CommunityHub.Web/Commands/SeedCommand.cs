using System.CommandLine;
using System.Globalization;
using CommunityHub.Data.Demo;
using CommunityHub.Data.Seed;

namespace CommunityHub.Web.Commands;

/// `-- seed --communities 550 --members 15000 --hotseats 600 --questions 20000 --discussions 50000 --posts 500000`
static class SeedCommand
{
    public static Command Make()
    {
        var communities = Number("--communities", "How many communities.", 550);
        var members = Number("--members", "How many people, each in some of them.", 15_000);
        var hotseats = Number("--hotseats", "How many hotseats, most of them over.", 600);
        var questions = Number("--questions", "How many questions, most of them answered.", 20_000);
        var discussions = Number("--discussions", "How many discussions, half of them questions.", 5_000);
        var posts = Number("--posts", "How many posts in all of them; a tenth, 5,000 at most, in a single one.", 50_000);
        var random = Number("--random", "The number from which chance begins: the same number, the same site.", 1);
        var password = new Option<string?>("--password") { Description = $"Lets everybody sign in with it, as member-1@{LargeSeed.MailHost} and so on. Never on a site that others can reach." };
        var again = new Option<bool>("--again") { Description = "Also on a site that holds a seed." };
        var seed = new Command("seed", "Fills the site with made-up people, communities, hotseats and discussions.") { communities, members, hotseats, questions, discussions, posts, random, password, again };
        seed.SetAction((read, cancel) => HubCommands.DoAsync(async () =>
        {
            var size = new SeedSize(read.GetValue(communities), read.GetValue(members), read.GetValue(hotseats), read.GetValue(questions), read.GetValue(random), read.GetValue(discussions), read.GetValue(posts));
            size.Require();
            var started = TimeProvider.System.GetTimestamp();
            await using var site = await SiteData.OpenAsync();
            // Else the first start would find somebody there, and the cast whom everybody tries the site as would be missing.
            if (site.IsDevelopment) await site.Get<DemoWorld>().EnterAsync();
            await site.Get<LargeSeed>().PlantAsync(size, read.GetValue(password), read.GetValue(again), Console.WriteLine, cancel);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seeded in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s."));
        }));
        return seed;
    }

    static Option<int> Number(string name, string description, int usual) => new(name) { Description = description, DefaultValueFactory = _ => usual };
}
