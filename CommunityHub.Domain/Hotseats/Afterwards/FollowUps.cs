using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats.Afterwards;

/// Who sees to a question, by its public id, and until when.
public sealed record FollowUpChoice(string QuestionId, string? OwnerId, DateTime DueAt);

/// What the hour left open is given out, seen to and closed.
public sealed class FollowUps(HubWrites writes)
{
    /// By a facilitator, when the hour is over. Whoever asked is told who sees to it and by when; the owner, what to do. Refuses a question that
    /// waits no more, and an owner who is neither a member nor a guest of the hotseat.
    public Task GiveAsync(Actor actor, string hotseatId, IReadOnlyList<FollowUpChoice> choices) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
        var me = standing.RequireFacilitator();
        if (hotseat.State is not (HotseatState.WrappingUp or HotseatState.Archived)) throw new RefusedException("Questions are given out when the hour is over.");
        foreach (var choice in choices)
        {
            var question = await work.Db.Questions.SingleOrDefaultAsync(q => q.HotseatId == hotseat.Id && q.PublicId == choice.QuestionId)
                ?? throw new RefusedException("This question is not there any more. Load the page again.");
            var owner = await work.OwnerAsync(hotseat, choice.OwnerId);
            await GiveAsync(work, hotseat, question, owner, choice.DueAt, except: me);
        }
        if (choices.Count == 0) return;
        work.Db.Add(Act.Of(actor, "gave out follow-ups of a hotseat", work.Now, hotseat.CommunityId, onWhat: hotseat.PublicId));
        work.Announce(LiveTopic.Hotseat(hotseat.Id));
    });

    /// What nobody gave out goes to whoever held the hotseat, or to another facilitator. Part of the archiving.
    internal static async Task GiveRestAsync(HubWork work, Hotseat hotseat)
    {
        var open = await work.Db.Questions
            .Where(q => q.HotseatId == hotseat.Id && q.WithdrawnAt == null && q.DeclinedAt == null && q.AnsweredAt == null && q.MergedIntoId == null && q.AwaitsSince == null)
            .Where(q => !work.Db.Set<FollowUp>().Any(f => f.QuestionId == q.Id))
            // Nobody waits for a seed, unless a member asked the same.
            .Where(q => !work.Db.PlacedQuestions.Any(p => p.QuestionId == q.Id && p.Kind == PlacedKind.Seed)
                || work.Db.Questions.Any(m => m.MergedIntoId == q.Id && m.WithdrawnAt == null && !work.Db.PlacedQuestions.Any(p => p.QuestionId == m.Id)))
            .ToListAsync();
        if (open.Count == 0) return;

        var facilitators = await work.FacilitatorsOf(hotseat.CommunityId).OrderByDescending(r => r.PersonId == hotseat.HostId).ThenByDescending(r => r.IsLead).ThenBy(r => r.Id).Select(r => r.Person).ToListAsync();
        var owner = facilitators.FirstOrDefault() ?? await work.Db.People.SingleAsync(p => p.Id == hotseat.HostId);
        var due = EndOfDay(work.Now + FollowUp.UsualTime, hotseat);
        foreach (var question in open) await GiveAsync(work, hotseat, question, owner, due, except: null);
    }

    /// By its owner or a facilitator: with an answer, which stands in the archive from then on, or with a closing word. Whoever asked is told.
    /// Sent twice, it is done once.
    public Task CloseAsync(Actor actor, string hotseatId, string followUpId, string? text, bool isAnswer, string? key = null) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.AtDeskAsync(actor, hotseatId);
        var me = standing.Me;
        var followUp = await FindAsync(work, hotseat, followUpId);
        if (!standing.IsFacilitator && followUp.OwnerId != me) throw new RefusedException("Only its owner or a facilitator can close it.");
        await work.OnceAsync(me, key, async () =>
        {
            var question = followUp.Question;
            if (question.AnsweredAt is not null) throw new RefusedException("This question has an answer already. Yours is kept as a draft.");
            if (!question.IsShown) throw new RefusedException("This question has been taken away. What you typed is kept as a draft.");
            if (isAnswer)
            {
                var answer = Answer.To(question, text, me, work.Now);
                followUp.CloseWithAnswer(me, work.Now);
                work.Db.Add(answer);
                await work.TellAskersAsync(question, FollowUpNews.Answered(hotseat, question, answer), except: me);
            }
            else
            {
                followUp.CloseWithWords(text, me, work.Now);
                await work.TellAskersAsync(question, FollowUpNews.Closed(hotseat, followUp), except: me);
            }
            if (hotseat.AnsweringId == question.Id) hotseat.StopAnswering();
            await work.ForgetDraftAsync(me, Places.FollowUp(followUpId));
            work.Announce(LiveTopic.Hotseat(hotseat.Id));
            return followUp.PublicId;
        }, text);
    });

    /// Whose day has passed: the owner is reminded, once for each date. Where the owner has left, the facilitators are asked. By the clock.
    public Task<int> RemindAsync(CancellationToken cancel = default) => writes.DoAsync(async work =>
    {
        var due = await work.Db.Set<FollowUp>()
            .Where(f => f.ClosedAt == null && f.DueAt <= work.Now && (f.RemindedOf == null || f.RemindedOf != f.DueAt))
            .Include(f => f.Question).Include(f => f.Owner)
            .OrderBy(f => f.DueAt)
            .Take(200)
            .ToListAsync(cancel);
        foreach (var followUp in due)
        {
            followUp.WasReminded();
            if (!followUp.Question.IsWaiting) continue;
            var hotseat = await work.Db.Hotseats.SingleAsync(h => h.Id == followUp.HotseatId, cancel);
            if (await work.MayOwn(hotseat).AnyAsync(p => p.Id == followUp.OwnerId, cancel)) await work.TellAsync(followUp.OwnerId, FollowUpNews.Overdue(hotseat, followUp, followUp.Question));
            else
            {
                var facilitators = await work.FacilitatorsOf(hotseat.CommunityId).Select(r => r.PersonId).Distinct().ToListAsync(cancel);
                await work.TellAllAsync(facilitators.Select(person => (person, FollowUpNews.Left(hotseat, followUp, followUp.Question, followUp.Owner.Name))));
            }
        }
        return due.Count;
    }, cancel);

    /// The midnight after that moment, in the session's zone.
    internal static DateTime EndOfDay(DateTime utc, Hotseat hotseat)
    {
        var zone = HotseatTimes.Zone(hotseat.Zone);
        var day = TimeZoneInfo.ConvertTimeFromUtc(utc, zone).Date.AddDays(1);
        return Schedule.TryToUtc(day, zone) ?? Schedule.TryToUtc(day.AddHours(1), zone) ?? utc;
    }

    static async Task GiveAsync(HubWork work, Hotseat hotseat, Question question, Person owner, DateTime dueAt, long? except)
    {
        var given = await work.Db.Set<FollowUp>().SingleOrDefaultAsync(f => f.QuestionId == question.Id);
        if (given is not null && (given.OwnerId, given.DueAt) == (owner.Id, dueAt)) return;
        var isNewOwner = given?.OwnerId != owner.Id;
        if (given is null) work.Db.Add(given = FollowUp.Give(question, owner.Id, dueAt, work.Now));
        else given.HandTo(owner.Id, dueAt, work.Now);
        await work.TellAskersAsync(question, FollowUpNews.Promised(hotseat, given, owner.Name, work.Now));
        if (isNewOwner && owner.Id != except) await work.TellAsync(owner.Id, FollowUpNews.Given(hotseat, given, question, work.Now));
    }

    static async Task<FollowUp> FindAsync(HubWork work, Hotseat hotseat, string followUpId) =>
        await work.Db.Set<FollowUp>().Include(f => f.Question).SingleOrDefaultAsync(f => f.HotseatId == hotseat.Id && f.PublicId == followUpId)
        ?? throw new RefusedException(Entrance.NotThere);
}

static class FollowUpOwners
{
    /// Members, and the guests of the hotseat.
    public static IQueryable<Person> MayOwn(this HubWork work, Hotseat hotseat) => work.Db.People.Where(p =>
        work.Db.Memberships.Any(m => m.CommunityId == hotseat.CommunityId && m.PersonId == p.Id && m.Until == null)
        || work.Db.Answerers.Any(a => a.HotseatId == hotseat.Id && a.PersonId == p.Id && a.RevokedAt == null));

    public static async Task<Person> OwnerAsync(this HubWork work, Hotseat hotseat, string? ownerId) =>
        (PublicId.IsWellFormed(ownerId) ? await work.MayOwn(hotseat).SingleOrDefaultAsync(p => p.PublicId == ownerId) : null)
        ?? throw new RefusedException("Choose who sees to it.");

    public static IQueryable<Role> FacilitatorsOf(this HubWork work, long communityId)
    {
        var now = work.Now;
        return work.Db.Roles.Where(r => r.CommunityId == communityId && r.From <= now && (r.Until == null || r.Until > now));
    }
}
