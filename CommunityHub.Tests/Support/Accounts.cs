using CommunityHub.Accounts;
using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Support;

/// People who can sign in.
public static class Accounts
{
    /// Everybody's, in the demo world too.
    public const string Password = "demo-Pass-1";

    static readonly Lazy<string> Hash = new(() => Passwords.Hash(Password, ""));

    /// Somebody with a confirmed address, unless the site knows that address already. What comes back names no sign-in.
    public static Task<Actor> EnrolAsync(this HubWrites writes, string address, string? name = null) => writes.DoAsync(async work =>
    {
        if (await work.Db.Users.Where(a => a.Email == address).Select(a => (long?)a.PersonId).SingleOrDefaultAsync() is { } known) return Actor.Of(known);

        var person = Person.Register(name ?? address[..address.IndexOf('@', StringComparison.Ordinal)], "Europe/London", work.Now);
        person.Confirm(work.Now);
        work.Db.Add(Account.For(person, address, Hash.Value));
        await work.Db.SaveChangesAsync();
        return Actor.Of(person.Id);
    });

    public static Task<Actor> EnrolAsync(this TestSite site, string address, string? name = null) =>
        site.Services.GetRequiredService<HubWrites>().EnrolAsync(address, name);
}
