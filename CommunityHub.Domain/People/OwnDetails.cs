using CommunityHub.Accounts;
using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Live;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.People;

/// What a person says of themselves, and what pages say to them.
public sealed class OwnDetails(IDbContextFactory<HubDb> databases, HubWrites writes, LiveFeed live, TimeProvider clock) : IDisposable
{
    // Asked for by every page.
    readonly LiveMemory<Actor, OwnFace?> faces = new(live, clock, TimeSpan.FromSeconds(20), most: 20_000);

    /// Whose page it is; null for a visitor, and once the sign-in has ended.
    public async Task<OwnFace?> FaceAsync(Actor actor, CancellationToken cancel = default) => actor.PersonId is not { } me ? null
        : await faces.GetAsync(actor, () => ReadFaceAsync(actor, cancel),
            _ => [LiveTopic.PersonRights(me), LiveTopic.Notices(me), LiveTopic.SiteRights, LiveTopic.Directory]);

    public void Dispose() => faces.Dispose();

    async Task<OwnFace?> ReadFaceAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        if (reader.KnownId is not { } me) return null;

        return await db.People.Where(p => p.Id == me)
            .Select(p => new OwnFace(p.Name, p.PublicId, p.Theme, p.TimeZone, reader.IsAdministrator, reader.IsConfirmed, db.NoticesFor(reader).Count(n => n.ReadAt == null),
                db.PrivacyAcceptances.Any(a => a.PersonId == me && a.Version == PrivacyText.Version)))
            .SingleAsync(cancel);
    }

    public async Task<OwnSettings> ReadAsync(Actor actor)
    {
        await using var db = await databases.CreateDbContextAsync();
        var me = (await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime)).RequirePerson();
        return await db.People.Where(p => p.Id == me)
            .Select(p => new OwnSettings(p.Name, p.Organisation, p.TimeZone, p.Theme, p.IsNamedInRooms, db.Users.Where(a => a.PersonId == me).Select(a => a.Email).FirstOrDefault()))
            .SingleAsync();
    }

    public Task ChangeAsync(Actor actor, string? name, string? organisation, string? timeZone, string? theme, bool isNamedInRooms = false) => writes.DoAsync(async work =>
    {
        var me = (await work.ReadAsync(actor)).RequirePerson();
        var person = await work.Db.People.SingleAsync(p => p.Id == me);
        person.Rename(name);
        person.WorkFor(organisation);
        person.LiveIn(timeZone ?? "");
        person.Prefer(theme);
        person.BeNamedInRooms(isNamedInRooms);
        work.Announce(LiveTopic.PersonRights(me));
    });
}

public sealed record OwnFace(string Name, string PublicId, string? Theme, string TimeZone, bool IsAdministrator, bool IsConfirmed, int UnreadNotices, bool HasReadPrivacy);

public sealed record OwnSettings(string Name, string? Organisation, string TimeZone, string? Theme, bool IsNamedInRooms, string? Email);
