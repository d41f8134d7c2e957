using CommunityHub.Data;

namespace CommunityHub.Search;

/// tsvector over a table of documents, made here and not by PostgreSQL's own parser: so that both databases cut and fold words alike,
/// and no extension has to be there.
sealed class PostgresSearch : ISearchIndex
{
    // A note of what changed, kept in the transaction's own settings: in a table, two servers that write at once would refuse each other.
    const string Notes = "hub.search";

    // Where only a few are wanted, the planner goes back through all documents until it has them: of a rare word that is through all.
    const int Fewest = SiteSearch.Most + 1;

    /// More than that in one transaction: then the whole index is behind.
    const int MostNotes = 60_000;

    public const char Everything = '!';

    public string Make => $$"""
        CREATE TABLE IF NOT EXISTS hub_search (
            id bigint PRIMARY KEY, kind integer NOT NULL, source bigint NOT NULL, public_id text NOT NULL, community bigint, place bigint,
            author bigint, theme bigint, opens bigint NOT NULL, closes bigint NOT NULL, unanswered integer NOT NULL,
            title text NOT NULL, words text NOT NULL, vector tsvector NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS hub_search_source ON hub_search (kind, source);
        CREATE INDEX IF NOT EXISTS hub_search_public_id ON hub_search (public_id);
        CREATE INDEX IF NOT EXISTS hub_search_vector ON hub_search USING gin (vector);
        CREATE OR REPLACE FUNCTION hub_search_note(what text, id bigint) RETURNS void LANGUAGE plpgsql AS
        $do$ DECLARE noted text := coalesce(current_setting('{{Notes}}', true), '');
        BEGIN
            IF id IS NULL OR noted = '{{Everything}}' OR position(' ' || what || id || ' ' IN noted) > 0 THEN RETURN; END IF;
            PERFORM set_config('{{Notes}}', CASE WHEN length(noted) > {{MostNotes}} THEN '{{Everything}}' ELSE CASE noted WHEN '' THEN ' ' ELSE noted END || what || id || ' ' END, true);
        END $do$;

        """ + string.Concat(SearchWatch.All.Select(Triggers));

    public string Drop => string.Concat(SearchWatch.All.Select((_, i) => $"DROP FUNCTION IF EXISTS hub_search_touch_{i}() CASCADE;\n")) + """
        DROP FUNCTION IF EXISTS hub_search_note(text, bigint);
        DROP TABLE IF EXISTS hub_search;
        """;

    public async Task<List<Touched>> TakeTouchedAsync(HubDb db, CancellationToken cancel)
    {
        var noted = (await db.ListAsync($"SELECT coalesce(current_setting('{Notes}', true), '')", row => row.GetString(0), cancel: cancel))[0];
        if (noted.Length == 0) return [];
        await db.DoAsync($"SELECT set_config('{Notes}', '', true)", cancel: cancel);
        return [.. noted.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(note =>
            new Touched(note[0], note.Length > 1 ? long.Parse(note.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) : 0))];
    }

    public async Task PutAsync(HubDb db, IReadOnlyList<SearchDocument> documents, CancellationToken cancel)
    {
        foreach (var document in documents.OrderBy(document => document.Id))
        {
            var values = SqliteSearch.Values(document);
            values.Remove("@scope");
            values["@vector"] = Vector(document);
            await db.DoAsync("""
                INSERT INTO hub_search (id, kind, source, public_id, community, place, author, theme, opens, closes, unanswered, title, words, vector)
                SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM hub_search WHERE id = @id) THEN @id
                    ELSE (SELECT MIN(o.id) + 1 FROM hub_search o WHERE o.id >= @id AND NOT EXISTS (SELECT 1 FROM hub_search n WHERE n.id = o.id + 1)) END,
                    @kind, @source, @public_id, CAST(@community AS bigint), CAST(@place AS bigint), CAST(@author AS bigint), CAST(@theme AS bigint),
                    @opens, @closes, @unanswered, @title, @words, CAST(@vector AS tsvector)
                """, values, cancel);
        }
    }

    public Task<bool> TidyAsync(HubDb db, bool isFirst, CancellationToken cancel) => Task.FromResult(false);

    public Task RemoveAsync(HubDb db, SearchKind kind, IReadOnlyList<long> sources, CancellationToken cancel) => db.DoAsync(
        "DELETE FROM hub_search WHERE kind = @kind AND source = ANY(@sources)",
        new Dictionary<string, object?> { ["@kind"] = (int)kind, ["@sources"] = sources.ToArray() }, cancel);

    public async Task<List<SearchHit>> FindAsync(HubDb db, SearchLook look, int most, bool withText, CancellationToken cancel)
    {
        // Planned for these words: a plan for any words goes through all documents for rare ones. Until the connection goes back to the pool.
        await db.DoAsync("SET plan_cache_mode = force_custom_plan", cancel: cancel);
        var sql = $"""
            SELECT d.id, d.kind, d.place, {(withText ? $"d.title, left(d.words, {Ranking.Reach})" : "'', ''")}
            FROM hub_search d
            WHERE d.vector @@ CAST(@match AS tsquery) AND d.id >= @from AND d.id < @to AND (@kind = 0 OR d.kind = @kind)
            AND {SearchIndex.Allowed("= ANY(@reads)", "= ANY(@knows)", "= ANY(@is_in)")}
            ORDER BY d.id DESC LIMIT @most
            """;
        var hits = await db.ListAsync(sql, SearchIndex.Read, new Dictionary<string, object?>
        {
            ["@match"] = Match(look),
            ["@from"] = look.From,
            ["@to"] = look.To,
            ["@kind"] = look.Kind is { } kind ? (int)kind : 0,
            ["@reads"] = look.Reads.ToArray(),
            ["@knows"] = look.Knows.ToArray(),
            ["@is_in"] = look.IsIn.ToArray(),
            ["@now"] = SearchIndex.Moment(look.Now, 0),
            ["@most"] = Math.Max(most, Fewest),
        }, cancel);
        return hits.Count > most ? hits[..most] : hits;
    }

    public Task<string?> StampAsync(HubDb db, CancellationToken cancel) => Task.FromResult<string?>(null);

    // Of the newest: going through all of a large site takes PostgreSQL too long.
    public Task<List<(string Word, long Documents)>> WordsAsync(HubDb db, CancellationToken cancel) => db.ListAsync("""
        SELECT word, ndoc FROM ts_stat('SELECT vector FROM hub_search ORDER BY id DESC LIMIT 50000')
        WHERE length(word) BETWEEN 2 AND 24 AND word !~ '[0-9:]' ORDER BY ndoc DESC, word LIMIT 200000
        """, row => (row.GetString(0), (long)row.GetInt32(1)), cancel: cancel);

    // A colon stands in no word that somebody can look for.
    static string ScopeWord(string word) => $"'{word[0]}:{word[1..]}'";

    static string Match(SearchLook look)
    {
        List<string> parts = look.Query.IsEmpty ? [] : [WordsOf(look)];
        parts.AddRange(look.Scope.Select(group => $"({string.Join(" | ", group.Select(ScopeWord))})"));
        return string.Join(" & ", parts);
    }

    static string WordsOf(SearchLook look) => string.Join(" & ", look.Query.Forms.Select((forms, i) =>
        $"({string.Join(" | ", forms.Select((form, f) => $"'{form}'{(f == 0 && look.Query.IsBeginning(i) ? ":*" : "")}"))})"));

    // Without places: what is found is ranked by its text.
    static string Vector(SearchDocument document) => string.Join(' ',
        SearchWords.Of(document.Title).Concat(SearchWords.Of(document.Words)).Select(word => $"'{word.Folded}'").Distinct(StringComparer.Ordinal)
            .Concat(document.Scope().Select(ScopeWord)));

    static string Triggers(SearchWatch watch, int number)
    {
        string Note(string row) => $"IF {watch.Condition(row)} THEN PERFORM hub_search_note('{watch.What}', {row}.\"{watch.Column}\"); END IF;";
        var on = watch.OnlyUpdates ? $"UPDATE OF {watch.Columns}" : $"INSERT OR DELETE OR UPDATE OF {watch.Columns}";
        return $"""
            CREATE OR REPLACE FUNCTION hub_search_touch_{number}() RETURNS trigger LANGUAGE plpgsql AS
            $do$ BEGIN
                IF TG_OP <> 'INSERT' THEN {Note("OLD")} END IF;
                IF TG_OP <> 'DELETE' THEN {Note("NEW")} END IF;
                RETURN NULL;
            END $do$;
            CREATE OR REPLACE TRIGGER hub_search_{number} AFTER {on} ON "{watch.Table}" FOR EACH ROW EXECUTE FUNCTION hub_search_touch_{number}();

            """;
    }
}
