using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.RateLimits;
using CommunityHub.Vitals;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Accounts;

/// The second step of signing in.
public sealed class SecondSteps(IDbContextFactory<HubDb> databases, HubWrites writes, Limits limits, TimeProvider clock)
{
    const string Dead = "That took too long, or too many tries. Sign in again.";

    /// Whether a challenge can still be answered.
    public async Task<bool> IsGoodAsync(string? key) => await FindAsync(key) is not null;

    /// A new sign-in, which has not been there before this. Each miss counts against the challenge, and against the person.
    public async Task<Ticket> AnswerAsync(string? key, string? typed, string device)
    {
        var (personId, salt) = await FindAsync(key) ?? throw new RefusedException(Dead);
        if (string.IsNullOrWhiteSpace(typed)) throw new RefusedException("Type the code.");
        await limits.RequireAsync(Limit.WrongCode, personId);
        var code = TypedCode.Read(typed, salt);
        var hash = SecretKey.Hash(key);
        var (ticket, left) = await writes.DoAsync(async work =>
        {
            var challenge = await work.Db.SignInChallenges.Where(SignInChallenge.IsGoodAt(work.Now)).SingleOrDefaultAsync(c => c.KeyHash == hash) ?? throw new RefusedException(Dead);
            if (!await work.TakesCodeAsync(personId, code))
            {
                challenge.Miss();
                return (null, challenge.TriesLeft);
            }
            challenge.Use(work.Now);
            return ((Ticket?)SignIns.Start(work, personId, device, proved: true), 0);
        });
        if (ticket is not null)
        {
            await limits.ForgiveAsync(Limit.WrongCode, personId);
            return ticket;
        }
        HubMeter.SignInFailed("code");
        throw new RefusedException(left switch
        {
            0 => Dead,
            1 => "This code is not right, or it was used before. You have one more try.",
            _ => $"This code is not right, or it was used before. You have {left} more tries.",
        });
    }

    async Task<(long PersonId, byte[] Salt)?> FindAsync(string? key)
    {
        if (string.IsNullOrEmpty(key)) return null;
        await using var db = await databases.CreateDbContextAsync();
        var hash = SecretKey.Hash(key);
        var found = await db.SignInChallenges.Where(SignInChallenge.IsGoodAt(clock.GetUtcNow().UtcDateTime)).Where(c => c.KeyHash == hash)
            .Select(c => new { c.PersonId, Salt = db.SecondSteps.Where(s => s.PersonId == c.PersonId).Select(s => s.Salt).FirstOrDefault() }).SingleOrDefaultAsync();
        return found is null ? null : (found.PersonId, found.Salt ?? []);
    }
}

/// What other operations on accounts ask of it.
static class SecondStepRule
{
    /// Uses the code up. A code from paper is told to its person.
    public static async Task<bool> TakesCodeAsync(this HubWork work, long personId, TypedCode code)
    {
        var step = await work.Db.SecondSteps.Include(s => s.Codes).SingleOrDefaultAsync(s => s.PersonId == personId);
        if (step is null || !step.Takes(code, work.Now)) return false;
        if (code.Hash is not null) await work.SendRecoveryCodeUsedAsync(personId, step.Codes.Count(c => c.UsedAt is null));
        return true;
    }
}
