using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Accounts;

/// Showing again who one is, before what guards the account or takes a lot out of it: docs/decisions/0018. It counts for
/// <see cref="SignIn.ProofLasts"/> in that one sign-in; signing in counts as well.
public sealed class Proofs(IDbContextFactory<HubDb> databases, HubWrites writes, Limits limits, TimeProvider clock)
{
    public const string WrongCode = "This code is not right, or it was used before. Try again.";

    /// Pages ask it to decide what they show; operations refuse by <see cref="ProofRule.RequireProofAsync"/>.
    public async Task<bool> IsGivenAsync(Actor actor)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await ProofRule.IsGivenAsync(db, actor, clock.GetUtcNow().UtcDateTime);
    }

    /// With a second step also a code of it.
    public async Task GiveAsync(Actor actor, string? password, string? typedCode = null)
    {
        await using var db = await databases.CreateDbContextAsync();
        var me = (await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime)).RequirePerson();
        var account = await db.Users.SingleAsync(a => a.PersonId == me);
        await limits.RequireAsync(Limit.WrongPassword, account.NormalizedEmail!);
        if (!Passwords.Matches(account.PasswordHash, password)) throw new RefusedException("This is not your password. Try again.");

        await limits.ForgiveAsync(Limit.WrongPassword, account.NormalizedEmail!);
        var salt = await db.SecondSteps.Where(s => s.PersonId == me && s.OnSince != null).Select(s => s.Salt).SingleOrDefaultAsync();
        if (salt is not null) await limits.RequireAsync(Limit.WrongCode, me);
        var code = salt is null ? default : TypedCode.Read(typedCode, salt);
        await writes.DoAsync(async work =>
        {
            if (salt is not null && !await work.TakesCodeAsync(me, code)) throw new RefusedException(WrongCode);
            (await work.Db.SignIns.SingleAsync(s => s.Id == actor.SignInId && s.PersonId == me)).Prove(work.Now);
        });
        if (salt is not null) await limits.ForgiveAsync(Limit.WrongCode, me);
    }

    /// Whether a code of the second step is asked for as well.
    public async Task<bool> WantsCodeAsync(Actor actor)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.SecondSteps.AnyAsync(s => s.PersonId == actor.PersonId && s.OnSince != null);
    }
}

/// What operations ask.
public static class ProofRule
{
    /// Gives the person; refuses whoever has not shown lately who they are, in this very sign-in.
    public static async Task<long> RequireProofAsync(this HubWork work, Actor actor)
    {
        var me = (await work.ReadAsync(actor)).RequirePerson();
        if (!await IsGivenAsync(work.Db, actor, work.Now)) throw new RefusedException("Show us first that it is you.");
        return me;
    }

    internal static async Task<bool> IsGivenAsync(HubDb db, Actor actor, DateTime now) =>
        await db.SignIns.Where(SignIn.IsAliveAt(now)).SingleOrDefaultAsync(s => s.Id == actor.SignInId && s.PersonId == actor.PersonId) is { } signIn && signIn.IsProvedAt(now);
}
