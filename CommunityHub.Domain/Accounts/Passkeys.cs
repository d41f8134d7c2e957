using System.Buffers.Text;
using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Accounts;

/// Keys that a person's devices hold. Each stands for password and second step at once: the device asks for a finger, a face or its own code.
public sealed class Passkeys(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    public const int Most = 20;
    public const int LongestName = 60;

    /// The oldest first.
    public async Task<IReadOnlyList<PasskeyCard>> ListAsync(Actor actor)
    {
        await using var db = await databases.CreateDbContextAsync();
        var me = (await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime)).RequirePerson();
        return [.. (await OfAsync(db, me)).OrderBy(k => k.Data.CreatedAt)
            .Select(k => new PasskeyCard(Base64Url.EncodeToString(k.CredentialId), k.Data.Name ?? "A passkey", k.Data.CreatedAt.UtcDateTime))];
    }

    /// For whom a key is to be made: what their device will call them. Refuses who has not shown who they are.
    public Task<PasskeyUserEntity> OwnerAsync(Actor actor) => writes.DoAsync(async work =>
    {
        var me = await work.RequireProofAsync(actor);
        if ((await OfAsync(work.Db, me)).Count >= Most) throw new RefusedException($"You have {Most} passkeys. Remove one you do not use.");
        return await work.Db.Users.Where(a => a.PersonId == me).Select(a => new PasskeyUserEntity { Id = a.Person.PublicId, Name = a.Email!, DisplayName = a.Person.Name }).SingleAsync();
    });

    /// Of a key that the handler has checked.
    public Task AddAsync(Actor actor, UserPasskeyInfo made, string? name) => writes.DoAsync(async work =>
    {
        var me = await work.RequireProofAsync(actor);
        if (await work.Db.UserPasskeys.AnyAsync(k => k.CredentialId == made.CredentialId)) throw new RefusedException("This passkey is known here already.");
        var account = await work.Db.Users.SingleAsync(a => a.PersonId == me);
        work.Db.Add(new IdentityUserPasskey<long>
        {
            UserId = account.Id,
            CredentialId = made.CredentialId,
            Data = new IdentityPasskeyData
            {
                Name = NameOf(name),
                CreatedAt = work.Now,
                PublicKey = made.PublicKey,
                SignCount = made.SignCount,
                Transports = made.Transports,
                IsUserVerified = made.IsUserVerified,
                IsBackupEligible = made.IsBackupEligible,
                IsBackedUp = made.IsBackedUp,
                AttestationObject = made.AttestationObject,
                ClientDataJson = made.ClientDataJson,
            },
        });
        await work.SendPasskeyAddedAsync(me, NameOf(name));
    });

    public Task RenameAsync(Actor actor, string? id, string? name) => writes.DoAsync(async work =>
    {
        var key = await FindAsync(work, await work.RequireProofAsync(actor), id);
        key.Data.Name = NameOf(name);
    });

    /// Ends all other sign-ins: one of them may have been by that key.
    public Task RemoveAsync(Actor actor, string? id) => writes.DoAsync(async work =>
    {
        var me = await work.RequireProofAsync(actor);
        var key = await FindAsync(work, me, id);
        work.Db.Remove(key);
        await work.EndSignInsAsync(me, but: actor.SignInId);
        await work.SendPasskeyRemovedAsync(me, key.Data.Name ?? "A passkey");
    });

    /// Of an answer that the handler has checked. The same answer is good for nothing a second time.
    public Task<Ticket> SignInAsync(UserPasskeyInfo answered, string state, string device) => writes.DoAsync(async work =>
    {
        var key = await work.Db.UserPasskeys.SingleOrDefaultAsync(k => k.CredentialId == answered.CredentialId) ?? throw new RefusedException("This passkey is not known here any more.");
        var account = await work.Db.Users.Include(a => a.Person).SingleAsync(a => a.Id == key.UserId);
        var hash = SecretKey.Hash(state);
        if (await work.Db.SignInChallenges.AnyAsync(c => c.KeyHash == hash)) throw new RefusedException("This was used already. Try again.");
        var challenge = SignInChallenge.Begin(account.PersonId, hash, work.Now);
        challenge.Use(work.Now);
        work.Db.Add(challenge);
        (key.Data.SignCount, key.Data.IsBackedUp) = (answered.SignCount, answered.IsBackedUp);
        return SignIns.Start(work, account.PersonId, device, proved: true);
    });

    static async Task<List<IdentityUserPasskey<long>>> OfAsync(HubDb db, long personId) =>
        await db.UserPasskeys.Where(k => db.Users.Any(a => a.Id == k.UserId && a.PersonId == personId)).ToListAsync();

    static async Task<IdentityUserPasskey<long>> FindAsync(HubWork work, long personId, string? id)
    {
        var wanted = Base64Url.IsValid(id) ? Base64Url.DecodeFromChars(id) : [];
        return (await OfAsync(work.Db, personId)).Find(k => k.CredentialId.AsSpan().SequenceEqual(wanted)) ?? throw new RefusedException("This passkey has been removed already.");
    }

    static string NameOf(string? name) => Wording.RequireLine(name, LongestName, "Give it a name, so that you know it again.");
}

/// One line of the list of one's passkeys.
public sealed record PasskeyCard(string Id, string Name, DateTime MadeAt);
