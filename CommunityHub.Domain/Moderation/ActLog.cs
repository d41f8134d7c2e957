using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Moderation;

/// Reads the acts of power, newest first.
public sealed class ActLog(IDbContextFactory<HubDb> databases, TimeProvider clock)
{
    public const int PageLength = 50;

    /// For its facilitators. Null: not for this actor. Before is the last act of the page before.
    public async Task<ActList?> OfCommunityAsync(Actor actor, long communityId, long? before = null, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var standing = await db.StandingAsync(await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel), communityId, cancel);
        return standing.IsFacilitator ? await PageAsync(db, db.Acts.Where(a => a.CommunityId == communityId), before, cancel) : null;
    }

    /// For administrators: acts on the whole site, and those of administrators in communities. Never what was decided within a community.
    public async Task<ActList> OfSiteAsync(Actor actor, long? before = null, ActFilter? filter = null, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        reader.RequireAdministrator();
        var verbs = ActVerbs.OfAdministrators;
        var acts = db.Acts.Where(a => a.CommunityId == null || verbs.Contains(a.Verb));
        return await PageAsync(db, filter is null ? acts : Narrow(db, acts, filter), before, cancel);
    }

    static IQueryable<Act> Narrow(HubDb db, IQueryable<Act> acts, ActFilter filter)
    {
        var words = Wording.AllowLine(filter.Person, 120);
        if (!Wording.IsBlank(words))
        {
            var name = NameKey.Of(words);
            var named = db.People.Where(p => p.NameKey.Contains(name)).Select(p => (long?)p.Id);
            acts = acts.Where(a => named.Contains(a.ActorId) || named.Contains(a.OnPersonId));
        }
        if (filter.Verb is { Length: > 0 } verb) acts = acts.Where(a => a.Verb == verb);
        if (filter.From is { } from) acts = acts.Where(a => a.At >= from);
        if (filter.Until is { } until) acts = acts.Where(a => a.At < until);
        return acts;
    }

    static async Task<ActList> PageAsync(HubDb db, IQueryable<Act> acts, long? before, CancellationToken cancel)
    {
        if (before is { } last) acts = acts.Where(a => a.Id < last);
        var rows = await acts
            .OrderByDescending(a => a.Id)
            .Take(PageLength + 1)
            .Select(a => new ActRow(
                a.Id, a.At,
                db.People.Where(p => p.Id == a.ActorId).Select(p => p.Name).FirstOrDefault(),
                a.Verb,
                db.People.Where(p => p.Id == a.OnPersonId).Select(p => p.Name).FirstOrDefault(),
                a.OnWhat, a.Why,
                db.Communities.Where(c => c.Id == a.CommunityId).Select(c => c.Name).FirstOrDefault()))
            .ToListAsync(cancel);
        return new ActList(rows.Take(PageLength).ToList(), rows.Count > PageLength ? rows[PageLength - 1].Id : null);
    }
}

/// Who did it or to whom it was done, by a part of the name; what; and when.
public sealed record ActFilter(string? Person = null, string? Verb = null, DateTime? From = null, DateTime? Until = null);

public sealed record ActList(IReadOnlyList<ActRow> Acts, long? Next);

/// By: null for the site's own clock or command line.
public sealed record ActRow(long Id, DateTime At, string? By, string Verb, string? OnPerson, string? OnWhat, string? Why, string? Community);
