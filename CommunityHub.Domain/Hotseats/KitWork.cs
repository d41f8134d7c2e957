using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Drafts;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// What becomes of a kit as its hotseat goes on.
static class KitWork
{
    /// A thank-you that comes later than this says nothing any more.
    static readonly TimeSpan LatestThanks = TimeSpan.FromDays(7);

    /// Keeps what the form says. Seeds wait for the announcement; afterwards new ones go into the room at once.
    public static async Task PrepareAsync(this HubWork work, Hotseat hotseat, HotseatForm form, long byId)
    {
        if (form is { SeedQuestions: null, Invitation: null, ThankYou: null }) return;

        var kit = hotseat.Id == 0 ? null : await work.Db.Kits.SingleOrDefaultAsync(k => k.HotseatId == hotseat.Id);
        if (kit is null) work.Db.Add(kit = Kit.For(hotseat, work.Now));
        kit.Word(Kit.Fit(form.Invitation, hotseat.Kind), Kit.Fit(form.ThankYou, hotseat.Kind));
        if (form.SeedQuestions is null) return;

        var seeds = Kit.ReadSeeds(form.SeedQuestions);
        if (hotseat.State is HotseatState.Draft) kit.KeepSeeds(seeds);
        else await work.PlaceAsync(hotseat, seeds, PlacedKind.Seed, byId);
    }

    public static async Task ForgetKitDraftsAsync(this HubWork work, long me, string slugOrHotseatId)
    {
        foreach (var part in Places.KitParts) await work.ForgetDraftAsync(me, Places.Kit(part, slugOrHotseatId));
    }

    /// With the announcement. Gives the words of the guest's invitation, if there are any.
    public static async Task<string?> OpenKitAsync(this HubWork work, Hotseat hotseat, long byId)
    {
        if (await work.Db.Kits.SingleOrDefaultAsync(k => k.HotseatId == hotseat.Id) is not { } kit) return null;
        await work.PlaceAsync(hotseat, kit.TakeSeeds(), PlacedKind.Seed, byId);
        return kit.Invitation.Length > 0 ? kit.Invitation : null;
    }

    /// What stands there already in the same words is left out. Gives how many went in.
    public static async Task<int> PlaceAsync(this HubWork work, Hotseat hotseat, IReadOnlyList<string> questions, PlacedKind kind, long byId)
    {
        if (questions.Count == 0) return 0;
        if (!hotseat.TakesQuestions && hotseat.State is not (HotseatState.Draft or HotseatState.Announced)) throw new RefusedException("This hotseat takes no more questions.");
        var there = await work.Db.PlacedIn(hotseat.Id).ToListAsync();
        var placed = 0;
        foreach (var words in questions.Distinct().Except(there))
        {
            var question = Question.Ask(words, hotseat.Id, work.Now);
            work.Db.Add(question);
            work.Db.Add(PlacedQuestion.Put(question, kind, byId, work.Now));
            placed++;
        }
        work.Announce(Live.LiveTopic.Hotseat(hotseat.Id));
        return placed;
    }

    /// The words of what facilitators have put into the room and not taken away.
    public static IQueryable<string> PlacedIn(this HubDb db, long hotseatId) =>
        db.PlacedQuestions.Where(p => p.Question.HotseatId == hotseatId && p.Question.WithdrawnAt == null && p.Question.DeclinedAt == null).Select(p => p.Question.Text);

    /// To whoever signed up, asked or answered; once.
    public static async Task ThankAsync(this HubWork work, long hotseatId)
    {
        var kit = await work.Db.Kits.Include(k => k.Hotseat).SingleAsync(k => k.HotseatId == hotseatId);
        if (kit.ThankedAt is not null || kit.Hotseat.State is not HotseatState.Archived) return;
        kit.Thanked(work.Now);
        if (kit.ThankYou.Length == 0 || work.Now - kit.Hotseat.ArchivedAt > LatestThanks) return;

        var people = await work.Db.People
            .Where(p => work.Db.SignUps.Any(s => s.HotseatId == hotseatId && s.PersonId == p.Id)
                || work.Db.Set<Afterwards.Attendance>().Any(a => a.HotseatId == hotseatId && a.PersonId == p.Id)
                // With a name only: a letter to somebody who is on no list would tell who asked without one.
                || work.Db.NamedAskings().Any(a => a.HotseatId == hotseatId && a.PersonId == p.Id)
                || work.Db.Answerers.Any(a => a.HotseatId == hotseatId && a.PersonId == p.Id && a.RevokedAt == null))
            .OrderBy(p => p.Id)
            .Select(p => p.Id)
            .ToListAsync();
        await work.TellAllAsync(people.Select(id => (id, HotseatNews.Thanks(kit.Hotseat, kit.ThankYou))));
    }
}
