using CommunityHub.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Accounts;

/// Where Identity's passkey handler looks people up. Nothing is written through it: that is <see cref="Passkeys"/>' work. A device learns its
/// owner's public id, and not the number of a row.
sealed class PasskeyUsers(IDbContextFactory<HubDb> databases) : UserOnlyStore<Account, HubDb, long>(databases.CreateDbContext()), IAsyncDisposable
{
    public override async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken = default) =>
        await Context.Users.Include(a => a.Person).SingleOrDefaultAsync(a => a.Person.PublicId == userId, cancellationToken);

    public override Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken = default) => Task.FromResult(user.Person.PublicId);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return Context.DisposeAsync();
    }
}
