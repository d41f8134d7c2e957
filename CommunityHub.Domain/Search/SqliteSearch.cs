using System.Text.Json;
using CommunityHub.Data;

namespace CommunityHub.Search;

/// FTS5 over a table of documents. Its words are taken out of the file at once when a document goes (secure-delete), and the file's own
/// secure_delete does the same for the table.
sealed class SqliteSearch : ISearchIndex
{
    public string Make => """
        CREATE TABLE IF NOT EXISTS hub_search (
            id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, source INTEGER NOT NULL, public_id TEXT NOT NULL, community INTEGER, place INTEGER,
            author INTEGER, theme INTEGER, opens INTEGER NOT NULL, closes INTEGER NOT NULL, unanswered INTEGER NOT NULL,
            title TEXT NOT NULL, words TEXT NOT NULL, scope TEXT NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS hub_search_source ON hub_search (kind, source);
        CREATE INDEX IF NOT EXISTS hub_search_public_id ON hub_search (public_id);
        CREATE VIRTUAL TABLE IF NOT EXISTS hub_search_words USING fts5 (
            title, words, scope, content = 'hub_search', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '3');
        CREATE VIRTUAL TABLE IF NOT EXISTS hub_search_vocabulary USING fts5vocab (hub_search_words, 'row');
        CREATE TRIGGER IF NOT EXISTS hub_search_comes AFTER INSERT ON hub_search
        BEGIN INSERT INTO hub_search_words (rowid, title, words, scope) VALUES (NEW.id, NEW.title, NEW.words, NEW.scope); END;
        CREATE TRIGGER IF NOT EXISTS hub_search_goes AFTER DELETE ON hub_search
        BEGIN INSERT INTO hub_search_words (hub_search_words, rowid, title, words, scope) VALUES ('delete', OLD.id, OLD.title, OLD.words, OLD.scope); END;
        INSERT INTO hub_search_words (hub_search_words, rank) VALUES ('secure-delete', 1);
        CREATE TABLE IF NOT EXISTS hub_search_touched (what TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (what, id)) WITHOUT ROWID;

        """ + string.Concat(SearchWatch.All.Select(Triggers));

    public string Drop => string.Concat(SearchWatch.All.SelectMany((_, i) => "iud".Select(on => $"DROP TRIGGER IF EXISTS hub_search_{i}{on};\n"))) + """
        DROP TABLE IF EXISTS hub_search_vocabulary;
        DROP TABLE IF EXISTS hub_search_words;
        DROP TABLE IF EXISTS hub_search;
        DROP TABLE IF EXISTS hub_search_touched;
        """;

    public async Task<List<Touched>> TakeTouchedAsync(HubDb db, CancellationToken cancel)
    {
        var touched = await db.ListAsync("SELECT what, id FROM hub_search_touched", row => new Touched(row.GetString(0)[0], row.GetInt64(1)), cancel: cancel);
        if (touched.Count > 0) await db.DoAsync("DELETE FROM hub_search_touched", cancel: cancel);
        return touched;
    }

    public async Task PutAsync(HubDb db, IReadOnlyList<SearchDocument> documents, CancellationToken cancel)
    {
        // In their order, or FTS5 begins a new segment for each.
        foreach (var document in documents.OrderBy(document => document.Id))
        {
            await db.DoAsync("""
                INSERT INTO hub_search (id, kind, source, public_id, community, place, author, theme, opens, closes, unanswered, title, words, scope)
                SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM hub_search WHERE id = @id) THEN @id
                    ELSE (SELECT MIN(o.id) + 1 FROM hub_search o WHERE o.id >= @id AND NOT EXISTS (SELECT 1 FROM hub_search n WHERE n.id = o.id + 1)) END,
                    @kind, @source, @public_id, @community, @place, @author, @theme, @opens, @closes, @unanswered, @title, @words, @scope
                """, Values(document), cancel);
        }
    }

    public static Dictionary<string, object?> Values(SearchDocument document) => new()
    {
        ["@id"] = document.Id,
        ["@kind"] = (int)document.Kind,
        ["@source"] = document.SourceId,
        ["@public_id"] = document.PublicId,
        ["@community"] = document.CommunityId,
        ["@place"] = document.PlaceId,
        ["@author"] = document.AuthorId,
        ["@theme"] = document.ThemeId,
        ["@opens"] = SearchIndex.Moment(document.Opens, 0),
        ["@closes"] = SearchIndex.Moment(document.Closes, long.MaxValue),
        ["@unanswered"] = document.IsUnanswered ? 1 : 0,
        ["@title"] = document.Title,
        ["@words"] = document.Words,
        ["@scope"] = string.Join(' ', document.Scope()),
    };

    // FTS5 looks a word up in each of its segments: they are merged into one, some pages at a time, since others write meanwhile.
    public async Task<bool> TidyAsync(HubDb db, bool isFirst, CancellationToken cancel)
    {
        async Task<long> ChangesAsync() => (await db.ListAsync("SELECT total_changes()", row => row.GetInt64(0), cancel: cancel))[0];
        var before = await ChangesAsync();
        await db.DoAsync($"INSERT INTO hub_search_words (hub_search_words, rank) VALUES ('merge', {(isFirst ? "-" : "")}500)", cancel: cancel);
        return await ChangesAsync() - before >= 2;
    }

    public Task RemoveAsync(HubDb db, SearchKind kind, IReadOnlyList<long> sources, CancellationToken cancel) => db.DoAsync(
        "DELETE FROM hub_search WHERE kind = @kind AND source IN (SELECT value FROM json_each(@sources))",
        new Dictionary<string, object?> { ["@kind"] = (int)kind, ["@sources"] = JsonSerializer.Serialize(sources) }, cancel);

    public Task<List<SearchHit>> FindAsync(HubDb db, SearchLook look, int most, bool withText, CancellationToken cancel)
    {
        // The newest first is FTS5's own order, so it stops by itself; its bm25 goes through all that hold a common word. CROSS JOIN keeps
        // the planner from going through the documents first.
        var sql = $"""
            SELECT d.id, d.kind, d.place, {(withText ? $"d.title, substr(d.words, 1, {Ranking.Reach})" : "'', ''")}
            FROM hub_search_words CROSS JOIN hub_search d ON d.id = hub_search_words.rowid
            WHERE hub_search_words MATCH @match AND hub_search_words.rowid >= @from AND hub_search_words.rowid < @to AND (@kind = 0 OR d.kind = @kind)
            AND {SearchIndex.Allowed(In("@reads"), In("@knows"), In("@is_in"))}
            ORDER BY hub_search_words.rowid DESC LIMIT @most
            """;
        return db.ListAsync(sql, SearchIndex.Read, new Dictionary<string, object?>
        {
            ["@match"] = Match(look),
            ["@from"] = look.From,
            ["@to"] = look.To,
            ["@kind"] = look.Kind is { } kind ? (int)kind : 0,
            ["@reads"] = JsonSerializer.Serialize(look.Reads),
            ["@knows"] = JsonSerializer.Serialize(look.Knows),
            ["@is_in"] = JsonSerializer.Serialize(look.IsIn),
            ["@now"] = SearchIndex.Moment(look.Now, 0),
            ["@most"] = most,
        }, cancel);
    }

    // What FTS5 keeps of its own segments; it counts there how often it has written.
    public async Task<string?> StampAsync(HubDb db, CancellationToken cancel) =>
        (await db.ListAsync("SELECT hex(block) FROM hub_search_words_data WHERE id = 10", row => row.GetString(0), cancel: cancel)).FirstOrDefault();

    public Task<List<(string Word, long Documents)>> WordsAsync(HubDb db, CancellationToken cancel) => db.ListAsync(
        "SELECT term, doc FROM hub_search_vocabulary WHERE length(term) BETWEEN 2 AND 24 AND term NOT GLOB '*[0-9]*' ORDER BY doc DESC LIMIT 200000",
        row => (row.GetString(0), row.GetInt64(1)), cancel: cancel);

    static string In(string list) => $"IN (SELECT value FROM json_each({list}))";

    // Each word in quotation marks is a word to FTS5, and never AND, NEAR, a column or a star. None holds such a mark itself.
    static string Match(SearchLook look)
    {
        var parts = new List<string>();
        if (!look.Query.IsEmpty) parts.Add($"{{title words}} : ({string.Join(" AND ", look.Query.Words.Select((_, i) => $"({string.Join(" OR ", AnyForm(look.Query, i))})"))})");
        parts.AddRange(look.Scope.Select(group => $"scope : ({string.Join(" OR ", group.Select(word => $"\"{word}\""))})"));
        return string.Join(" AND ", parts);
    }

    static IEnumerable<string> AnyForm(SearchQuery query, int at) =>
        query.Forms[at].Select((form, i) => i == 0 && query.IsBeginning(at) ? $"\"{form}\" *" : $"\"{form}\"");

    static string Triggers(SearchWatch watch, int number)
    {
        string Note(string row) => $"INSERT OR IGNORE INTO hub_search_touched SELECT '{watch.What}', {row}.\"{watch.Column}\" WHERE {row}.\"{watch.Column}\" IS NOT NULL AND {watch.Condition(row)};";
        string On(char which, string on, string notes) => $"CREATE TRIGGER IF NOT EXISTS hub_search_{number}{which} AFTER {on} ON \"{watch.Table}\" BEGIN {notes} END;\n";
        var update = On('u', $"UPDATE OF {watch.Columns}", Note("OLD") + Note("NEW"));
        return watch.OnlyUpdates ? update : update + On('i', "INSERT", Note("NEW")) + On('d', "DELETE", Note("OLD"));
    }
}
