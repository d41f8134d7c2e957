using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Communities;

/// A theme as pages show it.
public sealed record ThemeFace(string Id, string Name, bool IsRetired);

/// The themes of communities: kept by their facilitators, shown to whoever reads there.
public sealed class CommunityThemes(IDbContextFactory<HubDb> databases, HubWrites writes, LiveFeed live, TimeProvider clock)
{
    readonly Snapshots<IReadOnlyList<ThemeFace>> themes = new(live, LiveTopic.Themes, async (id, _) =>
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<Theme>()
            .Where(t => t.CommunityId == id)
            .OrderBy(t => t.Place).ThenBy(t => t.Id)
            .Select(t => new ThemeFace(t.PublicId, t.Name, t.RetiredAt != null))
            .ToListAsync();
    });

    /// In their order, the retired too. For pages whose reader has come through the community's door.
    public async Task<IReadOnlyList<ThemeFace>> OfAsync(long communityId) => (await themes.GetAsync(communityId)).Value;

    /// For the facilitators' page. Null: not for this actor.
    public async Task<IReadOnlyList<ThemeFace>?> ReadAsync(Actor actor, long communityId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var standing = await db.StandingAsync(await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel), communityId, cancel);
        return standing.IsFacilitator ? await OfAsync(communityId) : null;
    }

    /// At the end. Refuses a name that is there already, and more than <see cref="Theme.Most"/>.
    public Task AddAsync(Actor actor, long communityId, string? name) => ActAsync(actor, communityId, (work, all) =>
    {
        var theme = Theme.Add(name, communityId, all.Count == 0 ? 0 : all.Max(t => t.Place) + 1, work.Now);
        RefuseSame(all, theme);
        if (all.Count(t => t.RetiredAt is null) >= Theme.Most) throw new RefusedException($"A community has {Theme.Most} themes at most. Retire one first.");
        work.Db.Add(theme);
        work.Record(actor, ActVerbs.AddedTheme, communityId, onWhat: theme.Name);
    });

    public Task RenameAsync(Actor actor, long communityId, string? themeId, string? name) => ActAsync(actor, communityId, themeId, (work, all, theme) =>
    {
        var before = theme.Name;
        theme.Rename(name);
        RefuseSame(all, theme);
        if (theme.Name != before) work.Record(actor, ActVerbs.RenamedTheme, communityId, onWhat: $"from “{before}” to “{theme.Name}”");
    });

    /// One place up (-1) or down (1) among those that are not retired. At the end of the list it stays.
    public Task MoveAsync(Actor actor, long communityId, string? themeId, int step) => ActAsync(actor, communityId, themeId, (_, all, theme) =>
    {
        var order = all.Where(t => t.RetiredAt is null).ToList();
        var at = order.IndexOf(theme);
        var to = at + Math.Sign(step);
        if (at < 0 || to < 0 || to >= order.Count) return;
        (order[at], order[to]) = (order[to], order[at]);
        order.AddRange(all.Where(t => t.RetiredAt is not null));
        for (var place = 0; place < order.Count; place++) order[place].StandAt(place);
    });

    /// Nothing new is put under it. What is there stays there.
    public Task RetireAsync(Actor actor, long communityId, string? themeId) => ActAsync(actor, communityId, themeId, (work, _, theme) =>
    {
        theme.Retire(work.Now);
        work.Record(actor, ActVerbs.RetiredTheme, communityId, onWhat: theme.Name);
    });

    public Task BringBackAsync(Actor actor, long communityId, string? themeId) => ActAsync(actor, communityId, themeId, (_, all, theme) =>
    {
        if (theme.RetiredAt is not null && all.Count(t => t.RetiredAt is null) >= Theme.Most) throw new RefusedException($"A community has {Theme.Most} themes at most. Retire another one first.");
        theme.BringBack();
    });

    Task ActAsync(Actor actor, long communityId, string? themeId, Action<HubWork, List<Theme>, Theme> act) => ActAsync(actor, communityId, (work, all) =>
        act(work, all, all.Find(t => t.PublicId == themeId) ?? throw new RefusedException("There is no such theme here.")));

    Task ActAsync(Actor actor, long communityId, Action<HubWork, List<Theme>> act) => writes.DoAsync(async work =>
    {
        await work.RunAsync(actor, communityId);
        act(work, await work.Db.Set<Theme>().Where(t => t.CommunityId == communityId).OrderBy(t => t.Place).ThenBy(t => t.Id).ToListAsync());
        work.Announce(LiveTopic.Themes(communityId));
    });

    static void RefuseSame(List<Theme> all, Theme theme)
    {
        if (all.Find(t => t != theme && t.NameKey == theme.NameKey) is not { } same) return;
        throw new RefusedException(same.RetiredAt is null ? $"There is a theme “{same.Name}” already." : $"There was a theme “{same.Name}”. You can bring it back.");
    }
}
