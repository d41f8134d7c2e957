using CommunityHub.Accounts;
using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommunityHub.Tests.Support;

/// People who can sign in.
public static class Accounts
{
    /// Everybody's, in the demo world too.
    public const string Password = "demo-Pass-1";

    static readonly PasswordHasherOptions Quick = new() { IterationCount = 1_000 };

    /// Of that password. Checked like any other, but quickly: a hash says by itself how many rounds it took, and whoever a test needs signs in.
    public static string Hash { get; } = new PasswordHasher<Account>(Options.Create(Quick)).HashPassword(new Account(), Password);

    /// Somebody with a confirmed address, unless the site knows that address already. What comes back names no sign-in.
    public static Task<Actor> EnrolAsync(this HubWrites writes, string address, string? name = null) => writes.DoAsync(async work =>
    {
        if (await work.Db.Users.Where(a => a.Email == address).Select(a => (long?)a.PersonId).SingleOrDefaultAsync() is { } known) return Actor.Of(known);

        var person = Person.Register(name ?? address[..address.IndexOf('@', StringComparison.Ordinal)], "Europe/London", work.Now);
        person.Confirm(work.Now);
        work.Db.AddRange(Account.For(person, address, Hash), PrivacyAcceptance.By(person, work.Now));
        await work.Db.SaveChangesAsync();
        return Actor.Of(person.Id);
    });

    /// The demo world's people sign in as quickly.
    public static async Task SignInQuicklyAsync(this IDbContextFactory<HubDb> databases)
    {
        await using var db = await databases.CreateDbContextAsync();
        await db.Users.Where(a => a.PasswordHash != null).ExecuteUpdateAsync(account => account.SetProperty(a => a.PasswordHash, Hash));
    }

    public static Task<Actor> EnrolAsync(this TestSite site, string address, string? name = null) =>
        site.Services.GetRequiredService<HubWrites>().EnrolAsync(address, name);
}
