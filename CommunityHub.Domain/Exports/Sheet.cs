namespace CommunityHub.Exports;

/// A table in the file of a community. From: which rows, as t, in SQL that both databases take; @community is the community's number, and
/// {guarded} the numbers of questions of which nobody may read who asked. Order says nothing that readers are not shown, either.
public sealed record Sheet(string Name, string Table, string From, string Order, params IEnumerable<Field> Columns)
{
    /// The sheet of everybody whom another one names.
    public const string People = "people";

    public IReadOnlyList<Field> Fields { get; } = [.. Columns];

    public bool IsNumbered => Fields.Any(one => one.Kind is FieldKind.Number);

    /// Texts may hold the public ids of its rows, as addresses.
    public bool IsAddressed { get; init; } = true;

    public string Select => $"SELECT {string.Join(", ", Fields.Where(one => one.IsWritten).Select(one => $"t.\"{one.Column}\""))} {From} ORDER BY {Order}";
}
