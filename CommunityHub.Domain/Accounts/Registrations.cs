using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Accounts;

/// Joining the site.
public sealed class Registrations(HubWrites writes, Limits limits)
{
    /// Refuses what is wrong with the words typed; otherwise the outcome is a mail, whether or not the address is known.
    public async Task RegisterAsync(string? name, string? address, string? organisation, string? password, string timeZone, string from)
    {
        var known = MailAddressRule.Require(address);
        var normal = MailAddressRule.Normal(known);
        Person.Register(name, timeZone, default).WorkFor(organisation); // refuses before anything is counted
        Passwords.RequireGood(password, known);
        await limits.RequireAsync(Limit.SignUpFrom, from);
        await limits.RequireAsync(Limit.MailedLink, normal);

        var hash = Passwords.Hash(password, known);
        await SameTime.KeepAsync(() => writes.DoAsync(async work =>
        {
            var account = await work.Db.Users.Include(a => a.Person).SingleOrDefaultAsync(a => a.NormalizedEmail == normal);
            if (account is { EmailConfirmed: true })
            {
                work.SendHasAccount(account.Email!);
                return;
            }
            if (account is null)
            {
                account = Account.For(Person.Register(name, timeZone, work.Now), known, hash);
                work.Db.Add(account);
            }
            else
            {
                // Nobody has shown yet that this address is theirs: who asks last is as good as who asked first, and must not find
                // another's password on the account they confirm.
                account.Person.Rename(name);
                account.TakePassword(hash);
                await work.EndSignInsAsync(account.PersonId);
            }
            account.Person.WorkFor(organisation);
            await work.Db.SaveChangesAsync();
            await work.AcceptPrivacyAsync(account.Person); // the last step says so
            await work.SendKeyAsync(account.PersonId, MailKeyKind.Confirmation, known);
        }));
    }

    /// For somebody signed in whose mail did not come.
    public async Task SendConfirmationAgainAsync(Actor actor, string from)
    {
        await limits.RequireAsync(Limit.MailedLinkFrom, from);
        await writes.DoAsync(async work =>
        {
            var me = (await work.ReadAsync(actor)).KnownId ?? throw new RefusedException("Sign in first.");
            var account = await work.Db.Users.SingleAsync(a => a.PersonId == me);
            if (account.EmailConfirmed) throw new RefusedException("Your mail address is confirmed already.");
            await work.CountAsync(() => limits.RequireAsync(Limit.MailedLink, account.NormalizedEmail!));
            await work.SendKeyAsync(me, MailKeyKind.Confirmation, account.Email!);
        });
    }

    /// By the command line: makes an administrator, of somebody known or of somebody new. The key, for somebody new, lets them choose a password.
    public Task<string?> AddAdministratorAsync(string? address, string timeZone) => writes.DoAsync(async work =>
    {
        var known = MailAddressRule.Require(address);
        var normal = MailAddressRule.Normal(known);
        var account = await work.Db.Users.Include(a => a.Person).SingleOrDefaultAsync(a => a.NormalizedEmail == normal);
        string? key = null;
        if (account is null)
        {
            account = Account.For(Person.Register(known[..known.IndexOf('@', StringComparison.Ordinal)], timeZone, work.Now), known, Passwords.Hash(SecretKey.New(), ""));
            work.Db.Add(account);
            await work.Db.SaveChangesAsync();
            work.Db.Add(MailKey.Send(account.PersonId, MailKeyKind.Password, SecretKey.Hash(key = SecretKey.New()), known, work.Now));
        }
        account.ConfirmAddress(work.Now);
        account.Person.BecomeAdministrator(work.Now);
        await work.EndSignInsAsync(account.PersonId); // what was begun before does not rise with them
        return key;
    });
}
