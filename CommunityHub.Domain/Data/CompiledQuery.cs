using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using LinqKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CommunityHub.Data;

/// A query that nearly every page and act asks. EF walks through an ordinary one each time before it knows that it has met it: eight ninths
/// of what reading a reader costs (docs/decisions/0030-compiled-queries.md). This one it translates once for each kind of database.
sealed class CompiledQuery<TAsked>(Func<TAsked> compile)
    where TAsked : Delegate
{
    readonly ConditionalWeakTable<IModel, TAsked> known = [];

    public TAsked In(HubDb db) => known.GetValue(db.Model, _ => compile());
}

/// What a query may ask, with the rules that it invokes written out.
static class CompiledQuery
{
    public static CompiledQuery<Func<HubDb, Task<T>>> Of<T>(Expression<Func<HubDb, T>> query) => new(() => EF.CompileAsyncQuery(query.Expand()));

    public static CompiledQuery<Func<HubDb, T1, Task<T>>> Of<T1, T>(Expression<Func<HubDb, T1, T>> query) => new(() => EF.CompileAsyncQuery(query.Expand()));

    public static CompiledQuery<Func<HubDb, T1, T2, Task<T>>> Of<T1, T2, T>(Expression<Func<HubDb, T1, T2, T>> query) => new(() => EF.CompileAsyncQuery(query.Expand()));

    public static CompiledQuery<Func<HubDb, T1, T2, T3, T4, T5, Task<T>>> Of<T1, T2, T3, T4, T5, T>(Expression<Func<HubDb, T1, T2, T3, T4, T5, T>> query) =>
        new(() => EF.CompileAsyncQuery(query.Expand()));

    public static CompiledQuery<Func<HubDb, T1, IAsyncEnumerable<T>>> ListOf<T1, T>(Expression<Func<HubDb, T1, IQueryable<T>>> query) => new(() => EF.CompileAsyncQuery(query.Expand()));

    public static CompiledQuery<Func<HubDb, T1, T2, IAsyncEnumerable<T>>> ListOf<T1, T2, T>(Expression<Func<HubDb, T1, T2, IQueryable<T>>> query) => new(() => EF.CompileAsyncQuery(query.Expand()));

    public static CompiledQuery<Func<HubDb, T1, T2, T3, IAsyncEnumerable<T>>> ListOf<T1, T2, T3, T>(Expression<Func<HubDb, T1, T2, T3, IQueryable<T>>> query) => new(() => EF.CompileAsyncQuery(query.Expand()));
}
