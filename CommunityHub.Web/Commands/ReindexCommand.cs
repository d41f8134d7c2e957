using System.CommandLine;
using System.Globalization;
using CommunityHub.Search;

namespace CommunityHub.Web.Commands;

/// `-- reindex`: makes the search index anew. The site does so by itself where it has none, or one of an earlier version.
static class ReindexCommand
{
    public static Command Make()
    {
        var reindex = new Command("reindex", "Makes the search index anew. On SQLite the site must be stopped.");
        reindex.SetAction((_, cancel) => HubCommands.DoAsync(async () =>
        {
            var started = TimeProvider.System.GetTimestamp();
            await using var site = await SiteData.OpenAsync();
            await site.Get<Reindexing>().RunAsync(Console.WriteLine, cancel);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Done in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s."));
        }));
        return reindex;
    }
}
