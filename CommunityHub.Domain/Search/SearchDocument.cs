using System.Globalization;
using System.Text;

namespace CommunityHub.Search;

/// What the index holds of one thing that can be found. Of what nobody may find there is none.
sealed record SearchDocument
{
    /// Seconds since 1970, then the kind, then what tells two of one second apart: the newest has the largest number, so that "the newest
    /// first" and "between two days" are the index's own order, which costs no sorting.
    const int KindBits = 4, OwnBits = 26;
    const long LatestSecond = (1L << 33) - 1;

    public required SearchKind Kind { get; init; }

    /// The row's number in its own table.
    public required long SourceId { get; init; }
    public required string PublicId { get; init; }

    /// Of a person there is none: they are found by who shares a community with them.
    public long? CommunityId { get; init; }

    /// The discussion or the hotseat it stands in.
    public long? PlaceId { get; init; }

    /// Null where its page names nobody.
    public long? AuthorId { get; init; }
    public long? ThemeId { get; init; }
    public required DateTime At { get; init; }

    /// Found from then on, and until then.
    public DateTime? Opens { get; init; }
    public DateTime? Closes { get; init; }
    public bool IsUnanswered { get; init; }
    public string Title { get; init; } = "";

    /// Without marks of Markdown.
    public string Words { get; init; } = "";

    public long Id => IdAt(At) | ((long)Kind << OwnBits) | Own;

    /// The smallest of that second.
    public static long IdAt(DateTime at) => Math.Clamp(new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeSeconds(), 0, LatestSecond) << (KindBits + OwnBits);

    public static DateTime AtOf(long id) => DateTimeOffset.FromUnixTimeSeconds(id >> (KindBits + OwnBits)).UtcDateTime;

    /// Words of the index that nobody types into a search box, one for each thing that results can be narrowed to.
    public IEnumerable<string> Scope()
    {
        yield return ScopeOf(Kind);
        if (CommunityId is { } community) yield return ScopeOfCommunity(community);
        if (ThemeId is { } theme) yield return ScopeOfTheme(theme);
        if (Kind.IsInForum() && PlaceId is { } discussion) yield return ScopeOfDiscussion(discussion);
        if (AuthorId is { } author) yield return ScopeOfAuthor(author);
        if (IsUnanswered) yield return Unanswered;
    }

    public const string Unanswered = "u1";

    public static string ScopeOf(SearchKind kind) => Scope('k', (int)kind);

    public static string ScopeOfCommunity(long id) => Scope('c', id);

    public static string ScopeOfDiscussion(long id) => Scope('d', id);

    public static string ScopeOfTheme(long id) => Scope('t', id);

    public static string ScopeOfAuthor(long id) => Scope('a', id);

    /// Whether a group of them holds for all of a discussion alike.
    public static bool IsAboutPlaces(IReadOnlyList<string> group) => group[0][0] is 'c' or 't';

    static string Scope(char what, long id) => what + id.ToString(CultureInfo.InvariantCulture);

    // Questions of one minute stand in an order that says nothing: their row's number would tell which of them came first.
    long Own => (Kind is SearchKind.Question ? Hash(PublicId) : SourceId) & ((1L << OwnBits) - 1);

    static long Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var part in Encoding.UTF8.GetBytes(text)) hash = (hash ^ part) * 16777619u;
        return hash;
    }
}
