using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Imports.StackExchange;

/// Tags of a dump as themes of the community, as far as it has room.
static class DumpThemes
{
    /// By tag, those used least first. Writes down those that are new.
    public static async Task<List<(string Tag, Theme Theme)>> PrepareAsync(
        HubWork work, long community, IReadOnlyList<(string Name, int Uses)> tags, CancellationToken cancel)
    {
        var all = await work.Db.Set<Theme>().Where(t => t.CommunityId == community).ToListAsync(cancel);
        var themes = new List<(string, Theme)>();
        foreach (var (tag, _) in tags.OrderBy(tag => tag.Uses))
        {
            var name = DumpTags.ThemeName(tag);
            var key = NameKey.Of(name);
            var theme = all.Find(t => t.NameKey == key);
            if (theme is null && all.Count(t => t.RetiredAt is null) < Theme.Most && !Wording.IsBlank(name))
            {
                all.Add(theme = Theme.Add(name, community, all.Count == 0 ? 0 : all.Max(t => t.Place) + 1, work.Now));
                work.Db.Add(theme);
            }
            if (theme is { RetiredAt: null }) themes.Add((tag, theme));
        }
        work.Announce(LiveTopic.Themes(community));
        return themes;
    }
}
