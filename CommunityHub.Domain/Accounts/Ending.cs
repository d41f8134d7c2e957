using CommunityHub.Data;
using CommunityHub.Live;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Accounts;

/// Ending sign-ins and links as a part of other operations.
public static class Ending
{
    /// All of a person's, or all but one. Open pages hear of it.
    public static async Task EndSignInsAsync(this HubWork work, long personId, long? but = null)
    {
        foreach (var signIn in await work.Db.SignIns.Where(SignIn.IsAliveAt(work.Now)).Where(s => s.PersonId == personId && s.Id != but).ToListAsync()) signIn.End(work.Now);
        work.Announce(LiveTopic.PersonRights(personId));
    }

    /// Every mailed link of a person.
    public static async Task EndKeysAsync(this HubWork work, long personId)
    {
        foreach (var key in await work.Db.MailKeys.Where(MailKey.IsGoodAt(work.Now)).Where(k => k.PersonId == personId).ToListAsync()) key.Use(work.Now);
    }
}
