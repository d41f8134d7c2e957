using System.Linq.Expressions;
using CommunityHub.People;
using LinqKit;

namespace CommunityHub.Accounts;

/// One sign-in of a person on one device: a session row. The cookie holds a key; the row only its hash.
public sealed class SignIn
{
    /// Ends by itself when it was not used for so long.
    public static readonly TimeSpan LongestRest = TimeSpan.FromDays(14);

    /// Ends by itself after so long, used or not.
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(90);

    /// How long a password given counts as given just now.
    public static readonly TimeSpan ProofLasts = TimeSpan.FromMinutes(15);

    SignIn(string publicId, long personId, byte[] keyHash, string device, DateTime startedAt) =>
        (PublicId, PersonId, KeyHash, Device, StartedAt, SeenAt) = (publicId, personId, keyHash, device, startedAt, startedAt);

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;
    public byte[] KeyHash { get; private set; }

    /// The kind of browser and system, in words: never the address or the whole user agent.
    public string Device { get; private set; }
    public DateTime StartedAt { get; private set; }

    /// When the password was last given in this sign-in: changing what guards the account asks for a recent one.
    public DateTime? ProvedAt { get; private set; }

    /// Kept to the nearest few minutes.
    public DateTime SeenAt { get; private set; }
    public DateTime? EndedAt { get; private set; }

    public static SignIn Start(long personId, byte[] keyHash, string device, DateTime now) =>
        new(CommunityHub.PublicId.New(), personId, keyHash, device, now);

    /// Not ended, neither by hand nor by itself.
    public static Expression<Func<SignIn, bool>> IsAliveAt(DateTime now)
    {
        var (rested, lived) = EndsBefore(now);
        Expression<Func<SignIn, bool>> isAlive = s => IsAlive.Invoke(s, rested, lived);
        return isAlive.Expand();
    }

    /// The rule: seen after the first of the times that <see cref="EndsBefore"/> gives, and started after the second.
    internal static readonly Expression<Func<SignIn, DateTime, DateTime, bool>> IsAlive = (s, rested, lived) => s.EndedAt == null && s.SeenAt > rested && s.StartedAt > lived;

    internal static (DateTime Rested, DateTime Lived) EndsBefore(DateTime now) => (now - LongestRest, now - LongestLife);

    public void See(DateTime now) => SeenAt = now;

    public void Prove(DateTime now) => ProvedAt = now;

    public bool IsProvedAt(DateTime now) => ProvedAt + ProofLasts > now;

    public void End(DateTime now) => EndedAt ??= now;
}
