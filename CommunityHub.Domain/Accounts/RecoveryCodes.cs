using System.Security.Cryptography;

namespace CommunityHub.Accounts;

/// Ten codes as they are shown once, and what is kept of them.
public sealed record RecoveryCodes(IReadOnlyList<string> Shown, byte[] Salt, IReadOnlyList<byte[]> Hashes)
{
    public const int Count = 10;

    const int Letters = 10;
    const int Rounds = 100_000; // as many as a password's

    // As PublicId: no vowels, and nothing that is misread.
    const string Alphabet = "23456789bcdfghjkmnpqrstvwxz";

    /// Slow by design: call it before a write begins, not within.
    public static RecoveryCodes Make()
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var codes = Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Alphabet, Letters)).ToList();
        return new RecoveryCodes([.. codes.Select(code => $"{code[..5]}-{code[5..]}")], salt, [.. codes.Select(code => Hash(code, salt))]);
    }

    public static byte[] Hash(string code, byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(code, salt, Rounds, HashAlgorithmName.SHA512, 32);
}

/// What somebody typed: six figures from an app, or a code from paper. Blanks, dashes and capitals do not matter.
public readonly record struct TypedCode(string? Figures, byte[]? Hash)
{
    const int Longest = 40;

    /// Slow for a code from paper: call it before a write begins, not within.
    public static TypedCode Read(string? typed, byte[] salt)
    {
        if (typed is null or { Length: > Longest }) return default;
        var signs = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return signs.Length is 6 && signs.All(char.IsAsciiDigit) ? new(signs, null)
            : signs.Length > 6 && salt.Length > 0 ? new(null, RecoveryCodes.Hash(signs, salt))
            : default;
    }
}
