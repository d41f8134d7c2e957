using System.Data.Common;
using System.Globalization;
using CommunityHub.Data;
using CommunityHub.Exports;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CommunityHub.Imports.Communities;

/// Puts the rows of sheets into their tables, in the transaction at hand.
sealed class RowWriting(HubDb db, long? communityId = null) : IDisposable
{
    readonly Dictionary<string, List<long>> numbers = Sheets.All.Select(sheet => sheet.Name).Append(Sheet.People).ToDictionary(name => name, _ => new List<long>());
    readonly List<(Sheet Sheet, long Row, string Column, string To, int Number)> later = [];
    Sheet? prepared;
    DbCommand? insert;

    /// Where everything comes in, as soon as it is there.
    public long? CommunityId { get; private set; } = communityId;

    public List<long> NumbersOf(string sheet) => numbers[sheet];

    /// The row's number here; 0 where its table has none.
    public async Task<long> InsertAsync(Sheet sheet, CheckedRow row, IReadOnlyDictionary<string, object?> values, CancellationToken cancel)
    {
        Prepare(sheet);
        foreach (var (i, field) in sheet.Fields.Where(field => field.Kind is not FieldKind.Number).Index())
        {
            insert!.Parameters[i].Value = field.Kind switch
            {
                FieldKind.Community => CommunityId!.Value,
                FieldKind.Link => Find(field, row) ?? (object)DBNull.Value,
                _ => values[field.Column] ?? DBNull.Value,
            };
        }
        try
        {
            var id = Convert.ToInt64(await insert!.ExecuteScalarAsync(cancel) ?? 0L, CultureInfo.InvariantCulture);
            if (sheet.IsNumbered) numbers[sheet.Name].Add(id);
            if (sheet.Table == "Communities") CommunityId = id;
            foreach (var field in sheet.Fields.Where(field => field.Kind is FieldKind.Link))
            {
                if (row.Links.TryGetValue(field.Column, out var number) && Find(field, row) is null) later.Add((sheet, id, field.Column, field.To, number));
            }
            return id;
        }
        catch (DbException fault) when (Contradicts(fault))
        {
            throw new RefusedException(string.Create(CultureInfo.InvariantCulture, $"Row {row.Number} of {sheet.Name} in community.json contradicts another row, or lacks one."));
        }
    }

    /// Links to rows that came after their own.
    public async Task SettleAsync(CancellationToken cancel)
    {
        foreach (var (sheet, row, column, to, number) in later)
        {
            await ExecuteAsync($"UPDATE \"{sheet.Table}\" SET \"{column}\" = @to WHERE \"Id\" = @row", cancel, ("@to", numbers[to][number - 1]), ("@row", row));
        }
        later.Clear();
    }

    public async Task ExecuteAsync(string sql, CancellationToken cancel, params (string Name, object Value)[] values)
    {
        await using var command = Command(sql);
        foreach (var (name, value) in values) Add(command, name).Value = value;
        await command.ExecuteNonQueryAsync(cancel);
    }

    public void Dispose() => insert?.Dispose();

    long? Find(Field field, CheckedRow row) =>
        row.Links.TryGetValue(field.Column, out var number) && number <= numbers[field.To].Count ? numbers[field.To][number - 1] : null;

    void Prepare(Sheet sheet)
    {
        if (prepared == sheet) return;
        insert?.Dispose();
        var columns = sheet.Fields.Where(field => field.Kind is not FieldKind.Number).Select(field => field.Column).ToList();
        insert = Command($"INSERT INTO \"{sheet.Table}\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})"
            + (sheet.IsNumbered ? " RETURNING \"Id\"" : ""));
        foreach (var i in Enumerable.Range(0, columns.Count)) Add(insert, $"@p{i}");
        prepared = sheet;
    }

    DbCommand Command(string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (sql, db.Database.CurrentTransaction!.GetDbTransaction(), 0);
        return command;
    }

    static DbParameter Add(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }

    // A row that must be the only one is there, or one that must be there is not: the file's fault, and not a collision to try again after.
    static bool Contradicts(DbException fault) => fault switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == 19,
        PostgresException postgres => postgres.SqlState.StartsWith("23", StringComparison.Ordinal),
        _ => false,
    };
}
