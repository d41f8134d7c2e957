using CommunityHub.Attention;
using CommunityHub.People;
using Microsoft.AspNetCore.Identity;

namespace CommunityHub.Accounts;

/// How a person signs in: mail address and password. One person has one at most.
public sealed class Account : IdentityUser<long>
{
    public long PersonId { get; set; }
    public Person Person { get; private set; } = null!;

    /// For somebody new, or (with a person who is confirmed) for the demo world and its like. The hash comes from <see cref="Passwords"/>;
    /// making it is slow, so many accounts with one password may share it.
    public static Account For(Person person, string address, string passwordHash)
    {
        var account = new Account { Person = person, PasswordHash = passwordHash, EmailConfirmed = person.ConfirmedAt is not null };
        account.TakeAddress(address);
        return account;
    }

    public void TakeAddress(string address)
    {
        var known = MailAddressRule.Require(address);
        (Email, UserName) = (known, known);
        (NormalizedEmail, NormalizedUserName) = (MailAddressRule.Normal(known), MailAddressRule.Normal(known));
    }

    public void TakePassword(string hash) => PasswordHash = hash;

    /// They opened a mail we sent there.
    public void ConfirmAddress(DateTime now)
    {
        EmailConfirmed = true;
        Person.Confirm(now);
    }
}
