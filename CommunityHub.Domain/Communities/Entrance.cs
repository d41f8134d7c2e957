using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Communities;

/// What somebody is told who does not get through a door of what stands in a community.
static class Entrance
{
    /// What may not be seen is not there: the same words for both.
    public const string NotThere = "There is no page here. It may have moved, or the address has a slip in it.";

    /// Somebody signed out or suspended is told so: it says nothing about what they asked for that they did not know.
    public static async Task<RefusedException> WhyNotAsync(this HubWork work, Reader reader, IQueryable<long> communityIds)
    {
        try
        {
            reader.RequirePerson();
        }
        catch (RefusedException refused)
        {
            return refused;
        }
        var communityId = await communityIds.SingleOrDefaultAsync();
        var suspension = communityId == 0 ? null : (await work.Db.StandingAsync(reader, communityId)).Suspension;
        return new RefusedException(suspension is null ? NotThere : suspension.InWords("this community"));
    }
}
