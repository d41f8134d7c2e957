using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CommunityHub.Data.Bulk;

/// What a row has for one column, as the database keeps it.
sealed class BulkColumn
{
    readonly PropertyInfo own;
    readonly Func<object?, object?>? convert;
    readonly (PropertyInfo Way, PropertyInfo Key)[] ways;

    BulkColumn(string name, PropertyInfo own, Func<object?, object?>? convert, (PropertyInfo, PropertyInfo)[] ways) => (Name, this.own, this.convert, this.ways) = (name, own, convert, ways);

    public string Name { get; }

    /// Null: the class does not know the column, and the database fills it in.
    public static BulkColumn? Of(string name, IProperty property) => property.PropertyInfo is not { } own ? null : new BulkColumn(name, own,
        property.GetTypeMapping().Converter?.ConvertToProvider,
        [.. property.GetContainingForeignKeys()
            .Where(key => key.Properties.Count == 1 && key.DependentToPrincipal?.PropertyInfo is not null)
            .Select(key => (key.DependentToPrincipal!.PropertyInfo!, key.PrincipalKey.Properties[0].PropertyInfo!))]);

    public object? Read(object row)
    {
        // What EF would find out when it saves: a row knows the other one, and not yet its number.
        foreach (var (way, key) in ways)
        {
            if (way.GetValue(row) is { } other) return key.GetValue(other);
        }
        var value = own.GetValue(row);
        return convert is null || value is null ? value : convert(value);
    }
}
