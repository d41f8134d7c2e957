using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Home;

/// What the first page shows: what is live, what needs this reader, then the rest.
public sealed class FrontDesk(IDbContextFactory<HubDb> databases, LiveFeed live, TimeProvider clock) : IDisposable
{
    const int MostCommunities = 30, MostOpen = 6, MostComing = 5, MostLive = 5, MostElsewhere = 3;

    // "Left" and "today" in it are words of the moment it was read.
    readonly LiveMemory<Actor, FrontPage> pages = new(live, clock, TimeSpan.FromSeconds(20), most: 5_000);

    /// For a visitor it holds nothing that is theirs alone: the same for all of them.
    public Task<FrontPage> ReadAsync(Actor actor, CancellationToken cancel = default) =>
        pages.GetAsync(actor, () => ReadAfreshAsync(actor, cancel), page => TopicsOf(actor, page));

    public void Dispose() => pages.Dispose();

    // Who joins, asks to, is invited, or gets or loses a role: all of it rings the directory, or the person.
    static LiveTopic[] TopicsOf(Actor actor, FrontPage page) =>
    [
        LiveTopic.SiteRights, LiveTopic.Directory, LiveTopic.Programme,
        .. actor.PersonId is { } me ? [LiveTopic.PersonRights(me)] : Array.Empty<LiveTopic>(),
        .. page.Live.Concat(page.Coming).Concat(page.Elsewhere).Select(row => LiveTopic.Hotseat(row.Id)),
    ];

    async Task<FrontPage> ReadAfreshAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var reader = await Reader.ReadAsync(db, actor, now, cancel);
        var me = reader.PersonId;
        var mineOnly = db.Memberships.Where(m => m.PersonId == me && m.Until == null);

        // A member's page is of their own communities; a visitor's of all that is open.
        var hotseats = db.HotseatsFor(reader);
        var elsewhere = hotseats.Where(h => !mineOnly.Any(m => m.CommunityId == h.CommunityId));
        if (me is not null) hotseats = hotseats.Where(h => mineOnly.Any(m => m.CommunityId == h.CommunityId));
        var live = await hotseats.Where(h => h.State == HotseatState.Live)
            .OrderBy(h => h.EndsAt).Take(MostLive).AsRows(db, reader).ToListAsync(cancel);
        var coming = await hotseats.Where(h => h.State == HotseatState.Announced || h.State == HotseatState.Collecting)
            .OrderBy(h => h.StartsAt).Take(MostComing).AsRows(db, reader).ToListAsync(cancel);
        var page = new FrontPage { Reader = reader, Live = live, Coming = coming };

        if (me is null)
        {
            var open = db.CommunitiesKnownTo(reader).Where(c => c.Kind == CommunityKind.Open && c.ArchivedAt == null);
            return page with
            {
                CountOfOpen = await open.CountAsync(cancel),
                // The largest, who are most likely to have somebody who answers.
                Open = await open
                    .OrderByDescending(c => db.Memberships.Count(m => m.CommunityId == c.Id && m.Until == null)).ThenBy(c => c.Id)
                    .Take(MostOpen).AsCards(db, reader).ToListAsync(cancel),
            };
        }
        var mail = await db.Users.Where(a => a.PersonId == me).Select(a => a.NormalizedEmail).SingleOrDefaultAsync(cancel);
        return page with
        {
            Elsewhere = await elsewhere.Where(h => h.State == HotseatState.Live || h.State == HotseatState.Announced || h.State == HotseatState.Collecting)
                .Where(h => db.Communities.Any(c => c.Id == h.CommunityId && c.Kind == CommunityKind.Open && c.ArchivedAt == null))
                .OrderBy(h => h.StartsAt).Take(MostElsewhere).AsRows(db, reader).ToListAsync(cancel),
            Mine = await db.CommunitiesKnownTo(reader).Where(c => mineOnly.Any(m => m.CommunityId == c.Id))
                .OrderBy(c => c.Slug).Take(MostCommunities).AsCards(db, reader).ToListAsync(cancel),
            Requests = await db.JoinRequests
                .Where(r => r.DecidedAt == null && r.WithdrawnAt == null)
                .Where(r => db.Roles.Any(o => o.CommunityId == r.CommunityId && o.PersonId == me && o.From <= now && (o.Until == null || o.Until > now)))
                .Join(db.CommunitiesReadBy(reader).Where(c => c.ArchivedAt == null), r => r.CommunityId, c => c.Id, (r, c) => new { c.Name, c.Slug })
                .GroupBy(c => new { c.Name, c.Slug })
                .OrderBy(all => all.Key.Slug)
                .Select(all => new WaitingRequests(all.Key.Name, all.Key.Slug, all.Count()))
                .Take(MostCommunities).ToListAsync(cancel),
            Moderation = await db.CommunitiesReadBy(reader)
                .Where(c => c.ArchivedAt == null && db.Roles.Any(o => o.CommunityId == c.Id && o.PersonId == me && o.From <= now && (o.Until == null || o.Until > now)))
                .Where(c => db.HeldForFacilitators().Any(h => h.CommunityId == c.Id) || db.OpenReports().Any(r => r.CommunityId == c.Id))
                .OrderBy(c => c.Slug)
                .Select(c => new WaitingRequests(c.Name, c.Slug, db.HeldForFacilitators().Count(h => h.CommunityId == c.Id)
                    + db.WhatIsReported().Count(r => r.CommunityId == c.Id)))
                .Take(MostCommunities).ToListAsync(cancel),
            Asked = await db.JoinRequests
                .Where(r => r.PersonId == me && r.DecidedAt == null && r.WithdrawnAt == null)
                .Join(db.CommunitiesKnownTo(reader), r => r.CommunityId, c => c.Id, (r, c) => new { c.Name, c.Slug, r.At })
                .OrderBy(asked => asked.At).ThenBy(asked => asked.Slug)
                .Select(asked => new AskedToJoin(asked.Name, asked.Slug, asked.At))
                .Take(MostCommunities).ToListAsync(cancel),
            Invitations = await db.Invitations
                .Where(i => i.AcceptedAt == null && i.RevokedAt == null && i.ExpiresAt > now)
                .Where(i => i.Mail == mail)
                .OrderBy(i => i.ExpiresAt).ThenBy(i => i.PublicId)
                .Select(i => new WaitingInvitation(i.PublicId, db.People.Where(p => p.Id == i.ById).Select(p => p.Name).First(), i.ExpiresAt))
                .Take(MostCommunities).ToListAsync(cancel),
            Proposals = reader.IsAdministrator ? await db.Communities.CountAsync(c => c.OpenedAt == null && c.DeclinedAt == null, cancel) : 0,
        };
    }
}

public sealed record FrontPage
{
    public required Reader Reader { get; init; }
    public required IReadOnlyList<HotseatRow> Live { get; init; }
    public required IReadOnlyList<HotseatRow> Coming { get; init; }

    /// For visitors.
    public IReadOnlyList<CommunityCard> Open { get; init; } = [];
    public int CountOfOpen { get; init; }

    /// For somebody signed in.
    /// Live and coming in open communities that they are not in.
    public IReadOnlyList<HotseatRow> Elsewhere { get; init; } = [];
    public IReadOnlyList<CommunityCard> Mine { get; init; } = [];
    public IReadOnlyList<WaitingRequests> Requests { get; init; } = [];

    /// For facilitators: held and reported posts.
    public IReadOnlyList<WaitingRequests> Moderation { get; init; } = [];
    public IReadOnlyList<AskedToJoin> Asked { get; init; } = [];
    public IReadOnlyList<WaitingInvitation> Invitations { get; init; } = [];

    /// For administrators: proposals that wait.
    public int Proposals { get; init; }
}

public sealed record WaitingRequests(string Community, string Slug, int Count);

public sealed record AskedToJoin(string Community, string Slug, DateTime At);

/// By whom, and until when: the community is named when it is accepted.
public sealed record WaitingInvitation(string PublicId, string InvitedBy, DateTime ExpiresAt);
