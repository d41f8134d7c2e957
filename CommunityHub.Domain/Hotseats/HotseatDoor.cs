using System.Linq.Expressions;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using LinqKit;

namespace CommunityHub.Hotseats;

/// Who may see which hotseats. Everything that shows one, or a part of one, comes through here.
public static class HotseatDoor
{
    /// Those of the communities the reader reads; drafts only for their facilitators. No rehearsal: it is in no list and no count.
    public static IQueryable<Hotseat> HotseatsFor(this HubDb db, Reader reader) => db.RoomsFor(reader).Where(h => h.RehearsalOf == null);

    /// The rooms a reader may be in: those, and the rehearsals of which they are a facilitator or a guest.
    public static IQueryable<Hotseat> RoomsFor(this HubDb db, Reader reader)
    {
        var (me, now, readsOpen, isAdministrator) = (reader.PersonId, reader.Now, reader.ReadsOpen, reader.IsAdministrator);
        Expression<Func<Hotseat, bool>> isOpen = h => IsRoom.Invoke(db, h, me, now, readsOpen, isAdministrator);
        return db.Hotseats.Where(isOpen.Expand());
    }

    /// The rule, asked as <see cref="CommunityDoor.IsRead"/> is.
    internal static readonly Expression<Func<HubDb, Hotseat, long?, DateTime, bool, bool, bool>> IsRoom = (db, h, me, now, readsOpen, isAdministrator) =>
        db.Communities.Any(c => c.Id == h.CommunityId && CommunityDoor.IsRead.Invoke(db, c, me, now, readsOpen, isAdministrator))
        && ((h.State != HotseatState.Draft && h.RehearsalOf == null)
            || db.Memberships.Any(m => m.CommunityId == h.CommunityId && m.PersonId == me && m.Until == null)
            && (db.Roles.Any(r => r.CommunityId == h.CommunityId && r.PersonId == me && Role.IsHeldAt.Invoke(r, now))
                || h.RehearsalOf != null && db.Answerers.Any(a => a.HotseatId == h.Id && a.PersonId == me && a.RevokedAt == null)));

    /// Shown questions of hotseats the reader may see.
    public static IQueryable<Question> QuestionsFor(this HubDb db, Reader reader) =>
        db.Questions.Shown(reader.Now).Where(q => db.HotseatsFor(reader).Any(h => h.Id == q.HotseatId));

    /// Those that stand in the room at that time: not taken back, not declined, not waiting for approval, not still to appear, and no other
    /// one stands for them.
    public static IQueryable<Question> Shown(this IQueryable<Question> questions, DateTime now) =>
        questions.Where(q => (q.WithdrawnAt == null || q.WithdrawnAt > now) && q.DeclinedAt == null && q.AwaitsSince == null && q.MergedIntoId == null && (q.AppearsAt == null || q.AppearsAt <= now));
}
