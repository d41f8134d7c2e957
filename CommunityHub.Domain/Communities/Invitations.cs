using CommunityHub.Accounts;
using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Site;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Communities;

/// Ways in by mail: for one address, once, for fourteen days.
public sealed class Invitations(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    public const int MostADay = 20;
    public const int PageLength = 100;

    /// Refuses what is not a mail address, and a twenty-first in a day. The answer is the same whoever has the address.
    public Task InviteAsync(Actor actor, long communityId, string? mail) => writes.DoAsync(async work =>
    {
        var (community, standing) = await work.RunAsync(actor, communityId);
        if (community.IsFacilitatorsOwn) throw new RefusedException("Being in this community follows the role.");
        var address = MailAddressRule.Normal(MailAddressRule.Require(mail));
        var (me, since) = (standing.Reader.RequirePerson(), work.Now.AddDays(-1));
        if (await work.Db.Invitations.CountAsync(i => i.ById == me && i.At > since) >= MostADay)
        {
            throw new RefusedException("You have sent twenty invitations today. Send the next ones tomorrow.");
        }
        // A new one takes the place of one that waits.
        foreach (var earlier in await work.Db.Invitations.Where(i => i.CommunityId == communityId && i.Mail == address && i.AcceptedAt == null && i.RevokedAt == null).ToListAsync())
        {
            earlier.Revoke(work.Now);
        }
        var key = SecretKey.New();
        var invitation = Invitation.For(address, communityId, SecretKey.Hash(key), me, work.Now);
        work.Db.Add(invitation);
        work.Db.Add(await LetterAsync(work, community, standing.Reader.Name!, invitation, key));
        work.Record(actor, ActVerbs.Invited, communityId);
        work.Announce(LiveTopic.CommunityRights(communityId), LiveTopic.Directory);
    });

    public Task RevokeAsync(Actor actor, long communityId, string? publicId) => writes.DoAsync(async work =>
    {
        await work.RunAsync(actor, communityId, evenArchived: true);
        var invitation = await work.Db.Invitations.SingleOrDefaultAsync(i => i.PublicId == publicId && i.CommunityId == communityId)
            ?? throw new RefusedException("This invitation is not there any more.");
        if (invitation.AcceptedAt is not null) throw new RefusedException("This invitation was accepted already.");
        if (invitation.RevokedAt is not null) return;
        invitation.Revoke(work.Now);
        work.Record(actor, ActVerbs.RevokedInvitation, communityId);
        work.Announce(LiveTopic.CommunityRights(communityId), LiveTopic.Directory);
    });

    /// By the key of the mail, or by its public id from the actor's own pages. Only with the address it was sent to, once, and while
    /// it stands. Gives the slug of the community.
    public Task<string> AcceptAsync(Actor actor, string? key) => writes.DoAsync(async work =>
    {
        var me = (await work.ReadAsync(actor)).RequirePerson();
        var hash = SecretKey.Hash(key);
        var invitation = await work.Db.Invitations.Include(i => i.Community).SingleOrDefaultAsync(i => i.KeyHash == hash || i.PublicId == key) ?? throw Ended();
        if (!await IsForAsync(work.Db, invitation.Mail, me))
        {
            throw invitation.PublicId == key ? Ended() : new RefusedException("This invitation was sent to another mail address. Sign in with that one.");
        }
        // The same person pressing twice is in already.
        if (invitation.AcceptedById == me && await work.Db.Memberships.AnyAsync(m => m.CommunityId == invitation.CommunityId && m.PersonId == me && m.Until == null)) return invitation.Community.Slug;
        if (!invitation.IsOpen(work.Now)) throw Ended();
        await work.RefuseSuspendedAsync(invitation.CommunityId, me);
        invitation.Community.RefuseArchived();

        invitation.Accept(me, work.Now);
        await work.LetInAsync(invitation.CommunityId, me);
        await work.TellAsync(invitation.ById, $"{await work.NameOfAsync(me)} accepted your invitation to {invitation.Community.Name}", $"/communities/{invitation.Community.Slug}/members", invitation.CommunityId);
        work.Announce(LiveTopic.CommunityRights(invitation.CommunityId), LiveTopic.Directory);
        return invitation.Community.Slug;
    });

    /// What whoever holds the key may see; by its public id, only whom it was sent to. Null where there is none.
    public async Task<InvitationCard?> FindAsync(Actor actor, string? key, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var hash = SecretKey.Hash(key);
        var found = await db.Invitations
            .Where(i => i.KeyHash == hash || i.PublicId == key)
            .Select(i => new
            {
                Invitation = i,
                By = db.People.Where(p => p.Id == i.ById).Select(p => p.Name).First(),
                Known = db.CommunitiesKnownTo(reader).Where(c => c.Id == i.CommunityId).Select(c => c.Name).FirstOrDefault(),
            })
            .AsNoTracking()
            .SingleOrDefaultAsync(cancel);
        if (found is null) return null;
        var isMine = reader.PersonId is not null && await IsForAsync(db, found.Invitation.Mail, reader.PersonId);
        if (!isMine && found.Invitation.PublicId == key) return null;
        return new InvitationCard
        {
            Reader = reader,
            InvitedBy = found.By,
            CommunityName = found.Known,
            ExpiresAt = found.Invitation.ExpiresAt,
            IsOpen = found.Invitation.IsOpen(reader.Now),
            IsMine = isMine,
        };
    }

    /// Newest first; for facilitators. Null: not for this actor.
    public async Task<IReadOnlyList<InvitationRow>?> ListAsync(Actor actor, long communityId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var standing = await db.StandingAsync(await Reader.ReadAsync(db, actor, now, cancel), communityId, cancel);
        if (!standing.IsFacilitator) return null;
        return await db.Invitations
            .Where(i => i.CommunityId == communityId)
            .OrderByDescending(i => i.Id)
            .Take(PageLength)
            .Select(i => new InvitationRow(
                i.PublicId, i.Mail, i.At, i.ExpiresAt,
                i.AcceptedAt != null ? "accepted" : i.RevokedAt != null ? "taken back" : i.ExpiresAt <= now ? "ran out" : "waiting"))
            .ToListAsync(cancel);
    }

    static RefusedException Ended() => new("This invitation has ended. Ask whoever sent it for a new one.");

    static Task<bool> IsForAsync(HubDb db, string mail, long? personId) =>
        db.Users.AnyAsync(a => a.PersonId == personId && a.NormalizedEmail == mail);

    // A private community is not named before somebody is in it: a mail goes astray easily.
    static async Task<Mail> LetterAsync(HubWork work, Community community, string inviter, Invitation invitation, string key)
    {
        var site = await work.Db.SiteSettings.SingleOrDefaultAsync() ?? new SiteSettings();
        var where = community.Kind is CommunityKind.Private ? "a community" : $"the community {community.Name}";
        var text = $"""
            Hello,

            {inviter} invites you to {where} on {site.Name}.

            The link below shows the invitation. It works until {invitation.ExpiresAt:d MMMM yyyy}, once, and only for this mail address.
            If you do not know what this is about, do nothing: you will not hear of it again.
            """;
        return Mail.Write(invitation.Mail, $"{inviter} invites you to {where}", text, work.Now, path: $"/invitations/{key}");
    }
}

public sealed record InvitationCard
{
    public required Reader Reader { get; init; }
    public required string InvitedBy { get; init; }

    /// Null where the reader may not know it yet.
    public required string? CommunityName { get; init; }
    public required DateTime ExpiresAt { get; init; }
    public required bool IsOpen { get; init; }

    /// Sent to the reader's own address.
    public required bool IsMine { get; init; }
}

/// State: "waiting", "accepted", "taken back" or "ran out".
public sealed record InvitationRow(string PublicId, string Mail, DateTime At, DateTime ExpiresAt, string State);
