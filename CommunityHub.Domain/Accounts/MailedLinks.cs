using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.RateLimits;
using CommunityHub.Vitals;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Accounts;

/// Links sent by mail. Looking at one never uses it up: mail scanners open links before people do.
public sealed class MailedLinks(IDbContextFactory<HubDb> databases, HubWrites writes, Limits limits, TimeProvider clock)
{
    const string Dead = "This link has been used, or it is too old. Ask for a new one.";

    public Task SendSignInAsync(string? address, string from) => SendAsync(address, MailKeyKind.SignIn, from);

    public Task SendPasswordAsync(string? address, string from) => SendAsync(address, MailKeyKind.Password, from);

    /// Whose link it is; null when it is good for nothing any more.
    public async Task<MailedLink?> FindAsync(MailKeyKind kind, string? key)
    {
        await using var db = await databases.CreateDbContextAsync();
        var hash = SecretKey.Hash(key);
        return await db.MailKeys.Where(MailKey.IsGoodAt(clock.GetUtcNow().UtcDateTime))
            .Where(k => k.Kind == kind && k.KeyHash == hash).Select(k => new MailedLink(k.Person.Name, k.Address)).SingleOrDefaultAsync();
    }

    public Task ConfirmAsync(string? key) => writes.DoAsync(async work =>
    {
        var (_, account) = await UseAsync(work, MailKeyKind.Confirmation, key);
        account.ConfirmAddress(work.Now);
        work.Announce(LiveTopic.PersonRights(account.PersonId));
    });

    public Task<Ticket> SignInAsync(string? key, string device) => writes.DoAsync(async work =>
    {
        var (_, account) = await UseAsync(work, MailKeyKind.SignIn, key);
        return await SignIns.StartAsync(work, account.PersonId, device, proved: true);
    });

    /// Ends every sign-in there was.
    public async Task ResetPasswordAsync(string? key, string? password)
    {
        var link = await FindAsync(MailKeyKind.Password, key) ?? throw new RefusedException(Dead);
        var hash = Passwords.Hash(password, link.Address);
        await writes.DoAsync(async work =>
        {
            var (_, account) = await UseAsync(work, MailKeyKind.Password, key);
            account.TakePassword(hash);
            account.ConfirmAddress(work.Now);
            await work.EndSignInsAsync(account.PersonId);
            await work.EndKeysAsync(account.PersonId);
            work.SendPasswordChanged(account.Email!);
        });
    }

    /// Tells the old address, and ends the links that were sent there.
    public Task TakeNewAddressAsync(string? key) => writes.DoAsync(async work =>
    {
        var (link, account) = await UseAsync(work, MailKeyKind.NewAddress, key);
        var normal = MailAddressRule.Normal(link.Address);
        if (await work.Db.Users.AnyAsync(a => a.NormalizedEmail == normal && a.Id != account.Id)) throw new RefusedException(Dead);

        work.SendAddressChanged(account.Email!);
        account.TakeAddress(link.Address);
        account.ConfirmAddress(work.Now);
        await work.EndKeysAsync(account.PersonId);
        work.Announce(LiveTopic.PersonRights(account.PersonId));
    });

    async Task SendAsync(string? typed, MailKeyKind kind, string from)
    {
        var normal = MailAddressRule.Normal(MailAddressRule.Require(typed));
        await limits.RequireAsync(Limit.MailedLinkFrom, from);
        await limits.RequireAsync(Limit.MailedLink, normal);
        await SameTime.KeepAsync(() => writes.DoAsync(async work =>
        {
            var account = await work.Db.Users.SingleOrDefaultAsync(a => a.NormalizedEmail == normal);
            if (account is null) return;

            // A link to sign in would leave somebody else's password on an account that was never confirmed.
            var useful = kind is MailKeyKind.SignIn && !account.EmailConfirmed ? MailKeyKind.Confirmation : kind;
            await work.SendKeyAsync(account.PersonId, useful, account.Email!);
        }));
    }

    static async Task<(MailKey, Account)> UseAsync(HubWork work, MailKeyKind kind, string? key)
    {
        var hash = SecretKey.Hash(key);
        var link = await work.Db.MailKeys.Where(MailKey.IsGoodAt(work.Now)).SingleOrDefaultAsync(k => k.Kind == kind && k.KeyHash == hash);
        if (link is null)
        {
            if (kind is MailKeyKind.SignIn) HubMeter.SignInFailed("link");
            throw new RefusedException(Dead);
        }
        link.Use(work.Now);
        return (link, await work.Db.Users.Include(a => a.Person).SingleAsync(a => a.PersonId == link.PersonId));
    }
}

/// Whom a mailed link is for.
public sealed record MailedLink(string Name, string Address);
