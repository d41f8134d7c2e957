using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Communities;

/// A community as one reader may see it.
public sealed class CommunityReading(IDbContextFactory<HubDb> databases, TimeProvider clock)
{
    public const int MostHotseats = 20;

    /// Null: there is nothing at this address for this actor, or at all.
    public async Task<CommunityView?> FindAsync(Actor actor, string? slug, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var reader = await Reader.ReadAsync(db, actor, now, cancel);
        var known = db.CommunitiesKnownTo(reader);
        var card = await known.Where(c => c.Slug == slug).AsCards(db, reader).SingleOrDefaultAsync(cancel);
        var isMoved = card is null;
        card ??= await known
            .Where(c => db.OldSlugs.Any(o => o.Slug == slug && o.CommunityId == c.Id))
            .AsCards(db, reader)
            .SingleOrDefaultAsync(cancel);
        if (card is null) return null;

        var standing = await db.StandingAsync(reader, card.Id, cancel);
        var me = reader.PersonId;
        var more = await db.Communities
            .Where(c => c.Id == card.Id)
            .Select(c => new
            {
                c.OpenedAt,
                c.Settings.RequestHint,
                c.Settings.Welcome,
                JoinedAt = db.Memberships.Where(m => m.CommunityId == c.Id && m.PersonId == me && m.Until == null).Select(m => (DateTime?)m.From).FirstOrDefault(),
                Asked = db.JoinRequests.Where(r => r.CommunityId == c.Id && r.PersonId == me && r.DecidedAt == null && r.WithdrawnAt == null).Select(r => r.Reason).FirstOrDefault(),
                EntryUntil = db.RecordedEntries.Where(e => e.CommunityId == c.Id && e.PersonId == me && e.Until > now).Max(e => (DateTime?)e.Until),
                c.Settings.FirstReplyHours,
                Moderation = db.HeldForFacilitators().Count(h => h.CommunityId == c.Id)
                    + db.WhatIsReported().Count(r => r.CommunityId == c.Id),
                Waiting = db.JoinRequests.Count(r => r.CommunityId == c.Id && r.DecidedAt == null && r.WithdrawnAt == null),
            })
            .SingleAsync(cancel);
        var facilitators = await db.Roles
            .Where(r => r.CommunityId == card.Id && r.From <= now && (r.Until == null || r.Until > now))
            .Where(r => standing.Reads || r.IsLead)
            .OrderByDescending(r => r.IsLead).ThenBy(r => r.Id)
            .Select(r => new FacilitatorRow(r.Person.PublicId, r.Person.Name, r.Person.Organisation, r.IsLead, r.Until))
            .ToListAsync(cancel);

        return new CommunityView
        {
            Card = card,
            Standing = standing,
            IsMoved = isMoved,
            Facilitators = facilitators,
            OpenedAt = more.OpenedAt!.Value,
            RequestHint = more.RequestHint,
            // For a fortnight after they came in.
            WelcomeHtml = more.Welcome is { } welcome && more.JoinedAt > now.AddDays(-14) ? Markdown.ToHtml(welcome) : null,
            MyRequest = more.Asked,
            EntryUntil = standing.IsVisitingAdministrator ? more.EntryUntil : null,
            WaitingRequests = standing.IsFacilitator ? more.Waiting : 0,
            WaitingPosts = standing.IsFacilitator ? more.Moderation : 0,
            FirstReplyHours = more.FirstReplyHours,
        };
    }

    /// Why and how long the actor is kept out of the whole site.
    public async Task<SuspensionCard?> SuspensionFromSiteAsync(Actor actor, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return (await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel)).Suspension;
    }

    /// Nothing where the actor may not read it.
    public async Task<CommunityHotseats> HotseatsAsync(Actor actor, long communityId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var hotseats = db.HotseatsFor(reader).Where(h => h.CommunityId == communityId);
        return new CommunityHotseats(
            await hotseats.Where(h => h.State == HotseatState.Live || h.State == HotseatState.WrappingUp)
                .OrderBy(h => h.StartsAt).Take(MostHotseats).AsRows(db, reader).ToListAsync(cancel),
            await hotseats.Where(h => h.State == HotseatState.Draft || h.State == HotseatState.Announced || h.State == HotseatState.Collecting)
                .OrderBy(h => h.StartsAt).Take(MostHotseats).AsRows(db, reader).ToListAsync(cancel),
            await hotseats.Where(h => h.State == HotseatState.Archived || h.State == HotseatState.Cancelled)
                .OrderByDescending(h => h.StartsAt).Take(MostHotseats).AsRows(db, reader).ToListAsync(cancel));
    }
}

public sealed record CommunityHotseats(IReadOnlyList<HotseatRow> Live, IReadOnlyList<HotseatRow> Coming, IReadOnlyList<HotseatRow> Past);

/// CoversUntil: holiday cover.
public sealed record FacilitatorRow(string PublicId, string Name, string? Organisation, bool IsLead, DateTime? CoversUntil);

public sealed record CommunityView
{
    public required CommunityCard Card { get; init; }
    public required Standing Standing { get; init; }

    /// It was asked for by an address it had before.
    public required bool IsMoved { get; init; }

    /// From outside, the lead only.
    public required IReadOnlyList<FacilitatorRow> Facilitators { get; init; }
    public required DateTime OpenedAt { get; init; }
    public required string? RequestHint { get; init; }

    /// Within how many hours who is new gets a first reply; null: that is not promised.
    public required int? FirstReplyHours { get; init; }

    /// For a facilitator: held and reported posts.
    public required int WaitingPosts { get; init; }
    public required string? WelcomeHtml { get; init; }

    /// The reason the reader gave in a request that waits.
    public required string? MyRequest { get; init; }

    /// How long an administrator's recorded entry lasts.
    public required DateTime? EntryUntil { get; init; }

    /// For facilitators.
    public required int WaitingRequests { get; init; }

    public Reader Reader => Standing.Reader;
}
