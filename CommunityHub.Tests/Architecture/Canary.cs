using System.Buffers;
using System.Security.Cryptography;
using CommunityHub.Communities;

namespace CommunityHub.Tests.Architecture;

/// Who may come upon a word.
public enum Seen
{
    /// Whoever may know that the community exists.
    Card,

    /// Whoever reads what is inside.
    Inside,

    /// Those who are in it.
    Members,

    /// Those who run it, and whoever it is about.
    Facilitators,

    /// The people named with it, and nobody else.
    Only,
}

/// A word that stands in one field of one community and nowhere else: where it turns up, that field has turned up.
public sealed record Canary(string Word, CommunityKind? Kind, string Field, Seen Seen, params string[] Also)
{
    // Letters that no address, token or base64 text makes by chance twenty times over; small ones, since a slug is a name in small letters.
    public static string NewWord() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", Letters);

    public const int Letters = 20;

    public override string ToString() => $"{Field} of the {(Kind is { } kind ? kind.InWords() : "site's")} community";
}

/// Finds canaries in a text, reading it once for all of them.
sealed class CanaryFinder(IReadOnlyList<Canary> canaries)
{
    readonly SearchValues<string> words = SearchValues.Create([.. canaries.Select(canary => canary.Word)], StringComparison.OrdinalIgnoreCase);
    readonly Dictionary<string, Canary> known = canaries.ToDictionary(canary => canary.Word, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<Canary> In(string text)
    {
        var found = new HashSet<Canary>();
        for (var at = 0; text.AsSpan(at).IndexOfAny(words) is >= 0 and var ahead; at += ahead + 1) found.Add(known[text.Substring(at + ahead, Canary.Letters)]);
        return found;
    }
}
