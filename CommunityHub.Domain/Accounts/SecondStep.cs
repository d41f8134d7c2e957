using System.Security.Cryptography;
using CommunityHub.People;

namespace CommunityHub.Accounts;

/// What a person shows beside the password or the mailed link when they sign in: a code from an app, or one of the codes on paper.
public sealed class SecondStep
{
    readonly List<RecoveryCode> codes = [];

    SecondStep(long personId, byte[] key, DateTime begunAt) => (PersonId, Key, BegunAt) = (personId, key, begunAt);

    public long Id { get; private set; }
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;

    /// The app holds the same one. As it is: whoever has lost the site's other keys must still be able to sign in.
    public byte[] Key { get; private set; }
    public DateTime BegunAt { get; private set; }

    /// Null: their person has not shown yet that the app works.
    public DateTime? OnSince { get; private set; }

    /// The half minute of the last code that was taken: neither it nor an older one is taken again.
    public long LastStep { get; private set; }
    public byte[] Salt { get; private set; } = [];
    public IReadOnlyList<RecoveryCode> Codes => codes;

    public static SecondStep Begin(long personId, DateTime now) => new(personId, Totp.NewKey(), now);

    /// With another key: the last one may have been seen.
    public void BeginAgain(DateTime now)
    {
        if (OnSince is not null) throw new RefusedException("It is on already.");
        (Key, BegunAt) = (Totp.NewKey(), now);
    }

    public void TurnOn(TypedCode code, DateTime now)
    {
        if (OnSince is not null) throw new RefusedException("It is on already.");
        if (!TakesFigures(code, now)) throw new RefusedException("This is not the code that your app shows now. Wait for the next one, and try again.");
        OnSince = now;
    }

    /// Once each: a code that was taken is used up.
    public bool Takes(TypedCode code, DateTime now) => OnSince is not null && (TakesFigures(code, now) || TakesFromPaper(code, now));

    /// The ones before are good for nothing any more.
    public void TakeCodes(RecoveryCodes made, DateTime now)
    {
        codes.Clear();
        Salt = made.Salt;
        codes.AddRange(made.Hashes.Select(hash => new RecoveryCode(hash, now)));
    }

    bool TakesFigures(TypedCode code, DateTime now)
    {
        if (code.Figures is null || Totp.FindStep(Key, code.Figures, now) is not { } step || step <= LastStep) return false;
        LastStep = step;
        return true;
    }

    bool TakesFromPaper(TypedCode code, DateTime now)
    {
        var found = code.Hash is null ? null : codes.Find(one => one.UsedAt is null && CryptographicOperations.FixedTimeEquals(one.Hash, code.Hash));
        found?.Use(now);
        return found is not null;
    }
}

/// One of ten to keep on paper, for whoever has lost the app. Only its hash is stored.
public sealed class RecoveryCode(byte[] hash, DateTime madeAt)
{
    public long Id { get; private set; }
    public byte[] Hash { get; private set; } = hash;
    public DateTime MadeAt { get; private set; } = madeAt;
    public DateTime? UsedAt { get; private set; }

    public void Use(DateTime now) => UsedAt = now;
}
