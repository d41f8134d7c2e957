using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Site;

/// Operations on the settings of the whole site.
public sealed class SiteRules(IDbContextFactory<HubDb> databases, HubWrites writes, LiveFeed live)
{
    (long Version, SiteSettings Settings)? known;

    /// As they stand; the usual ones where nobody has changed any. Not to be changed: what comes back is shared.
    public async Task<SiteSettings> ReadAsync()
    {
        var version = live.VersionOf(LiveTopic.SiteRights);
        if (known is { } before && before.Version == version) return before.Settings;

        await using var db = await databases.CreateDbContextAsync();
        var settings = await db.SiteSettings.AsNoTracking().SingleOrDefaultAsync(s => s.Id == SiteSettings.OnlyId) ?? new SiteSettings();
        known = (version, settings);
        return settings;
    }

    /// An administrator's.
    public Task ChangeAsync(Actor actor, string? name, string? address, string? helpContact, string timeZone, string bankHolidays, bool publicReading) => writes.DoAsync(async work =>
    {
        (await work.ReadAsync(actor)).RequireAdministrator();
        var settings = await work.Db.SiteSettings.SingleOrDefaultAsync(s => s.Id == SiteSettings.OnlyId);
        if (settings is null) work.Db.Add(settings = new SiteSettings());
        settings.Change(name, address, helpContact, timeZone, bankHolidays, publicReading);
        work.Announce(LiveTopic.SiteRights);
    });
}
