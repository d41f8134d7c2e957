using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// What somebody is at a hotseat's desk, at the moment of the act.
sealed record DeskStanding(Reader Reader, long Me, long? AnswererId, bool IsFacilitator)
{
    /// Gives the answerer's id.
    public long RequireAnswerer() => AnswererId ?? throw new RefusedException("Only the guest of this hotseat can answer.");

    public void RequireAnswererOrFacilitator()
    {
        if (AnswererId is null && !IsFacilitator) throw new RefusedException("Only a facilitator or the guest can do that.");
    }

    public void RequireFacilitator()
    {
        if (!IsFacilitator) throw new RefusedException("Only a facilitator of this community can do that.");
    }
}

/// Who may be at which desk: facilitators, members who sit in the hotseat, and a guest by a personal link, who is nowhere else.
static class DeskDoor
{
    public const string Withdrawn = "Your link has been withdrawn. Ask whoever invited you. What you typed is kept.";

    /// The one whose desk the reader's personal link opens, and its rehearsal while that goes on. For anybody else: none.
    public static IQueryable<Hotseat> DesksByLink(this HubDb db, Reader reader)
    {
        var me = reader.IsGuest && reader.Suspension is null ? reader.KnownId : null;
        return db.Hotseats.Where(h => db.Answerers.Any(a => a.HotseatId == h.Id && a.PersonId == me && (a.Mail != null || h.RehearsalOf != null) && a.RevokedAt == null)
            && db.Communities.Any(c => c.Id == h.CommunityId && c.OpenedAt != null));
    }

    /// How every act at a desk begins, with rights read afresh.
    public static async Task<(Hotseat Hotseat, DeskStanding Standing)> AtDeskAsync(this HubWork work, Actor actor, string hotseatId)
    {
        var reader = await work.ReadAsync(actor);
        if (!reader.IsGuest)
        {
            var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
            return (hotseat, await work.SeatAsync(hotseat, standing));
        }
        var desk = await work.Db.DesksByLink(reader).SingleOrDefaultAsync(h => h.PublicId == hotseatId) ?? throw await WhyNotAsync(work, reader);
        return (desk, await work.SeatByLinkAsync(desk, reader));
    }

    /// The same for an act on a question.
    public static async Task<(Question Question, Hotseat Hotseat, DeskStanding Standing)> AtQuestionAsync(this HubWork work, Actor actor, string questionId)
    {
        var reader = await work.ReadAsync(actor);
        if (!reader.IsGuest)
        {
            var (asked, hotseat, standing) = await work.InQuestionAsync(actor, questionId);
            return (asked, hotseat, await work.SeatAsync(hotseat, standing));
        }
        var question = PublicId.IsWellFormed(questionId) ? await work.Db.Questions.SingleOrDefaultAsync(q => q.PublicId == questionId) : null;
        var desk = question?.HasAppeared(work.Now) is not true ? null : await work.Db.DesksByLink(reader).SingleOrDefaultAsync(h => h.Id == question.HotseatId);
        if (question is null || desk is null) throw await WhyNotAsync(work, reader);
        if (!question.IsShown) throw new RefusedException("This question has been taken away.");
        return (question, desk, await work.SeatByLinkAsync(desk, reader));
    }

    static async Task<DeskStanding> SeatAsync(this HubWork work, Hotseat hotseat, Standing standing)
    {
        var me = standing.RequireMember();
        return new DeskStanding(standing.Reader, me, await work.SeatOfAsync(hotseat, me), standing.IsFacilitator);
    }

    static async Task<DeskStanding> SeatByLinkAsync(this HubWork work, Hotseat hotseat, Reader reader)
    {
        if (await work.Db.Communities.AnyAsync(c => c.Id == hotseat.CommunityId && c.ArchivedAt != null))
        {
            throw new RefusedException("This community is archived. It can be read, but nothing new comes in.");
        }
        return new DeskStanding(reader, reader.KnownId!.Value, await work.SeatOfAsync(hotseat, reader.KnownId!.Value), IsFacilitator: false);
    }

    static Task<long?> SeatOfAsync(this HubWork work, Hotseat hotseat, long personId) => work.Db.Answerers
        .Where(a => a.HotseatId == hotseat.Id && a.PersonId == personId && a.RevokedAt == null)
        .Select(a => (long?)a.Id)
        .SingleOrDefaultAsync();

    // A guest whose link is good is told nothing of other desks.
    static async Task<RefusedException> WhyNotAsync(HubWork work, Reader reader) =>
        new(await work.Db.DesksByLink(reader).AnyAsync() ? Entrance.NotThere : Withdrawn);
}
