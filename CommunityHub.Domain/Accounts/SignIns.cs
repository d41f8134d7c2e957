using System.Collections.Concurrent;
using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.RateLimits;
using CommunityHub.Vitals;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Accounts;

/// Signing in and out.
public sealed class SignIns(IDbContextFactory<HubDb> databases, HubWrites writes, LiveFeed live, Limits limits, TimeProvider clock)
{
    static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<long, Known> known = new();

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// Refuses a wrong pair with the same words, and in about the same time, whether or not the address is known.
    public async Task<Ticket> WithPasswordAsync(string? address, string? password, string device, string from)
    {
        var normal = MailAddressRule.Normal(address ?? "");
        if (normal.Length is 0 or > MailAddressRule.Longest) throw new RefusedException("Give your mail address.");
        await limits.RequireAsync(Limit.WrongPasswordFrom, from);
        await limits.RequireAsync(Limit.WrongPassword, normal);

        var account = await FindAccountAsync(normal);
        if (!Passwords.Matches(account?.PasswordHash, password))
        {
            HubMeter.SignInFailed("password");
            throw new RefusedException("The mail address or the password is not right. Try again, or ask for a link by mail.");
        }

        await limits.ForgiveAsync(Limit.WrongPasswordFrom, from);
        await limits.ForgiveAsync(Limit.WrongPassword, normal);
        return await writes.DoAsync(work => StartAsync(work, account!.PersonId, device, proved: true));
    }

    /// After the first step, within another operation's transaction: a sign-in, or a challenge where the person wants a second step.
    internal static async Task<Ticket> StartAsync(HubWork work, long personId, string device, bool proved)
    {
        if (!await work.Db.SecondSteps.AnyAsync(s => s.PersonId == personId && s.OnSince != null)) return Start(work, personId, device, proved);
        var key = SecretKey.New();
        var challenge = SignInChallenge.Begin(personId, SecretKey.Hash(key), work.Now);
        work.Db.Add(challenge);
        return new Ticket(personId, key);
    }

    /// For whoever has done all that is asked.
    internal static Ticket Start(HubWork work, long personId, string device, bool proved)
    {
        var key = SecretKey.New();
        var signIn = SignIn.Start(personId, SecretKey.Hash(key), device, work.Now);
        if (proved) signIn.Prove(work.Now);
        work.Db.Add(signIn);
        return new Ticket(personId, key, signIn);
    }

    /// Whether what a cookie says still holds. Kept for five seconds, and not a moment longer than the next change of the person's rights.
    public async Task<bool> HoldsAsync(long personId, long signInId, string? key)
    {
        var version = live.VersionOf(LiveTopic.PersonRights(personId));
        var now = Now;
        if (!known.TryGetValue(signInId, out var row) || row.Version != version || row.At + Remembered < now)
        {
            row = await ReadAsync(signInId, version, now);
            if (row is null)
            {
                known.TryRemove(signInId, out _);
                return false;
            }
            if (known.Count > 20_000) known.Clear();
            known[signInId] = row;
        }
        return row.PersonId == personId && System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(row.KeyHash, SecretKey.Hash(key));
    }

    /// For pages that are open: false from the moment on in which its sign-in was ended.
    public async Task<bool> IsAliveAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.SignInId is not { } id) return actor.PersonId is null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.SignIns.Where(SignIn.IsAliveAt(Now)).AnyAsync(s => s.Id == id && s.PersonId == actor.PersonId, cancel);
    }

    /// Ends the actor's own.
    public Task EndAsync(Actor actor) => writes.DoAsync(async work =>
    {
        var signIn = await work.Db.SignIns.SingleOrDefaultAsync(s => s.Id == actor.SignInId && s.PersonId == actor.PersonId);
        if (signIn is null) return;
        signIn.End(work.Now);
        work.Announce(LiveTopic.PersonRights(signIn.PersonId));
    });

    /// Where the actor is signed in, the latest used first.
    public async Task<IReadOnlyList<SignInCard>> ListAsync(Actor actor)
    {
        await using var db = await databases.CreateDbContextAsync();
        var me = (await Reader.ReadAsync(db, actor, Now)).RequirePerson();
        return await db.SignIns.Where(SignIn.IsAliveAt(Now)).Where(s => s.PersonId == me).OrderByDescending(s => s.SeenAt).Take(100)
            .Select(s => new SignInCard(s.PublicId, s.Device, s.StartedAt, s.SeenAt, s.Id == actor.SignInId)).ToListAsync();
    }

    public Task EndOneAsync(Actor actor, string? publicId) => writes.DoAsync(async work =>
    {
        var me = (await work.ReadAsync(actor)).RequirePerson();
        var signIn = await work.Db.SignIns.SingleOrDefaultAsync(s => s.PersonId == me && s.PublicId == publicId) ?? throw new RefusedException("This device is signed out already.");
        signIn.End(work.Now);
        work.Announce(LiveTopic.PersonRights(me));
    });

    public Task EndAllOthersAsync(Actor actor) => writes.DoAsync(async work =>
        await work.EndSignInsAsync((await work.ReadAsync(actor)).RequirePerson(), but: actor.SignInId));

    async Task<Account?> FindAccountAsync(string normal)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.NormalizedEmail == normal);
    }

    async Task<Known?> ReadAsync(long signInId, long version, DateTime now)
    {
        await using var db = await databases.CreateDbContextAsync();
        var row = await db.SignIns.Where(SignIn.IsAliveAt(now)).Where(s => s.Id == signInId).Select(s => new { s.PersonId, s.KeyHash, s.SeenAt }).SingleOrDefaultAsync();
        if (row is null) return null;
        if (row.SeenAt + SeenEvery <= now) await SeeAsync(signInId);
        return new Known(row.PersonId, row.KeyHash, version, now);
    }

    Task SeeAsync(long signInId) => writes.DoAsync(async work =>
    {
        if (await work.Db.SignIns.Where(SignIn.IsAliveAt(work.Now)).SingleOrDefaultAsync(s => s.Id == signInId) is { } signIn) signIn.See(work.Now);
    });

    sealed record Known(long PersonId, byte[] KeyHash, long Version, DateTime At);
}

/// What the cookie is made of. The key is nowhere else. Half a ticket opens nothing: its key is a challenge's, for the second step.
public sealed class Ticket(long personId, string key, SignIn? signIn = null)
{
    public long PersonId => personId;
    public string Key => key;
    public bool IsHalf => signIn is null;

    /// Known once the operation has been saved.
    public long SignInId => Whole.Id;
    public DateTime StartedAt => Whole.StartedAt;
    public Actor Actor => new(PersonId, SignInId);

    SignIn Whole => signIn ?? throw new InvalidOperationException("The second step is still to be done.");
}

/// One line of the list of one's devices.
public sealed record SignInCard(string PublicId, string Device, DateTime StartedAt, DateTime SeenAt, bool IsThis);
