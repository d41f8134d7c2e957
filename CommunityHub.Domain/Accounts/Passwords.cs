using Microsoft.AspNetCore.Identity;

namespace CommunityHub.Accounts;

/// What a password may be, and how it is kept. Slow by design: call it before a write begins, not within.
public static class Passwords
{
    public const int Shortest = 10;
    public const int Longest = 200;

    static readonly PasswordHasher<Account> Hasher = new();
    static readonly Account Nobody = new();

    // Somebody unknown must take as long as somebody known.
    static readonly Lazy<string> HashOfNobody = new(() => Hasher.HashPassword(Nobody, SecretKey.New()));

    /// Refuses what is too short, too well known, or the person's own address. Anything else goes: blanks, emoji, sentences.
    public static string Hash(string? password, string address) => Hasher.HashPassword(Nobody, RequireGood(password, address));

    /// As <see cref="Hash"/>, but quick.
    public static string RequireGood(string? password, string address)
    {
        var typed = password ?? "";
        if (typed.Length < Shortest) throw new RefusedException($"Use at least {Shortest} characters. A short sentence is good.");
        if (typed.Length > Longest) throw new RefusedException($"Use at most {Longest} characters.");
        if (CommonPasswords.Contain(typed)) throw new RefusedException("Too many people use this one. Choose another.");
        if (address.Length > 0 && typed.Contains(address, StringComparison.OrdinalIgnoreCase)) throw new RefusedException("Do not use your mail address as the password.");
        return typed;
    }

    /// Without a hash it is false, and takes as long.
    public static bool Matches(string? hash, string? password)
    {
        var typed = password is { Length: > 0 and <= Longest } ? password : "-";
        return Hasher.VerifyHashedPassword(Nobody, hash ?? HashOfNobody.Value, typed) != PasswordVerificationResult.Failed && hash is not null;
    }
}
