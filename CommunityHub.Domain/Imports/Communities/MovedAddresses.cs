using System.Text.RegularExpressions;
using CommunityHub.Text;

namespace CommunityHub.Imports.Communities;

/// Links in texts to what has moved along: they lead to where it is now. All others stay as they are. With them the marks of those who are named.
sealed class MovedAddresses
{
    readonly IReadOnlyDictionary<string, string> ids;
    readonly string oldSlug, newSlug, newAddress;
    readonly Regex inside;

    /// Ids: the old public ids, and the new ones. The addresses of the sites may be empty.
    public MovedAddresses(IReadOnlyDictionary<string, string> ids, string oldSlug, string newSlug, string oldAddress, string newAddress)
    {
        (this.ids, this.oldSlug, this.newSlug, this.newAddress) = (ids, oldSlug, newSlug, newAddress);
        // Not in the middle of another site's address.
        var begin = oldAddress.Length == 0 ? @"(?<![\w.:/-])" : $@"(?:(?<![\w.:/-])|(?<host>{Regex.Escape(oldAddress)}))";
        inside = new Regex($"""{begin}/(?<kind>discussions|hotseats|communities)/(?<id>[a-z0-9-]+)(?<rest>[^\s()\[\]<>"']*)""", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
    }

    public string Rewrite(string text)
    {
        if (text.Contains(Mentions.Scheme, StringComparison.Ordinal)) text = Mentions.Move(text, id => ids.GetValueOrDefault(id));
        return text.Contains('/') ? inside.Replace(text, Lead) : text;
    }

    string Lead(Match found)
    {
        var (kind, id) = (found.Groups["kind"].Value, found.Groups["id"].Value);
        var moved = kind is "communities" ? (id == oldSlug ? newSlug : null) : ids.GetValueOrDefault(id);
        if (moved is null) return found.Value;
        var rest = Behind.Replace(found.Groups["rest"].Value, one => ids.GetValueOrDefault(one.Value, one.Value));
        return $"{(found.Groups["host"].Success ? newAddress : "")}/{kind}/{moved}{rest}";
    }

    // A file, a question, an answer on that page.
    static Regex Behind { get; } = new($"(?<![a-z0-9])[a-z0-9]{{{PublicId.Length}}}(?![a-z0-9])", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
}
