using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;

namespace CommunityHub.Hotseats;

/// Who may see which hotseats. Everything that shows one, or a part of one, comes through here.
public static class HotseatDoor
{
    /// Those of the communities the reader reads; drafts only for their facilitators.
    public static IQueryable<Hotseat> HotseatsFor(this HubDb db, Reader reader)
    {
        var (me, now) = (reader.PersonId, reader.Now);
        return db.Hotseats.Where(h => db.CommunitiesReadBy(reader).Any(c => c.Id == h.CommunityId)
            && (h.State != HotseatState.Draft
                || db.Memberships.Any(m => m.CommunityId == h.CommunityId && m.PersonId == me && m.Until == null)
                && db.Roles.Any(r => r.CommunityId == h.CommunityId && r.PersonId == me && r.From <= now && (r.Until == null || r.Until > now))));
    }

    /// Shown questions of hotseats the reader may see.
    public static IQueryable<Question> QuestionsFor(this HubDb db, Reader reader) =>
        db.Questions.Where(q => q.WithdrawnAt == null && q.DeclinedAt == null && (q.AppearsAt == null || q.AppearsAt <= reader.Now) && db.HotseatsFor(reader).Any(h => h.Id == q.HotseatId));
}
