using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Accounts;

/// Mail address and password: their person may change them when they have just shown who they are (<see cref="Proofs"/>).
public sealed class OwnAccount(HubWrites writes, Limits limits)
{
    /// Signs out every other device.
    public async Task ChangePasswordAsync(Actor actor, string? password)
    {
        var address = await writes.DoAsync(async work => (await FindAsync(work, actor)).Email!);
        var hash = Passwords.Hash(password, address); // slow: not while others wait to write
        await writes.DoAsync(async work =>
        {
            var account = await FindAsync(work, actor);
            account.TakePassword(hash);
            await work.EndSignInsAsync(account.PersonId, but: actor.SignInId);
            await work.EndKeysAsync(account.PersonId);
            work.SendPasswordChanged(account.Email!);
        });
    }

    /// The new address counts once a mail sent there was opened. Says nothing on whether somebody else has it.
    public async Task AskForNewAddressAsync(Actor actor, string? address, string from)
    {
        var known = await writes.DoAsync(async work => (await FindAsync(work, actor)).NormalizedEmail);
        var wanted = MailAddressRule.Require(address);
        var normal = MailAddressRule.Normal(wanted);
        if (normal == known) throw new RefusedException("This is your mail address already.");
        await limits.RequireAsync(Limit.MailedLinkFrom, from);
        await limits.RequireAsync(Limit.MailedLink, normal);
        await SameTime.KeepAsync(() => writes.DoAsync(async work =>
        {
            var account = await FindAsync(work, actor);
            if (await work.Db.Users.AnyAsync(a => a.NormalizedEmail == normal)) work.SendHasAccount(wanted);
            else await work.SendKeyAsync(account.PersonId, MailKeyKind.NewAddress, wanted);
        }));
    }

    static async Task<Account> FindAsync(HubWork work, Actor actor)
    {
        var me = await work.RequireProofAsync(actor);
        return await work.Db.Users.SingleAsync(a => a.PersonId == me);
    }
}
