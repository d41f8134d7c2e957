using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.People;

namespace CommunityHub.Communities;

static class CommunityCards
{
    /// Of communities that came through a door.
    public static IQueryable<CommunityCard> AsCards(this IQueryable<Community> communities, HubDb db, Reader reader)
    {
        var (me, now) = (reader.PersonId, reader.Now);
        var live = db.HotseatsFor(reader).Where(h => h.State == HotseatState.Live);
        return communities.Select(c => new CommunityCard
        {
            Id = c.Id,
            PublicId = c.PublicId,
            Slug = c.Slug,
            Name = c.Name,
            Purpose = c.Purpose,
            Kind = c.Kind,
            Members = db.Memberships.Count(m => m.CommunityId == c.Id && m.Until == null),
            LeadName = db.Roles
                .Where(r => r.CommunityId == c.Id && r.IsLead && r.From <= now && (r.Until == null || r.Until > now))
                .Select(r => r.Person.Name)
                .FirstOrDefault(),
            IsArchived = c.ArchivedAt != null,
            IsMine = db.Memberships.Any(m => m.CommunityId == c.Id && m.PersonId == me && m.Until == null),
            IsLive = live.Any(h => h.CommunityId == c.Id),
        });
    }
}
