using System.Linq.Expressions;
using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Privacy;

/// One column that says whose a row is, or who did something: what a person's own export and the erasure of their account make of it.
public abstract record Trace(Type Row, string Column, bool Goes)
{
    /// In which part of the export its rows are; null: in none, because of <see cref="Why"/>.
    public string? Section { get; init; }

    /// Why it stays at an erasure, or why the export leaves it out.
    public string? Why { get; init; }

    /// How many rows bear that person.
    public abstract Task<int> CountAsync(HubDb db, long personId);

    /// Throws the person's rows away, where they go.
    public abstract Task EraseAsync(HubDb db, long personId);

    /// Erased with the account.
    public static Trace GoingWith<T>(Expression<Func<T, long?>> column, string? section, string? why = null) where T : class =>
        new TraceOf<T>(column, Goes: true) { Section = section, Why = why };

    /// Kept, on a person without a name.
    public static Trace Staying<T>(Expression<Func<T, long?>> column, string? section, string why, Func<HubDb, IQueryable<T>>? from = null) where T : class =>
        new TraceOf<T>(column, Goes: false) { Section = section, Why = why, From = from ?? (db => db.Set<T>()) };

    sealed record TraceOf<T>(Expression<Func<T, long?>> Whose, bool Goes) : Trace(typeof(T), NameOf(Whose.Body), Goes) where T : class
    {
        public Func<HubDb, IQueryable<T>> From { get; init; } = db => db.Set<T>();

        public override Task<int> CountAsync(HubDb db, long personId) => Rows(db, personId).CountAsync();

        public override Task EraseAsync(HubDb db, long personId) => Goes ? Rows(db, personId).ExecuteDeleteAsync() : Task.CompletedTask;

        IQueryable<T> Rows(HubDb db, long personId)
        {
            var isTheirs = Expression.Equal(Whose.Body, Expression.Constant(personId, typeof(long?)));
            return From(db).Where(Expression.Lambda<Func<T, bool>>(isTheirs, Whose.Parameters));
        }
    }

    static string NameOf(Expression column) => column is UnaryExpression { Operand: var inner } ? NameOf(inner) : ((MemberExpression)column).Member.Name;
}
