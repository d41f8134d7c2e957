using System.Globalization;
using CommunityHub.Data;
using CommunityHub.Events;
using CommunityHub.People;
using CommunityHub.Site;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

public enum ClashKind
{
    Weekday,
    BankHoliday,
    Hours,
    OtherHotseat,
}

/// Why fewer people might come then, in words. A warning, never a refusal.
public sealed record Clash(ClashKind Kind, string Words, string? Address = null);

/// What speaks against a day and an hour.
public sealed class Clashes(IDbContextFactory<HubDb> databases, SiteRules rules, TimeProvider clock)
{
    /// This near before and after, people must choose.
    public static readonly TimeSpan Near = TimeSpan.FromHours(1);

    const int MostOthers = 3;

    static readonly TimeSpan Earliest = TimeSpan.FromHours(11), Latest = TimeSpan.FromHours(15);

    /// As the clock shows in the session's zone. Other hotseats only as far as the reader may see them.
    public async Task<IReadOnlyList<Clash>> FindAsync(Actor actor, Schedule schedule, string? exceptId = null, CancellationToken cancel = default)
    {
        var clashes = new List<Clash>();
        var day = DateOnly.FromDateTime(schedule.StartsLocal);
        if (day.DayOfWeek is DayOfWeek.Monday) clashes.Add(new(ClashKind.Weekday, "It is a Monday. Many people catch up on Mondays, so fewer come. Tuesday to Thursday works best."));
        if (day.DayOfWeek is DayOfWeek.Friday) clashes.Add(new(ClashKind.Weekday, "It is a Friday. Many people do not work on Fridays, so fewer come. Tuesday to Thursday works best."));
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) clashes.Add(new(ClashKind.Weekday, "It is at the weekend. Most people are not at work then."));

        var nation = (await rules.ReadAsync()).BankHolidays;
        if (BankHolidays.On(day, nation) is { } holiday) clashes.Add(new(ClashKind.BankHoliday, $"It is a bank holiday in {InWords(nation)}: {holiday}. Most offices are closed."));

        var (from, until) = (schedule.StartsLocal, schedule.StartsLocal.AddMinutes(schedule.Minutes));
        if (from.TimeOfDay < Earliest || until > schedule.StartsLocal.Date + Latest)
        {
            clashes.Add(new(ClashKind.Hours, string.Create(CultureInfo.InvariantCulture,
                $"It goes from {from:HH:mm} to {until:HH:mm}. Between 11:00 and 15:00 most people can come: also those with part-time hours, and with children at school.")));
        }
        clashes.AddRange(await OthersAsync(actor, schedule, exceptId, cancel));
        return clashes;
    }

    async Task<List<Clash>> OthersAsync(Actor actor, Schedule schedule, string? exceptId, CancellationToken cancel)
    {
        var (from, until) = (schedule.StartsAt - Near, schedule.EndsAt + Near);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var others = await db.HotseatsFor(reader)
            .Where(h => h.PublicId != exceptId && h.State != HotseatState.Cancelled && h.State != HotseatState.Archived && h.StartsAt < until && h.EndsAt > from)
            .OrderBy(h => h.StartsAt).ThenBy(h => h.Id)
            .Take(MostOthers)
            .Select(h => new { h.PublicId, h.Title, h.StartsAt, Community = db.Communities.Where(c => c.Id == h.CommunityId).Select(c => c.Name).First() })
            .ToListAsync(cancel);
        var zone = HotseatTimes.Zone(schedule.Zone);
        return others.ConvertAll(h => new Clash(
            ClashKind.OtherHotseat, $"“{h.Title}” in {h.Community} is at {DatesInWords.Time(h.StartsAt, zone)} that day. Who would come to both must choose.", $"hotseats/{h.PublicId}"));
    }

    static string InWords(string nation) => nation switch
    {
        "scotland" => "Scotland",
        "northern-ireland" => "Northern Ireland",
        _ => "England and Wales",
    };
}
