using System.Linq.Expressions;
using CommunityHub.Accounts;
using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Who sits in a hotseat: up to five, members or guests by a personal link. For its facilitators.
public sealed class HotseatPanel(IDbContextFactory<HubDb> databases, HubWrites writes, HotseatPlans plans, Limits limits, TimeProvider clock)
{
    /// In the order they came. Null: not for this actor.
    public Task<IReadOnlyList<PanelSeat>?> ListAsync(Actor actor, string hotseatId, CancellationToken cancel = default) =>
        ReadAsync(actor, hotseatId, seat => seat.RevokedAt == null, cancel);

    /// Guests whose link was withdrawn: what is kept of them can still be erased. Null: not for this actor.
    public Task<IReadOnlyList<PanelSeat>?> WithdrawnAsync(Actor actor, string hotseatId, CancellationToken cancel = default) =>
        ReadAsync(actor, hotseatId, seat => seat.RevokedAt != null && seat.Person.Kind == PersonKind.Guest, cancel);

    async Task<IReadOnlyList<PanelSeat>?> ReadAsync(Actor actor, string hotseatId, Expression<Func<Answerer, bool>> which, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var hotseat = await db.HotseatsFor(reader).Where(h => h.PublicId == hotseatId).Select(h => new { h.Id, h.CommunityId }).SingleOrDefaultAsync(cancel);
        if (hotseat is null || !(await db.StandingAsync(reader, hotseat.CommunityId, cancel)).IsFacilitator) return null;
        return await db.Answerers
            .Where(a => a.HotseatId == hotseat.Id)
            .Where(which)
            .OrderBy(a => a.Id)
            .Select(a => new PanelSeat(a.Person.PublicId, a.Person.Name, a.Person.Kind, a.Introduction, a.Mail, a.LinkSentAt, a.OpenedAt))
            .ToListAsync(cancel);
    }

    /// By name or mail address. Refuses who is no member, and a sixth.
    public async Task SeatAsync(Actor actor, string hotseatId, string communityId, string? nameOrMail, string? introduction)
    {
        var guestId = await plans.FindGuestAsync(actor, communityId, nameOrMail);
        await ActAsync(actor, hotseatId, "seated somebody in a hotseat", async (work, hotseat, _) =>
        {
            // Read again: they may have left meanwhile.
            var guest = await work.MemberAsync(hotseat.CommunityId, guestId);
            if (hotseat.Answerers.Any(a => a.PersonId == guest.Id && a.RevokedAt is null)) throw new RefusedException($"{guest.Name} sits in this hotseat already.");
            hotseat.Seat(guest.Id, introduction);
            if (hotseat.State is not HotseatState.Draft) await work.TellAsync(guest.Id, HotseatNews.Seated(hotseat, hotseat.WhenIn(guest.TimeZone, work.Now)));
            return guest.Id;
        });
    }

    /// Sends a personal link by mail, and gives its key once: the site keeps only its hash. Refuses what is no mail address, and a sixth.
    public Task<string> InviteAsync(Actor actor, string hotseatId, string? name, string? mail, string? introduction) => WithKeyAsync(key =>
        ActAsync(actor, hotseatId, "invited a guest by a personal link", async (work, hotseat, me) =>
        {
            var address = MailAddressRule.Require(mail);
            if (hotseat.Answerers.Any(a => a.RevokedAt is null && a.Mail is not null && MailAddressRule.Normal(a.Mail) == MailAddressRule.Normal(address)))
            {
                throw new RefusedException("This guest has been invited already. You can send the link anew.");
            }
            var guest = Person.ComeByLink(name, hotseat.Zone, work.Now);
            var seat = hotseat.SeatByLink(guest, address, introduction, SecretKey.Hash(key), work.Now);
            await SendAsync(work, hotseat, seat, me, key);
            return null; // who it is has no number yet
        }));

    /// A new link by mail. The old one dies, and desks that were opened with it close.
    public Task<string> SendAnewAsync(Actor actor, string hotseatId, string? personId) => WithKeyAsync(key =>
        ActAsync(actor, hotseatId, "sent a guest’s personal link anew", async (work, hotseat, me) =>
        {
            var seat = await FindAsync(work, hotseat, personId);
            if (seat.Mail is null) throw new RefusedException("A member needs no link: the desk is in their notices.");
            seat.SendAnew(SecretKey.Hash(key), work.Now);
            await SendAsync(work, hotseat, seat, me, key);
            await work.EndSignInsAsync(seat.PersonId);
            return seat.PersonId;
        }));

    /// At once, everywhere: a link is good for nothing any more, and open desks close.
    public Task RevokeAsync(Actor actor, string hotseatId, string? personId) => ActAsync(actor, hotseatId, "took somebody out of a hotseat", async (work, hotseat, _) =>
    {
        var seat = await FindAsync(work, hotseat, personId);
        await work.UnseatAsync(hotseat, seat);
        return seat.PersonId;
    });

    /// The line under the name.
    public Task IntroduceAsync(Actor actor, string hotseatId, string? personId, string? introduction) => ActAsync(actor, hotseatId, "changed who answers in a hotseat", async (work, hotseat, _) =>
    {
        var seat = await FindAsync(work, hotseat, personId);
        seat.Introduce(string.IsNullOrWhiteSpace(introduction) ? "" : Text.Wording.RequireLine(introduction, Answerer.LongestIntroduction, ""));
        return seat.PersonId;
    });

    static async Task<string> WithKeyAsync(Func<string, Task> act)
    {
        var key = SecretKey.New();
        await act(key);
        return key;
    }

    Task ActAsync(Actor actor, string hotseatId, string verb, Func<HubWork, Hotseat, long, Task<long?>> act) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
        var me = standing.RequireFacilitator();
        if (hotseat.IsOver) throw new RefusedException("This hotseat is over. It stays as it is.");
        await work.Db.Entry(hotseat).Collection(h => h.Answerers).LoadAsync();
        var onWhom = await act(work, hotseat, me);
        await work.SeatInRehearsalAsync(hotseat);
        work.Db.Add(Act.Of(actor, verb, work.Now, hotseat.CommunityId, onPersonId: onWhom, onWhat: hotseat.PublicId));
        work.Announce(LiveTopic.Hotseat(hotseat.Id), LiveTopic.Programme);
        if (onWhom is { } seated) work.Announce(LiveTopic.Mine(hotseat.Id, seated));
    });

    static async Task<Answerer> FindAsync(HubWork work, Hotseat hotseat, string? personId)
    {
        var id = await work.Db.People.Where(p => p.PublicId == personId).Select(p => p.Id).SingleOrDefaultAsync();
        return hotseat.Answerers.SingleOrDefault(a => a.PersonId == id && a.RevokedAt is null) ?? throw new RefusedException("This person does not sit here any more.");
    }

    // A letter goes astray easily: one from a closed community that wants it so says neither its name nor the title.
    async Task SendAsync(HubWork work, Hotseat hotseat, Answerer seat, long by, string key)
    {
        await work.CountAsync(() => limits.RequireAsync(Limit.GuestLink, by));
        var inviter = await work.NameOfAsync(by);
        var isQuiet = await work.Db.Communities.AnyAsync(c => c.Id == hotseat.CommunityId && (c.Kind == CommunityKind.Private || c.Settings.NoticeOnlyMail));
        var asks = hotseat.Kind is HotseatKind.Reversed ? "bring a problem, and to hear what members suggest" : "answer questions";
        var what = isQuiet ? hotseat.Say("an hour of questions") : $"“{hotseat.Title}”";
        var guest = seat.Person?.Name ?? await work.NameOfAsync(seat.PersonId);
        var text = $"""
            Hello {guest},

            {inviter} invites you to {asks}, in writing: {what}, {hotseat.WhenIn(hotseat.Zone, work.Now)}.

            The link below is yours alone. {hotseat.Say("It opens your desk: the questions, and a box to answer in.")} There is nothing to join and no password.
            {hotseat.Say("Please keep it to yourself: whoever has it can answer in your name.")}
            """;
        work.Db.Add(Mail.Write(seat.Mail!, $"{inviter} invites you to {asks}", text, work.Now, path: $"{GuestPath}{key}"));
    }

    /// Where a link leads; the key follows.
    public const string GuestPath = "/guest?key=";
}

/// One seat of a panel, as facilitators see it. Mail: where the personal link went; null for a member.
public sealed record PanelSeat(string PersonId, string Name, PersonKind Kind, string Introduction, string? Mail, DateTime? LinkSentAt, DateTime? OpenedAt)
{
    public bool IsByLink => Mail is not null;
}
