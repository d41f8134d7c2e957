using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CommunityHub.Data.Bulk;

/// One table's rows on their way: a prepared statement on SQLite, COPY on PostgreSQL.
sealed class BulkTable
{
    const int Reserved = 1_000;

    readonly HubDb db;
    readonly string name;
    readonly BulkColumn[] columns;
    readonly IProperty? counted;
    readonly Queue<long> numbers = [];
    readonly List<object> rows = [];
    long last = -1;

    BulkTable(HubDb db, string name, BulkColumn[] columns, IProperty? counted) => (this.db, this.name, this.columns, this.counted) = (db, name, columns, counted);

    public int Waiting => rows.Count;

    public static BulkTable Of(HubDb db, Type type)
    {
        var entity = db.Model.FindEntityType(type) ?? throw new InvalidOperationException($"{type.Name} has no table.");
        var columns = entity.GetTableMappings().Single().ColumnMappings
            .Where(mapping => mapping.Property.GetComputedColumnSql() is null)
            .Select(mapping => BulkColumn.Of(mapping.Column.Name, mapping.Property))
            .OfType<BulkColumn>();
        var key = entity.FindPrimaryKey() is { Properties: [{ ValueGenerated: ValueGenerated.OnAdd } one] } ? one : null;
        return new BulkTable(db, entity.GetTableName()!, [.. columns], key);
    }

    public void Add(object row)
    {
        if (counted is not null)
        {
            if (numbers.Count == 0) Reserve();
            counted.PropertyInfo!.SetValue(row, numbers.Dequeue());
        }
        rows.Add(row);
    }

    public void Write()
    {
        if (rows.Count == 0) return;
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres) Copy(postgres);
        else Insert();
        rows.Clear();
    }

    // On PostgreSQL others may be taking numbers too. On SQLite we are the only writer until the commit.
    void Reserve()
    {
        using var ask = Command();
        if (db.Database.IsNpgsql())
        {
            ask.CommandText = $"SELECT nextval(pg_get_serial_sequence('\"{name}\"', '{counted!.GetColumnName()}')) FROM generate_series(1, {Reserved})";
            using var read = ask.ExecuteReader();
            while (read.Read()) numbers.Enqueue(read.GetInt64(0));
            return;
        }
        if (last < 0)
        {
            // Numbers of rows that are gone are not given again.
            ask.CommandText = $"SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = '{name}'), 0), coalesce((SELECT max(\"{counted!.GetColumnName()}\") FROM \"{name}\"), 0))";
            last = (long)ask.ExecuteScalar()!;
        }
        for (var i = 0; i < Reserved; i++) numbers.Enqueue(++last);
    }

    void Insert()
    {
        using var insert = Command();
        insert.CommandText = $"INSERT INTO \"{name}\" ({Names}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        for (var i = 0; i < columns.Length; i++)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            insert.Parameters.Add(parameter);
        }
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++) insert.Parameters[i].Value = columns[i].Read(row) ?? DBNull.Value;
            insert.ExecuteNonQuery();
        }
    }

    void Copy(NpgsqlConnection postgres)
    {
        using var copy = postgres.BeginBinaryImport($"COPY \"{name}\" ({Names}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            copy.StartRow();
            foreach (var column in columns)
            {
                if (column.Read(row) is { } value) copy.Write(value);
                else copy.WriteNull();
            }
        }
        copy.Complete();
    }

    string Names => string.Join(", ", columns.Select(column => $"\"{column.Name}\""));

    DbCommand Command()
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        (command.Transaction, command.CommandTimeout) = (db.Database.CurrentTransaction?.GetDbTransaction(), 0);
        return command;
    }
}
