using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CommunityHub.Backups;

/// What a column holds, whichever database it is in.
public enum ColumnKind
{
    Text,
    Whole,
    Number,
    YesNo,
    Time,
    TimeWithZone,
    Bytes,
    Json,
}

public sealed record ColumnShape(string Name, ColumnKind Kind);

/// A table as a backup describes it: enough to fill the same table of another database.
public sealed record TableShape(string Name, IReadOnlyList<ColumnShape> Columns)
{
    /// All of the model, in the order of their names.
    public static IReadOnlyList<TableShape> Of(HubDb db) => [.. db.Model.GetRelationalModel().Tables
        .OrderBy(table => table.Name, StringComparer.Ordinal)
        .Select(table => new TableShape(table.Name, [.. table.Columns.OrderBy(column => column.Name, StringComparer.Ordinal).Select(column => new ColumnShape(column.Name, KindOf(column)))]))];

    public string InSql => Quote(Name);
    public string ColumnsInSql => string.Join(", ", Columns.Select(column => Quote(column.Name)));

    // A backup is somebody's file: names in it are never trusted to be names.
    static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    static ColumnKind KindOf(IColumn column)
    {
        // What EF keeps as one JSON document has a column and no property.
        if (column.PropertyMappings is not [{ TypeMapping: var mapping }, ..]) return ColumnKind.Json;

        var type = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        return (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var known when known == typeof(string) => ColumnKind.Text,
            var known when known == typeof(bool) => ColumnKind.YesNo,
            var known when known == typeof(DateTime) => ColumnKind.Time,
            var known when known == typeof(DateTimeOffset) => ColumnKind.TimeWithZone,
            var known when known == typeof(byte[]) => ColumnKind.Bytes,
            var known when known == typeof(double) || known == typeof(float) => ColumnKind.Number,
            var known when known == typeof(long) || known == typeof(int) || known == typeof(short) || known == typeof(byte) || known == typeof(uint) => ColumnKind.Whole,
            var other => throw new InvalidOperationException($"A backup does not know how to keep {column.Table.Name}.{column.Name}, which holds {other.Name}."),
        };
    }
}
