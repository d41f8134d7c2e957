using System.Linq.Expressions;
using CommunityHub.People;

namespace CommunityHub.Accounts;

/// Between the first step of a sign-in and the second: good once, for ten minutes and five tries. The browser holds a key; the row only
/// its hash. A passkey's challenge leaves such a row when it was answered, so that the same answer is good for nothing a second time.
public sealed class SignInChallenge
{
    public const int MostTries = 5;

    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    SignInChallenge(long personId, byte[] keyHash, DateTime until) => (PersonId, KeyHash, Until) = (personId, keyHash, until);

    public long Id { get; private set; }
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;
    public byte[] KeyHash { get; private set; }
    public DateTime Until { get; private set; }
    public int Tries { get; private set; }
    public DateTime? UsedAt { get; private set; }

    public int TriesLeft => MostTries - Tries;

    public static SignInChallenge Begin(long personId, byte[] keyHash, DateTime now) => new(personId, keyHash, now + Lasts);

    public static Expression<Func<SignInChallenge, bool>> IsGoodAt(DateTime now) => c => c.UsedAt == null && c.Until > now && c.Tries < MostTries;

    public void Miss() => Tries++;

    public void Use(DateTime now) => UsedAt ??= now;
}
