namespace CommunityHub.Data.Bulk;

/// Very many rows at once, in the transaction of the work at hand: the nouns decide as ever, and EF's model says which columns there
/// are, but nothing is tracked. No bell rings for any of them, and nobody is told.
sealed class BulkRows(HubDb db)
{
    readonly Dictionary<Type, BulkTable> known = [];
    readonly List<BulkTable> tables = [];

    /// How many wait to be written.
    public int Waiting => tables.Sum(table => table.Waiting);

    /// Has its number at once, so that others can lead to it; is written with the rest.
    public T Add<T>(T row) where T : class
    {
        if (!known.TryGetValue(typeof(T), out var table)) tables.Add(known[typeof(T)] = table = BulkTable.Of(db, typeof(T)));
        table.Add(row);
        return row;
    }

    public void AddRange<T>(IEnumerable<T> rows) where T : class
    {
        foreach (var row in rows) Add(row);
    }

    /// Table after table, in the order in which each got its first row: what others lead to comes first.
    public void Write()
    {
        foreach (var table in tables) table.Write();
    }
}
