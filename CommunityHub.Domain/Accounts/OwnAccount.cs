using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Accounts;

/// What guards a person's account: they may change it when they have just shown who they are.
public sealed class OwnAccount(IDbContextFactory<HubDb> databases, HubWrites writes, Limits limits, TimeProvider clock)
{
    /// Whether the actor has given the password (or opened a mailed link) lately in this very sign-in.
    public async Task<bool> IsProvedAsync(Actor actor)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.SignIns.SingleOrDefaultAsync(s => s.Id == actor.SignInId && s.PersonId == actor.PersonId) is { } signIn && signIn.IsProvedAt(clock.GetUtcNow().UtcDateTime);
    }

    public async Task ProveAsync(Actor actor, string? password)
    {
        var (account, _) = await FindAsync(actor);
        await limits.RequireAsync(Limit.WrongPassword, account.NormalizedEmail!);
        if (!Passwords.Matches(account.PasswordHash, password)) throw new RefusedException("This is not your password. Try again.");
        await limits.ForgiveAsync(Limit.WrongPassword, account.NormalizedEmail!);
        await writes.DoAsync(async work => (await work.Db.SignIns.SingleAsync(s => s.Id == actor.SignInId && s.PersonId == actor.PersonId)).Prove(work.Now));
    }

    /// Signs out every other device.
    public async Task ChangePasswordAsync(Actor actor, string? password)
    {
        var (known, _) = await FindAsync(actor, mustBeProved: true);
        var hash = Passwords.Hash(password, known.Email!);
        await writes.DoAsync(async work =>
        {
            var account = await work.Db.Users.SingleAsync(a => a.Id == known.Id);
            account.TakePassword(hash);
            await work.EndSignInsAsync(account.PersonId, but: actor.SignInId);
            await work.EndKeysAsync(account.PersonId);
            work.SendPasswordChanged(account.Email!);
        });
    }

    /// The new address counts once a mail sent there was opened. Says nothing on whether somebody else has it.
    public async Task AskForNewAddressAsync(Actor actor, string? address, string from)
    {
        var (known, _) = await FindAsync(actor, mustBeProved: true);
        var wanted = MailAddressRule.Require(address);
        var normal = MailAddressRule.Normal(wanted);
        if (normal == known.NormalizedEmail) throw new RefusedException("This is your mail address already.");
        await limits.RequireAsync(Limit.MailedLinkFrom, from);
        await limits.RequireAsync(Limit.MailedLink, normal);
        await SameTime.KeepAsync(() => writes.DoAsync(async work =>
        {
            if (await work.Db.Users.AnyAsync(a => a.NormalizedEmail == normal)) work.SendHasAccount(wanted);
            else await work.SendKeyAsync(known.PersonId, MailKeyKind.NewAddress, wanted);
        }));
    }

    async Task<(Account Account, SignIn SignIn)> FindAsync(Actor actor, bool mustBeProved = false)
    {
        await using var db = await databases.CreateDbContextAsync();
        var now = clock.GetUtcNow().UtcDateTime;
        var me = (await Reader.ReadAsync(db, actor, now)).RequirePerson();
        var signIn = await db.SignIns.SingleOrDefaultAsync(s => s.Id == actor.SignInId && s.PersonId == me) ?? throw new RefusedException("Sign in first.");
        if (mustBeProved && !signIn.IsProvedAt(now)) throw new RefusedException("Give your password again first.");
        return (await db.Users.SingleAsync(a => a.PersonId == me), signIn);
    }
}
