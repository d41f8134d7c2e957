using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Communities;

/// Being in the facilitators' own community follows the role.
static class FacilitatorsOwn
{
    /// Where a person stands after this work: the change itself is not saved yet, so the caller says it.
    public static async Task FollowRoleAsync(this HubWork work, long personId, bool holdsOne)
    {
        foreach (var own in await work.Db.Communities.Where(c => c.IsFacilitatorsOwn && c.OpenedAt != null).Select(c => c.Id).ToListAsync())
        {
            if (holdsOne)
            {
                await work.LetInAsync(own, personId);
                continue;
            }
            var membership = await work.Db.Memberships.SingleOrDefaultAsync(m => m.CommunityId == own && m.PersonId == personId && m.Until == null);
            if (membership is null) continue;
            membership.End(work.Now);
            work.RightsChanged(own, personId);
        }
    }

    /// After some of their roles end.
    public static async Task FollowEndAsync(this HubWork work, long personId, IEnumerable<Role> ending)
    {
        var (now, ids) = (work.Now, ending.Select(r => r.Id).ToList());
        var holdsOne = await work.Db.Roles.AnyAsync(r => r.PersonId == personId && !ids.Contains(r.Id) && r.From <= now && (r.Until == null || r.Until > now));
        await work.FollowRoleAsync(personId, holdsOne);
    }
}
