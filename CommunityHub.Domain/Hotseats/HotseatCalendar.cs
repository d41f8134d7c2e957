using System.Text;
using CommunityHub.Data;
using CommunityHub.Events;
using CommunityHub.People;
using CommunityHub.Site;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// A hotseat for people's own calendars, as it was announced.
public sealed class HotseatCalendar(IDbContextFactory<HubDb> databases, TimeProvider clock)
{
    /// Null: there is no such hotseat for this reader. Where the settings name no address, the one the site is reached at stands in.
    public async Task<ExportFile?> ReadAsync(Actor actor, string hotseatId, Uri reachedAt, CancellationToken cancel = default)
    {
        if (!PublicId.IsWellFormed(hotseatId)) return null;

        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, now, cancel);
        var hotseat = await db.HotseatsFor(reader).AsNoTracking().SingleOrDefaultAsync(h => h.PublicId == hotseatId, cancel);
        if (hotseat is null) return null;

        var site = await db.SiteSettings.Where(s => s.Id == SiteSettings.OnlyId).Select(s => s.Address).SingleOrDefaultAsync(cancel);
        var address = string.IsNullOrEmpty(site) ? reachedAt.GetLeftPart(UriPartial.Authority) : site;
        var url = $"{address}/hotseats/{hotseat.PublicId}";
        var (from, until, zone) = OnTheWall(hotseat);
        // No row tells when its words were changed; the sequence does, and this file is of now.
        var entry = new CalendarEntry(
            $"hotseat-{hotseat.PublicId}@{new Uri(address).IdnHost}",
            hotseat.CalendarSequence,
            hotseat.Title,
            Describe(hotseat, url),
            url,
            from,
            until,
            zone,
            ChangedAt: now,
            IsCancelled: hotseat.State is HotseatState.Cancelled);
        var isPublic = reader.KnownId is null && await db.Communities.AnyAsync(c => c.Id == hotseat.CommunityId && c.Kind == Communities.CommunityKind.Open, cancel);
        return new ExportFile(hotseat.Title, "ics", Encoding.UTF8.GetBytes(CalendarFile.Write([entry], now)), isPublic);
    }

    // In the session's own zone; in UTC in the one night where the clock shows an hour twice and ours is not the first.
    static (DateTime From, DateTime Until, string Zone) OnTheWall(Hotseat hotseat)
    {
        var zone = HotseatTimes.Zone(hotseat.Zone);
        var end = hotseat.StartsAt.AddMinutes(hotseat.Minutes);
        var until = DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(end, zone), DateTimeKind.Unspecified);
        var isClear = Schedule.TryToUtc(hotseat.StartsLocal, zone) == hotseat.StartsAt && Schedule.TryToUtc(until, zone) == end;
        return isClear ? (hotseat.StartsLocal, until, zone.Id) : (hotseat.StartsAt, end, "UTC");
    }

    static string Describe(Hotseat hotseat, string url) =>
        string.Join("\n\n", new[] { hotseat.CancelledWhy is { } why ? $"Cancelled. {why}" : "", hotseat.About, url }.Where(part => part.Length > 0));
}
