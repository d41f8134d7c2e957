using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using CommunityHub.Backups;
using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CommunityHub.Exports;

/// What a column of a sheet can hold: what the file is written by, and what is asked of one that comes back.
sealed record ColumnFacts(ColumnKind Kind, bool IsNullable, int? Most, Type Type)
{
    public static IReadOnlyDictionary<(string Table, string Column), ColumnFacts> Of(HubDb db)
    {
        var kinds = TableShape.Of(db).SelectMany(table => table.Columns.Select(column => (table.Name, column))).ToDictionary(one => (one.Name, one.column.Name), one => one.column.Kind);
        var facts = new Dictionary<(string, string), ColumnFacts>();
        foreach (var column in db.Model.GetRelationalModel().Tables.SelectMany(table => table.Columns))
        {
            if (column.PropertyMappings is not [{ Property: IProperty property }, ..]) continue;
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            facts[(column.Table.Name, column.Name)] = new ColumnFacts(kinds[(column.Table.Name, column.Name)], column.IsNullable, property.GetMaxLength(), type);
        }
        return facts;
    }
}

/// Values of rows as JSON has them. Times are kept to the microsecond, as in backups.
static class SheetValues
{
    public const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static void Write(Utf8JsonWriter json, string name, DbDataReader row, int i, ColumnKind kind)
    {
        switch (kind)
        {
            case ColumnKind.Whole: json.WriteNumber(name, Convert.ToInt64(row.GetValue(i), CultureInfo.InvariantCulture)); break;
            case ColumnKind.YesNo: json.WriteBoolean(name, Convert.ToBoolean(row.GetValue(i), CultureInfo.InvariantCulture)); break;
            case ColumnKind.Time: json.WriteString(name, row.GetDateTime(i).ToString(TimeForm, CultureInfo.InvariantCulture)); break;
            case ColumnKind.Text: json.WriteString(name, row.GetString(i)); break;
            default: throw new InvalidOperationException($"{name} cannot go into a file.");
        }
    }
}
