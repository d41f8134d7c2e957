using System.Text;
using CommunityHub.Text;
using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Hotseats;

/// Cuts what members wrote so that a whole page of it stays within a weight: poor lines pay for each byte. Ask for all the pieces first,
/// then show them.
public sealed class TextWords(int mostBytes)
{
    readonly List<(string Text, int Most)> pieces = [];
    string[]? cut;

    /// Gives the number under which the piece is shown. At most so many characters of it are shown, fewer where all of them together weigh too much.
    public int Add(string? text, int most)
    {
        pieces.Add((text ?? "", most));
        return pieces.Count - 1;
    }

    /// As markup, because letters beyond the Latin ones are escaped otherwise, at twice their weight or more.
    public MarkupString Show(int piece) => new((cut ??= Cut())[piece]);

    /// The longest cut that fits: the same for all pieces, so that none pays for another.
    string[] Cut()
    {
        var (fits, tooMuch) = (1, pieces.Max(p => p.Most) + 1);
        while (tooMuch - fits > 1)
        {
            var half = (fits + tooMuch) / 2;
            if (At(half).Sum(Encoding.UTF8.GetByteCount) <= mostBytes) fits = half;
            else tooMuch = half;
        }
        return At(fits);
    }

    string[] At(int most) => [.. pieces.Select(p => Escape(Wording.Shorten(p.Text, Math.Min(p.Most, most))))];

    // Between tags only these three have a meaning.
    static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
