using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.RateLimits;
using CommunityHub.Site;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Accounts;

/// A person's own second step: they may change it when they have just shown who they are (<see cref="Proofs"/>).
public sealed class OwnSecondStep(IDbContextFactory<HubDb> databases, HubWrites writes, SiteRules rules, Limits limits, TimeProvider clock)
{
    /// How it stands; with what the app must learn, while that has not been done.
    public async Task<SecondStepState> ReadAsync(Actor actor)
    {
        await using var db = await databases.CreateDbContextAsync();
        var now = clock.GetUtcNow().UtcDateTime;
        var me = (await Reader.ReadAsync(db, actor, now)).RequirePerson();
        var step = await db.SecondSteps.AsNoTracking().Include(s => s.Codes).SingleOrDefaultAsync(s => s.PersonId == me);
        if (step is null) return new SecondStepState(null, 0, null, null);
        if (step.OnSince is not null) return new SecondStepState(step.OnSince, step.Codes.Count(c => c.UsedAt is null), null, null);
        if (!await ProofRule.IsGivenAsync(db, actor, now)) return new SecondStepState(null, 0, null, null);

        var address = await db.Users.Where(a => a.PersonId == me).Select(a => a.Email).SingleAsync();
        return new SecondStepState(null, 0, Totp.InWords(step.Key), Totp.Address(step.Key, (await rules.ReadAsync()).Name, address ?? ""));
    }

    /// Makes a key for the app. Nothing is asked for at signing in before the app has shown that it works.
    public Task BeginAsync(Actor actor) => writes.DoAsync(async work =>
    {
        var me = await work.RequireProofAsync(actor);
        if (await work.Db.SecondSteps.SingleOrDefaultAsync(s => s.PersonId == me) is { } begun) begun.BeginAgain(work.Now);
        else work.Db.Add(SecondStep.Begin(me, work.Now));
    });

    /// From now on it is asked for. Gives the codes for paper, which nobody can read again; ends all other sign-ins, which did without.
    public async Task<IReadOnlyList<string>> TurnOnAsync(Actor actor, string? typed)
    {
        var made = RecoveryCodes.Make();
        var code = TypedCode.Read(typed, []);
        await writes.DoAsync(async work =>
        {
            var me = await work.RequireProofAsync(actor);
            var step = await FindAsync(work, me);
            await work.CountAsync(() => limits.RequireAsync(Limit.WrongCode, me));
            step.TurnOn(code, work.Now);
            step.TakeCodes(made, work.Now);
            await work.EndSignInsAsync(me, but: actor.SignInId);
            await work.SendSecondStepOnAsync(me);
        });
        return made.Shown;
    }

    public async Task<IReadOnlyList<string>> RenewCodesAsync(Actor actor)
    {
        var made = RecoveryCodes.Make();
        await writes.DoAsync(async work =>
        {
            var step = await FindAsync(work, await work.RequireProofAsync(actor));
            if (step.OnSince is null) throw new RefusedException("Turn it on first.");
            step.TakeCodes(made, work.Now);
            await work.SendCodesRenewedAsync(step.PersonId);
        });
        return made.Shown;
    }

    /// Ends all other sign-ins.
    public Task TurnOffAsync(Actor actor) => writes.DoAsync(async work =>
    {
        var me = await work.RequireProofAsync(actor);
        var step = await FindAsync(work, me);
        work.Db.Remove(step);
        if (step.OnSince is null) return;
        await work.EndSignInsAsync(me, but: actor.SignInId);
        await work.SendSecondStepOffAsync(me);
    });

    static async Task<SecondStep> FindAsync(HubWork work, long personId) =>
        await work.Db.SecondSteps.Include(s => s.Codes).SingleOrDefaultAsync(s => s.PersonId == personId) ?? throw new RefusedException("Begin again: it is off.");
}

/// Since when it is on, and how many codes on paper are left; or what the app must learn: a key in words, and the same as an address for a square code.
public sealed record SecondStepState(DateTime? OnSince, int CodesLeft, string? KeyInWords, string? KeyAddress)
{
    public bool IsOn => OnSince is not null;
    public bool IsBegun => KeyInWords is not null;
}
