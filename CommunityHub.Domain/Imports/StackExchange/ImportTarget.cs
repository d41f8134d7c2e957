using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Imports.StackExchange;

/// Where an import goes: the community, and what is known there of that site already.
sealed class ImportTarget
{
    ImportTarget(long communityId, long sourceId) => (CommunityId, SourceId) = (communityId, sourceId);

    public long CommunityId { get; }

    /// 0: nothing was ever brought from there, and nothing is now (a preview).
    public long SourceId { get; }

    /// By tag, those used least first: they say most about a question.
    public List<(string Tag, Theme Theme)> Themes { get; private set; } = [];

    /// By their keys there. Grows after each commit.
    public Dictionary<string, (long AuthorId, long WriterId)> Authors { get; } = [];

    public static async Task<long> FindCommunityAsync(HubDb db, string slug, CancellationToken cancel)
    {
        var found = await db.Communities.Where(c => c.Slug == slug && c.OpenedAt != null).Select(c => new { c.Id, c.ArchivedAt }).SingleOrDefaultAsync(cancel)
            ?? throw new RefusedException($"There is no community at the address {slug}.");
        return found.ArchivedAt is null ? found.Id : throw new RefusedException("This community is archived: nothing new comes in.");
    }

    /// Writes the source and the themes down.
    public static async Task<ImportTarget> PrepareAsync(HubWork work, ImportChoices choices, IReadOnlyList<(string Name, int Uses)> tags, CancellationToken cancel)
    {
        var db = work.Db;
        var community = await FindCommunityAsync(db, choices.CommunitySlug, cancel);
        var root = choices.SiteRoot;
        var source = await db.ImportSources.SingleOrDefaultAsync(s => s.CommunityId == community && s.Root == root, cancel);
        if (source is null) db.Add(source = ImportSource.Begin(community, root, choices.SiteName, work.Now));

        var all = await db.Set<Theme>().Where(t => t.CommunityId == community).ToListAsync(cancel);
        var themes = new List<(string, Theme)>();
        foreach (var (tag, _) in tags.OrderBy(tag => tag.Uses))
        {
            var name = DumpTags.ThemeName(tag);
            var key = NameKey.Of(name);
            var theme = all.Find(t => t.NameKey == key);
            if (theme is null && all.Count(t => t.RetiredAt is null) < Theme.Most && !Wording.IsBlank(name))
            {
                all.Add(theme = Theme.Add(name, community, all.Count == 0 ? 0 : all.Max(t => t.Place) + 1, work.Now));
                db.Add(theme);
            }
            if (theme is { RetiredAt: null }) themes.Add((tag, theme));
        }
        await db.SaveChangesAsync(cancel);
        work.Announce(LiveTopic.Themes(community));

        var target = new ImportTarget(community, source.Id) { Themes = themes };
        var known = await db.ImportedAuthors.Where(a => a.SourceId == source.Id).Select(a => new { a.Key, a.Id, Writer = a.ClaimedById ?? a.PersonId }).ToListAsync(cancel);
        foreach (var author in known) target.Authors[author.Key] = (author.Id, author.Writer);
        return target;
    }
}
