using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommunityHub.Hotseats;

/// Deletes a rehearsal and whatever hangs on it. What does is read from the model itself, so that no table that comes later is forgotten.
static class HotseatWipe
{
    /// Gives the public ids of everything that went.
    public static async Task<IReadOnlyList<string>> DoAsync(HubDb db, long hotseatId)
    {
        var tables = new Tables(db, hotseatId);
        if (db.Database.IsSqlite()) await db.Database.ExecuteSqlAsync($"PRAGMA secure_delete = ON");
        var publicIds = new List<string>();
#pragma warning disable EF1002, EF1003 // names of tables and columns, from the model, and a number
        foreach (var (_, select, _) in tables.InOrder)
        {
            if (select is not null) publicIds.AddRange(await db.Database.SqlQueryRaw<string>(select).ToListAsync());
        }
        foreach (var (_, _, delete) in tables.InOrder) await db.Database.ExecuteSqlRawAsync(delete);
#pragma warning restore EF1002, EF1003
        foreach (var id in publicIds)
        {
            await db.Drafts.Where(d => d.Place.EndsWith("/" + id)).ExecuteDeleteAsync();
            await db.Sent.Where(s => s.Result == id).ExecuteDeleteAsync();
        }
        return publicIds;
    }

    /// Writes the file anew without what was deleted or changed. False: somebody was reading; try again.
    public static async Task<bool> ScrubAsync(HubDb db)
    {
        await db.Database.ExecuteSqlRawAsync("VACUUM");
        if (!db.Database.IsSqlite()) return true;

        // The journal, too, holds what was typed, until it is emptied.
        await db.Database.OpenConnectionAsync();
        await using var checkpoint = db.Database.GetDbConnection().CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        return Convert.ToInt64(await checkpoint.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) == 0;
    }

    /// What refers to a hotseat, over however many others: the farthest first, the hotseat itself last.
    sealed class Tables
    {
        readonly ISqlGenerationHelper sql;
        readonly IModel model;
        readonly long hotseatId;
        readonly HashSet<IEntityType> seen = [];
        readonly List<(IEntityType Type, string? Select, string Delete)> inOrder = [];

        public Tables(HubDb db, long hotseatId)
        {
            (sql, model, this.hotseatId) = (db.GetService<ISqlGenerationHelper>(), db.Model, hotseatId);
            Visit(model.FindEntityType(typeof(Hotseat))!, $"{Column(model.FindEntityType(typeof(Hotseat))!.FindProperty(nameof(Hotseat.Id))!)} = {hotseatId}");
        }

        public IReadOnlyList<(IEntityType Type, string? Select, string Delete)> InOrder => inOrder;

        // A type may be reached in several ways: each gives a statement of its own.
        void Visit(IEntityType type, string rows)
        {
            if (!seen.Add(type)) return;
            foreach (var (dependent, column) in WhatRefersTo(type))
            {
                if (type.FindPrimaryKey()!.Properties is not [var key]) continue;
                Visit(dependent, $"{column} IN (SELECT {Column(key)} FROM {Table(type)} WHERE {rows})");
            }
            seen.Remove(type);
            var publicId = type.FindProperty("PublicId");
            inOrder.Add((type, publicId is null ? null : $"SELECT {Column(publicId)} AS {sql.DelimitIdentifier("Value")} FROM {Table(type)} WHERE {rows}", $"DELETE FROM {Table(type)} WHERE {rows}"));
        }

        IEnumerable<(IEntityType Type, string Column)> WhatRefersTo(IEntityType type)
        {
            foreach (var other in model.GetEntityTypes().Where(other => other != type && other.GetTableName() is not null && other.GetTableName() != type.GetTableName()))
            {
                foreach (var property in other.GetProperties())
                {
                    var byKey = property.GetContainingForeignKeys().Any(key => key.PrincipalEntityType == type && key.Properties.Count == 1);
                    // Some tables name a thing and have no key for it.
                    var byName = !property.IsForeignKey() && property.Name == $"{type.ClrType.Name}Id" && property.ClrType is { } kind && (kind == typeof(long) || kind == typeof(long?));
                    if (byKey || byName) yield return (other, Column(property));
                }
            }
        }

        string Table(IEntityType type) => sql.DelimitIdentifier(type.GetTableName()!, type.GetSchema());

        string Column(IProperty property) => sql.DelimitIdentifier(property.GetColumnName());
    }
}
