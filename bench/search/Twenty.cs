using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Imports.StackExchange;
using CommunityHub.People;
using CommunityHub.Search;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace SearchBench;

/// Whether what a member would look for is on the first page: of a list that was written before anything was looked for.
static class Twenty
{
    public static async Task TryAsync(IServiceProvider hub, string dump, string list)
    {
        var slug = await hub.GetRequiredService<HubWrites>().DoAsync(async work =>
        {
            var founder = Person.Register("Who founds it", "Europe/London", work.Now);
            founder.Confirm(work.Now);
            work.Db.Add(founder);
            await work.Db.SaveChangesAsync();
            var community = Community.Propose("Cycling", "Bicycles and those who ride them.", CommunityKind.Open, founder.Id, work.Now);
            community.Open(work.Now);
            work.Db.Add(community);
            return community.Slug;
        });
        await hub.GetRequiredService<StackExchangeImport>().RunAsync(new ImportChoices(dump, slug, null, null, false), _ => { }, CancellationToken.None);
        await hub.GetRequiredService<Vocabulary>().WarmAsync();

        var search = hub.GetRequiredService<SiteSearch>();
        var (found, all) = (0, 0);
        Console.WriteLine("| looked for | place on the first page | of | discussion |\n| --- | --- | --- | --- |");
        foreach (var line in await File.ReadAllLinesAsync(list))
        {
            if (line.Split('\t') is not [var words, var narrowed, var title]) continue;
            var page = await search.FindAsync(Actor.Visitor, await AskAsync(hub, words, narrowed, slug));
            var at = page.Results.ToList().FindIndex(result => string.Concat(result.Title.Select(part => part.Text)) == Wording.Line(title));
            (found, all) = (found + (at >= 0 ? 1 : 0), all + 1);
            Console.WriteLine($"| {words}{(narrowed.Length > 0 ? $" ({narrowed})" : "")} | {(at >= 0 ? (at + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : "**no**")} | {page.Count}{(page.IsCorrected ? $", as “{page.DidYouMean}”" : "")} | {title} |");
        }
        Console.WriteLine($"\n{found} of {all}");
    }

    static async Task<SearchAsk> AskAsync(IServiceProvider hub, string words, string narrowed, string slug)
    {
        if (narrowed.StartsWith("by=", StringComparison.Ordinal)) return new(words) { Person = narrowed[3..] };
        if (!narrowed.StartsWith("theme=", StringComparison.Ordinal)) return new(words);
        var name = narrowed["theme=".Length..];
        await using var db = await hub.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContextAsync();
        return new(words) { Community = slug, Theme = await db.Set<Theme>().Where(theme => theme.Name == name).Select(theme => theme.PublicId).SingleOrDefaultAsync() ?? throw new InvalidOperationException($"No {narrowed}") };
    }
}
