using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Search;

/// A row that has changed, by what is to be looked at again: see <see cref="SearchWatch"/>.
readonly record struct Touched(char What, long Id);

/// What to look for, and where: words, words of the index's scope (all of the groups, any of each), and what the reader may find.
sealed record SearchLook(SearchQuery Query, IReadOnlyList<IReadOnlyList<string>> Scope)
{
    /// Numbers of documents: between two days.
    public long From { get; init; }
    public long To { get; init; } = long.MaxValue;
    public required DateTime Now { get; init; }
    public SearchKind? Kind { get; init; }

    /// Communities whose inside the reader reads; which they know; and in which they are.
    public required IReadOnlyList<long> Reads { get; init; }
    public required IReadOnlyList<long> Knows { get; init; }
    public required IReadOnlyList<long> IsIn { get; init; }
}

/// One that fits: its number, what it stands in, and the beginning of its text, to be ranked by; empty where nobody asked for that.
readonly record struct SearchHit(long Id, SearchKind Kind, long? Place, string Title, string Words);

/// The index in one kind of database. Everything is done in the context's transaction.
interface ISearchIndex
{
    /// Its tables, and the triggers by which no change is missed.
    string Make { get; }

    /// Takes all of it away.
    string Drop { get; }

    /// What has changed in this transaction, and what was left over.
    Task<List<Touched>> TakeTouchedAsync(HubDb db, CancellationToken cancel);

    Task PutAsync(HubDb db, IReadOnlyList<SearchDocument> documents, CancellationToken cancel);

    /// A step of tidying up after many documents came at once. False: there is no more to do.
    Task<bool> TidyAsync(HubDb db, bool isFirst, CancellationToken cancel);

    Task RemoveAsync(HubDb db, SearchKind kind, IReadOnlyList<long> sources, CancellationToken cancel);

    /// The newest that fit, as many as asked for at most.
    Task<List<SearchHit>> FindAsync(HubDb db, SearchLook look, int most, bool withText, CancellationToken cancel);

    /// Something that is another one when the index has changed. Null: this database cannot say so cheaply.
    Task<string?> StampAsync(HubDb db, CancellationToken cancel);

    /// The words of letters alone that stand in the index, and in how many documents.
    Task<List<(string Word, long Documents)>> WordsAsync(HubDb db, CancellationToken cancel);
}

static class SearchIndex
{
    static readonly SqliteSearch Sqlite = new();
    static readonly PostgresSearch Postgres = new();

    public static ISearchIndex Of(HubDb db) => db.Database.IsNpgsql() ? Postgres : Sqlite;

    /// The rights of a look, in the words of both databases. What stands in a community, by who reads it; its card, by who knows it; a person,
    /// by who is with them in one.
    public static string Allowed(string reads, string knows, string isIn) => $"""
        (d.kind NOT IN (6, 7) AND d.community {reads} OR d.kind = 7 AND d.community {knows}
        OR d.kind = 6 AND EXISTS (SELECT 1 FROM "Memberships" m WHERE m."PersonId" = d.source AND m."Until" IS NULL AND m."CommunityId" {isIn}))
        AND d.opens <= @now AND d.closes > @now
        """;

    public static SearchHit Read(System.Data.Common.DbDataReader row) =>
        new(row.GetInt64(0), (SearchKind)row.GetInt32(1), row.IsDBNull(2) ? null : row.GetInt64(2), row.GetString(3), row.GetString(4));

    public static long Moment(DateTime? at, long otherwise) => at is { } moment ? new DateTimeOffset(moment, TimeSpan.Zero).ToUnixTimeMilliseconds() : otherwise;
}
