using System.Buffers;
using System.Security.Cryptography;

namespace CommunityHub;

/// The name of a thing in addresses: random, so that nobody can guess the next one or count what there is.
public static class PublicId
{
    public const int Length = 12;

    // No vowels, so that no words come out; no 0, 1, l and y, which are misread. 27 signs make 57 bits.
    const string Alphabet = "23456789bcdfghjkmnpqrstvwxz";

    static readonly SearchValues<char> Signs = SearchValues.Create(Alphabet);

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// Whether this could be one of ours. Says nothing about whether the thing exists.
    public static bool IsWellFormed(string? id) => id is { Length: Length } && !id.AsSpan().ContainsAnyExcept(Signs);
}
