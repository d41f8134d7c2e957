using System.Collections.Concurrent;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CommunityHub.Hotseats;

/// Where the rehearsal of a hotseat is, and until when.
public sealed record RehearsalPlace(string Id, DateTime EndsAt);

/// The same room with only facilitators and guests, that wipes itself: by hand, or a day later. It is told to nobody and leaves no row
/// behind (docs/decisions/0011-rehearsal.md).
public sealed partial class Rehearsals(IDbContextFactory<HubDb> databases, HubWrites writes, HotseatRooms rooms, RehearsalEnds ends, TimeProvider clock, ILogger<Rehearsals> log)
{
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    volatile bool mustScrub;

    /// The one that goes on, or a new one. Gives its public id. By a facilitator, before the hour.
    public Task<string> StartAsync(Actor actor, string hotseatId) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
        var me = standing.RequireFacilitator();
        if (hotseat.RehearsalOf is not null) throw new RefusedException("This is a rehearsal already.");
        if (await work.Db.Hotseats.Where(h => h.RehearsalOf == hotseat.Id).Select(h => h.PublicId).SingleOrDefaultAsync() is { } running) return running;

        await work.Db.Entry(hotseat).Collection(h => h.Answerers).LoadAsync();
        var rehearsal = Hotseat.Rehearse(hotseat, me, work.Now);
        work.Db.Add(rehearsal);
        await work.Db.SaveChangesAsync();
        await work.PlaceAsync(rehearsal, await SeedsOfAsync(work.Db, hotseat.Id), PlacedKind.Seed, me);
        work.Announce(LiveTopic.Hotseat(hotseat.Id));
        return rehearsal.PublicId;
    });

    /// Of a hotseat that the actor may see, to those who may come in: its facilitators and guests. Null: there is none for them.
    public async Task<RehearsalPlace?> FindAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var found = await (reader.IsGuest ? db.DesksByLink(reader) : db.RoomsFor(reader))
            .Where(h => db.Hotseats.Any(of => of.Id == h.RehearsalOf && of.PublicId == hotseatId))
            .Select(h => new { h.PublicId, h.CreatedAt })
            .SingleOrDefaultAsync(cancel);
        return found is null ? null : new RehearsalPlace(found.PublicId, found.CreatedAt + Longest);
    }

    /// Gone, with everything that was typed in it. By a facilitator. Gives the hotseat that was rehearsed.
    public async Task<string> EndAsync(Actor actor, string rehearsalId)
    {
        var (id, of) = await writes.DoAsync(async work =>
        {
            var (hotseat, standing) = await work.InHotseatAsync(actor, rehearsalId);
            standing.RequireFacilitator();
            if (hotseat.RehearsalOf is not { } original) throw new RefusedException("This is no rehearsal. It can be cancelled.");
            return (hotseat.Id, await work.Db.Hotseats.Where(h => h.Id == original).Select(h => h.PublicId).SingleAsync());
        });
        await WipeAsync(id);
        await ScrubAsync();
        return of;
    }

    /// Those that have gone on for a day. What could not be cleaned from the file the last time is tried again.
    public async Task EndDueAsync(CancellationToken cancel = default)
    {
        var latest = clock.GetUtcNow().UtcDateTime - Longest;
        List<long> due;
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            due = await db.Hotseats.Where(h => h.RehearsalOf != null && h.CreatedAt <= latest).Select(h => h.Id).ToListAsync(cancel);
        }
        foreach (var id in due) await WipeAsync(id);
        if (due.Count > 0 || mustScrub) await ScrubAsync();
    }

    async Task WipeAsync(long id)
    {
        await writes.DoAsync(async work =>
        {
            var wiped = await HotseatWipe.DoAsync(work.Db, id);
            ends.Remember(wiped, work.Now);
            work.Announce(LiveTopic.Hotseat(id));
        });
        rooms.Forget(id);
        mustScrub = true;
    }

    // Deleted rows still stand in the file until it is written anew.
    async Task ScrubAsync()
    {
        try
        {
            mustScrub = !await writes.WhileNobodyWritesAsync(HotseatWipe.ScrubAsync);
        }
        catch (Exception fault)
        {
            LogFault(fault);
            mustScrub = true;
        }
    }

    // Those that wait for the announcement, and those that are in the room.
    static async Task<IReadOnlyList<string>> SeedsOfAsync(HubDb db, long hotseatId) =>
    [
        .. Kit.ReadSeeds(await db.Kits.Where(k => k.HotseatId == hotseatId).Select(k => k.Seeds).SingleOrDefaultAsync()),
        .. await db.PlacedQuestions.Where(p => p.Question.HotseatId == hotseatId && p.Question.WithdrawnAt == null).OrderBy(p => p.QuestionId).Select(p => p.Question.Text).ToListAsync(),
    ];

    [LoggerMessage(LogLevel.Error, "The file could not be cleaned after a rehearsal. It is tried again in a few seconds.")]
    partial void LogFault(Exception fault);
}

static class RehearsalSeats
{
    /// Who sits in the hotseat sits in its rehearsal, also who comes while it goes on; who does no more rehearses no more. Without the
    /// rehearsal itself: what is done to it is silent, and this act is told and logged (<see cref="RehearsalSilence"/>).
    public static async Task SeatInRehearsalAsync(this HubWork work, Hotseat hotseat)
    {
        var rehearsal = await work.Db.Hotseats.Where(h => h.RehearsalOf == hotseat.Id).Select(h => (long?)h.Id).SingleOrDefaultAsync();
        if (rehearsal is not { } id) return;
        await work.Db.SaveChangesAsync(); // a guest who comes by a link has a number from here on
        var rehearse = await work.Db.Answerers.Where(a => a.HotseatId == id && a.RevokedAt == null).ToListAsync();
        var sit = hotseat.Answerers.Where(a => a.RevokedAt is null).ToList();
        foreach (var gone in rehearse.Where(one => sit.TrueForAll(a => a.PersonId != one.PersonId))) gone.Revoke(work.Now);
        foreach (var come in sit.Where(one => rehearse.TrueForAll(a => a.PersonId != one.PersonId))) work.Db.Add(come.InRehearsal(id));
        work.Announce([LiveTopic.Hotseat(id), .. rehearse.Concat(sit).Select(a => LiveTopic.Mine(id, a.PersonId)).Distinct()]);
    }
}

/// Which ids belonged to rehearsals that have ended: a page that is still open somewhere may send its draft later, and it must not be kept.
public sealed class RehearsalEnds
{
    static readonly TimeSpan Long = TimeSpan.FromDays(2);

    readonly ConcurrentDictionary<string, DateTime> ended = new();

    public void Remember(IEnumerable<string> publicIds, DateTime now)
    {
        foreach (var old in ended.Where(one => one.Value < now - Long).ToList()) ended.TryRemove(old);
        foreach (var id in publicIds) ended[id] = now;
    }

    /// A place where drafts are kept: "ask/" and a public id, say.
    public bool Holds(string place) => !ended.IsEmpty && ended.ContainsKey(place[(place.LastIndexOf('/') + 1)..]);
}
