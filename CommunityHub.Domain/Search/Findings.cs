using CommunityHub.Communities;
using CommunityHub.People;

namespace CommunityHub.Search;

/// What is looked for. Community: its address; Theme: a public id of one of that community; From and To: a day's first moment, and that of
/// the day after; After: the last of the page before.
public sealed record SearchAsk(string? Text)
{
    public string? Community { get; init; }
    public string? Theme { get; init; }
    public SearchKind? Kind { get; init; }

    /// A part of the name of who wrote it.
    public string? Person { get; init; }
    public DateTime? From { get; init; }
    public DateTime? To { get; init; }
    public bool Unanswered { get; init; }
    public string? After { get; init; }
}

/// A community whose inside the reader reads, to narrow a search to.
public sealed record SearchPlace(string Slug, string Name);

/// One thing that was found. Href: where it stands.
public sealed record SearchResult(string Id, SearchKind Kind, string Href)
{
    public required IReadOnlyList<ExcerptPart> Title { get; init; }
    public required IReadOnlyList<ExcerptPart> Words { get; init; }

    /// In which community; null: a person.
    public string? Community { get; init; }
    public string? By { get; init; }
    public string? ByKey { get; init; }
    public string? Theme { get; init; }
    public required DateTime At { get; init; }
    public bool IsUnanswered { get; init; }
}

/// What one reader finds.
public sealed record Findings
{
    public required Reader Reader { get; init; }
    public required IReadOnlyList<SearchPlace> Places { get; init; }

    /// The community it is narrowed to, by its address; null: none, or none that the reader reads.
    public SearchPlace? Place { get; init; }

    /// The themes of that community.
    public IReadOnlyList<ThemeFace> Themes { get; init; } = [];
    public IReadOnlyList<SearchResult> Results { get; init; } = [];

    /// How many there are; at <see cref="SiteSearch.Most"/> there may be more.
    public int Count { get; init; }
    public bool IsMore { get; init; }

    /// The number of the first on this page, from 1.
    public int First { get; init; } = 1;

    /// Where the pages before and after begin; an empty text: from the start.
    public string? Previous { get; init; }
    public string? Next { get; init; }

    /// Nothing was asked yet.
    public bool IsBlank { get; init; }

    /// What was typed holds no word.
    public bool HasNoWord { get; init; }

    /// Another spelling under which there is more.
    public string? DidYouMean { get; init; }

    /// The results are those of <see cref="DidYouMean"/>, because there are none of what was typed.
    public bool IsCorrected { get; init; }
}
