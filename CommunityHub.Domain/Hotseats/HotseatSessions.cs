using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// What a facilitator fills in to announce a hotseat. Times are as the clock shows them in the zone.
public sealed record HotseatForm
{
    public string? Title { get; init; }
    public string? About { get; init; }
    public DateTime StartsLocal { get; init; }
    public string? Zone { get; init; }
    public int Minutes { get; init; } = 60;

    /// Null: questions open with the announcement.
    public DateTime? QuestionsOpenLocal { get; init; }

    /// The public id of the member who answers. Null: nobody yet, or as it is; others are seated by <see cref="HotseatPanel"/>.
    public string? GuestId { get; init; }
    public string? GuestIntroduction { get; init; }

    /// Null leaves it as it stands.
    public HotseatKind? Kind { get; init; }

    /// One a line. These and the two below: null leaves the kit as it stands.
    public string? SeedQuestions { get; init; }

    /// Words that the guest reads with the announcement.
    public string? Invitation { get; init; }

    /// Words for whoever was part of it, when it is archived.
    public string? ThankYou { get; init; }
    /// Questions appear when a facilitator has approved them; otherwise at once.
    public bool ApprovesFirst { get; init; }

    public Schedule ToSchedule() => Schedule.At(StartsLocal, Zone, Minutes, QuestionsOpenLocal);

    /// Of one that is saved. Null: it does not stand any more, as when its zone was struck from the rules.
    public Schedule? FindSchedule()
    {
        try { return ToSchedule(); }
        catch (RefusedException) { return null; }
    }
}

/// What is done with the session itself, by its facilitators; and "I'm coming", by members.
public sealed class HotseatSessions(HubWrites writes)
{
    /// A draft, seen by the facilitators only. Gives its public id.
    public Task<string> DraftAsync(Actor actor, string communitySlug, HotseatForm form, string? key = null) => writes.DoAsync(async work =>
    {
        var reader = await work.ReadAsync(actor);
        // PostgreSQL takes no such sign, and no address has one.
        if (communitySlug.Contains('\0', StringComparison.Ordinal)) throw new RefusedException(Entrance.NotThere);
        var communityId = await work.Db.CommunitiesReadBy(reader).Where(c => c.Slug == communitySlug).Select(c => (long?)c.Id).SingleOrDefaultAsync()
            ?? throw new RefusedException(Entrance.NotThere);
        var me = (await work.Db.StandingAsync(reader, communityId)).RequireFacilitator();
        return await work.OnceAsync(me, key, async () =>
        {
            var hotseat = Hotseat.Draft(communityId, me, form.ToSchedule(), form.Title, form.About, work.Now);
            if (form.Kind is { } kind) hotseat.TurnInto(kind);
            hotseat.ApproveFirst(form.ApprovesFirst);
            await SeatAsync(work, hotseat, form);
            work.Db.Add(hotseat);
            await work.PrepareAsync(hotseat, form, me);
            await work.ForgetDraftAsync(me, Places.About(communitySlug));
            await work.ForgetKitDraftsAsync(me, communitySlug);
            work.Announce(LiveTopic.Programme);
            return hotseat.PublicId;
        });
    });

    /// Words, time and guest, while they may still change. Whoever signed up is told of a new time.
    public Task ChangeAsync(Actor actor, string hotseatId, HotseatForm form) => ActAsync(actor, hotseatId, "changed a hotseat", async (work, hotseat, me) =>
    {
        if (hotseat.IsOver) throw new RefusedException("This hotseat is over. It stays as it is.");
        var schedule = form.ToSchedule();
        var isMoved = (schedule.StartsAt, schedule.Minutes) != (hotseat.StartsAt, hotseat.Minutes);
        var isRead = (schedule.StartsLocal, schedule.Zone, schedule.QuestionsOpenAt) == (hotseat.StartsLocal, hotseat.Zone, hotseat.QuestionsOpenAt);
        hotseat.Describe(form.Title, form.About);
        if (form.Kind is { } kind) hotseat.TurnInto(kind);
        hotseat.ApproveFirst(form.ApprovesFirst);
        if (isMoved || !isRead) hotseat.Reschedule(schedule, work.Now);
        var newcomer = await SeatAsync(work, hotseat, form);
        await work.PrepareAsync(hotseat, form, me);
        await work.ForgetDraftAsync(me, Places.About(hotseatId));
        await work.ForgetKitDraftsAsync(me, hotseatId);
        if (hotseat.State is HotseatState.Draft) return;

        if (isMoved)
        {
            await TellThoseComingAsync(work, hotseat, zone => HotseatNews.Moved(hotseat, hotseat.WhenIn(zone, work.Now)), except: newcomer);
            await HotseatClock.DropRemindersOnTheWayAsync(work, hotseat);
            await HotseatClock.LeaveOutPastRemindersAsync(work, hotseat);
        }
        if (newcomer is { } guest)
        {
            var zone = await work.Db.People.Where(p => p.Id == guest).Select(p => p.TimeZone).SingleAsync();
            var invitation = await work.Db.Kits.Where(k => k.HotseatId == hotseat.Id && k.Invitation != "").Select(k => k.Invitation).SingleOrDefaultAsync();
            await work.TellAsync(guest, HotseatNews.Seated(hotseat, hotseat.WhenIn(zone, work.Now), invitation));
        }
    });

    /// The guest is told, and where the desk is.
    public Task AnnounceAsync(Actor actor, string hotseatId) => ActAsync(actor, hotseatId, "announced a hotseat", async (work, hotseat, me) =>
    {
        hotseat.Announce(me, work.Now);
        var invitation = await work.OpenKitAsync(hotseat, me);
        foreach (var guest in await work.Db.Answerers.Where(a => a.HotseatId == hotseat.Id && a.RevokedAt == null).Select(a => new { a.PersonId, a.Person.TimeZone }).ToListAsync())
        {
            await work.TellAsync(guest.PersonId, HotseatNews.Seated(hotseat, hotseat.WhenIn(guest.TimeZone, work.Now), invitation));
        }
    });

    public Task OpenQuestionsAsync(Actor actor, string hotseatId) =>
        ActAsync(actor, hotseatId, "opened the questions of a hotseat", (work, hotseat, me) => hotseat.OpenQuestions(me, work.Now));

    public Task GoLiveAsync(Actor actor, string hotseatId) =>
        ActAsync(actor, hotseatId, "opened a hotseat", (work, hotseat, me) => hotseat.GoLive(me, work.Now));

    public Task HoldAsync(Actor actor, string hotseatId) =>
        ActAsync(actor, hotseatId, "held the start of a hotseat", (work, hotseat, _) => hotseat.Hold(work.Now));

    public Task ReleaseAsync(Actor actor, string hotseatId) => ActAsync(actor, hotseatId, "let the clock of a hotseat run again", (work, hotseat, _) =>
    {
        hotseat.Release(work.Now);
        hotseat.CatchUp(work.Now);
    });

    public Task RunOnAsync(Actor actor, string hotseatId) =>
        ActAsync(actor, hotseatId, "let a hotseat run on", (work, hotseat, _) => hotseat.RunOn(work.Now));

    public Task WrapUpAsync(Actor actor, string hotseatId) =>
        ActAsync(actor, hotseatId, "began to wrap a hotseat up", (work, hotseat, me) => hotseat.WrapUp(me, work.Now));

    public Task ArchiveAsync(Actor actor, string hotseatId) =>
        ActAsync(actor, hotseatId, "archived a hotseat", async (work, hotseat, me) =>
        {
            hotseat.Archive(me, work.Now);
            await FollowUps.GiveRestAsync(work, hotseat);
        });

    /// From now on questions wait for a facilitator, or appear at once. Those that wait already go on waiting.
    public Task ApproveFirstAsync(Actor actor, string hotseatId, bool approvesFirst) =>
        ActAsync(actor, hotseatId, approvesFirst ? "let questions of a hotseat wait for approval" : "let questions of a hotseat appear at once", (work, hotseat, _) => hotseat.ApproveFirst(approvesFirst));

    public Task SayAsync(Actor actor, string hotseatId, string? line) => ActAsync(actor, hotseatId, "spoke to the room of a hotseat", async (work, hotseat, me) =>
        hotseat.Say(line, await work.Db.People.Where(p => p.Id == me).Select(p => p.Name).SingleAsync()));

    /// Everybody who signed up is told why; so is the guest.
    public Task CancelAsync(Actor actor, string hotseatId, string? why) => ActAsync(actor, hotseatId, "cancelled a hotseat", async (work, hotseat, me) =>
    {
        var wasSeen = hotseat.State is not HotseatState.Draft;
        hotseat.Cancel(why, me, work.Now);
        await work.ForgetDraftAsync(me, Places.Cancel(hotseatId));
        await HotseatClock.DropRemindersOnTheWayAsync(work, hotseat);
        if (wasSeen) await TellThoseComingAsync(work, hotseat, _ => HotseatNews.Cancelled(hotseat));
    });

    /// "I'm coming", or no more.
    public Task ComeAsync(Actor actor, string hotseatId, bool coming) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
        var me = standing.RequireMember();
        var signUp = await work.Db.SignUps.SingleOrDefaultAsync(s => s.HotseatId == hotseat.Id && s.PersonId == me);
        if (coming == signUp is not null) return;
        if (signUp is not null) work.Db.Remove(signUp);
        else if (hotseat.State is HotseatState.Announced or HotseatState.Collecting) work.Db.Add(SignUp.For(hotseat.Id, me, work.Now));
        else throw new RefusedException("This hotseat has begun. Just come in.");
        work.Announce(LiveTopic.Hotseat(hotseat.Id), LiveTopic.Mine(hotseat.Id, me));
    });

    Task ActAsync(Actor actor, string hotseatId, string verb, Action<HubWork, Hotseat, long> act) => ActAsync(actor, hotseatId, verb, (work, hotseat, me) =>
    {
        act(work, hotseat, me);
        return Task.CompletedTask;
    });

    Task ActAsync(Actor actor, string hotseatId, string verb, Func<HubWork, Hotseat, long, Task> act) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
        var me = standing.RequireFacilitator();
        await act(work, hotseat, me);
        work.Db.Add(Act.Of(actor, verb, work.Now, hotseat.CommunityId, onWhat: hotseat.PublicId, why: hotseat.CancelledWhy));
        work.Announce(LiveTopic.Hotseat(hotseat.Id), LiveTopic.Programme);
    });

    // The form names the first member of the panel; guests by a link, and the others, stay. Gives who was not seated before.
    static async Task<long?> SeatAsync(HubWork work, Hotseat hotseat, HotseatForm form)
    {
        if (string.IsNullOrEmpty(form.GuestId)) return null;
        var guestId = PublicId.IsWellFormed(form.GuestId) ? form.GuestId : null;
        var guest = await work.Db.People
            .Where(p => p.PublicId == guestId && work.Db.Memberships.Any(m => m.CommunityId == hotseat.CommunityId && m.PersonId == p.Id && m.Until == null))
            .Select(p => (long?)p.Id)
            .SingleOrDefaultAsync() ?? throw new RefusedException("Choose the guest from the members of this community.");

        var isNew = true;
        if (hotseat.Id != 0)
        {
            await work.Db.Entry(hotseat).Collection(h => h.Answerers).LoadAsync();
            isNew = !hotseat.Answerers.Any(a => a.PersonId == guest && a.RevokedAt is null);
            var first = hotseat.Answerers.OrderBy(a => a.Id).FirstOrDefault(a => a.Mail is null && a.RevokedAt is null);
            if (isNew && first is not null) hotseat.Unseat(first.PersonId, work.Now);
        }
        hotseat.Seat(guest, form.GuestIntroduction);
        if (hotseat.Id != 0)
        {
            await work.SeatInRehearsalAsync(hotseat);
            work.Announce([.. hotseat.Answerers.Select(a => LiveTopic.Mine(hotseat.Id, a.PersonId))]);
        }
        return isNew ? guest : null;
    }

    // The guests as they are now, which may not be saved yet.
    static async Task TellThoseComingAsync(HubWork work, Hotseat hotseat, Func<string, News> news, long? except = null)
    {
        await work.Db.Entry(hotseat).Collection(h => h.Answerers).LoadAsync();
        var guests = hotseat.Answerers.Where(a => a.RevokedAt is null).Select(a => a.PersonId).ToList();
        var people = await work.Db.People
            .Where(p => p.Id != except && (guests.Contains(p.Id) || work.Db.SignUps.Any(s => s.HotseatId == hotseat.Id && s.PersonId == p.Id)))
            .Select(p => new { p.Id, p.TimeZone })
            .ToListAsync();
        await work.TellAllAsync(people.Select(person => (person.Id, news(person.TimeZone))));
    }
}
