using System.Linq.Expressions;
using CommunityHub.Data;
using CommunityHub.People;
using LinqKit;

namespace CommunityHub.Communities;

/// Who may see which communities. Everything that shows one comes through here.
public static class CommunityDoor
{
    /// What a reader may read from inside. An administrator only while a recorded entry lasts.
    public static IQueryable<Community> CommunitiesReadBy(this HubDb db, Reader reader)
    {
        var (me, now, readsOpen, isAdministrator) = (reader.PersonId, reader.Now, reader.ReadsOpen, reader.IsAdministrator);
        Expression<Func<Community, bool>> isRead = c => IsRead.Invoke(db, c, me, now, readsOpen, isAdministrator);
        return db.Communities.Where(isRead.Expand());
    }

    /// The rule: who reads (Reader.PersonId), at what time, whether they read what is open, whether they are an administrator.
    internal static readonly Expression<Func<HubDb, Community, long?, DateTime, bool, bool, bool>> IsRead = (db, c, me, now, readsOpen, isAdministrator) => c.OpenedAt != null
        && !db.Suspensions.Any(s => s.CommunityId == c.Id && s.PersonId == me && Suspension.IsInForceAt.Invoke(s, now))
        && ((readsOpen && c.Kind == CommunityKind.Open)
            || db.Memberships.Any(m => m.CommunityId == c.Id && m.PersonId == me && m.Until == null)
            || (isAdministrator && db.RecordedEntries.Any(e => e.CommunityId == c.Id && e.PersonId == me && e.Until > now)));

    /// Where members may post without their name: their facilitators allow it, and strangers cannot read.
    public static IQueryable<Community> CommunitiesTakingUnnamedPosts(this HubDb db) => db.Communities.Where(c => c.Kind != CommunityKind.Open && c.Settings.AllowUnnamedPosts);

    /// Who takes part in a community now: its members, but those who are suspended from it or from the site.
    public static IQueryable<Person> MembersTakingPart(this HubDb db, long communityId, DateTime now) => db.People.Where(p =>
        db.Memberships.Any(m => m.CommunityId == communityId && m.PersonId == p.Id && m.Until == null)
        && !db.Suspensions.Any(s => s.PersonId == p.Id && (s.CommunityId == communityId || s.CommunityId == null) && s.From <= now && s.Until > now && s.LiftedAt == null));

    /// What a reader may know to exist: by its card in the directory, at least. Somebody suspended from it keeps its card.
    public static IQueryable<Community> CommunitiesKnownTo(this HubDb db, Reader reader)
    {
        var (me, now, readsOpen, isAdministrator) = (reader.PersonId, reader.Now, reader.ReadsOpen, reader.IsAdministrator);
        return db.Communities.Where(c => c.OpenedAt != null
            && ((c.Kind != CommunityKind.Private && readsOpen)
                || db.Memberships.Any(m => m.CommunityId == c.Id && m.PersonId == me && m.Until == null)
                || (isAdministrator && db.RecordedEntries.Any(e => e.CommunityId == c.Id && e.PersonId == me && e.Until > now))));
    }
}
