using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// What a facilitator sees before they fill in the form: whom they may invite, and what stands there already.
public sealed record HotseatPlan
{
    public required CommunityFace Community { get; init; }

    /// The facilitator's own zone: the first suggestion.
    public required string Zone { get; init; }

    /// Whom they may choose from, by name. Empty where there are too many to choose from a list: then a name is typed.
    public required IReadOnlyList<GuestChoice> Choices { get; init; }

    /// Null: a new one.
    public HotseatState? State { get; init; }

    public DateTime? AnnouncedAt { get; init; }

    /// As it stands; for a new one, empty but for the ready wording.
    public HotseatForm Form { get; init; } = new() { SeedQuestions = "", Invitation = Kit.ReadyInvitation, ThankYou = Kit.ReadyThankYou };

    /// Who sits in it, by name.
    public string? GuestName { get; init; }

    public bool HasTooManyMembers => Choices.Count == 0;
    public bool MayMove => State is null or HotseatState.Draft or HotseatState.Announced or HotseatState.Collecting;
}

public sealed record GuestChoice(string Id, string Name, string? Organisation);

/// How hotseats are planned: what the form shows. For facilitators; for others nothing is there.
public sealed class HotseatPlans(IDbContextFactory<HubDb> databases, CommunityFaces faces, TimeProvider clock)
{
    /// A list of more names than this is no help: then a name or a mail address is typed.
    public const int MostChoices = 200;

    public async Task<HotseatPlan?> ReadNewAsync(Actor actor, string communitySlug, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var communityId = await db.CommunitiesReadBy(reader).Where(c => c.Slug == communitySlug).Select(c => (long?)c.Id).SingleOrDefaultAsync(cancel);
        return communityId is { } id && await MayPlanAsync(db, reader, id, cancel) ? await PlanAsync(db, reader, id, cancel) : null;
    }

    public async Task<HotseatPlan?> ReadAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var found = await db.HotseatsFor(reader).AsNoTracking().Where(h => h.PublicId == hotseatId).Include(h => h.Answerers).ThenInclude(a => a.Person).SingleOrDefaultAsync(cancel);
        if (found is null || !await MayPlanAsync(db, reader, found.CommunityId, cancel)) return null;

        var guest = found.Answerers.OrderBy(a => a.Id).FirstOrDefault(a => a.RevokedAt is null && a.Mail is null);
        var kit = await db.Kits.AsNoTracking().SingleOrDefaultAsync(k => k.HotseatId == found.Id, cancel);
        return await PlanAsync(db, reader, found.CommunityId, cancel) with
        {
            State = found.State,
            GuestName = guest?.Person.Name,
            AnnouncedAt = found.AnnouncedAt,
            Form = new HotseatForm
            {
                Kind = found.Kind,
                Title = found.Title,
                About = found.About,
                StartsLocal = found.StartsLocal,
                Zone = found.Zone,
                Minutes = found.Minutes,
                QuestionsOpenLocal = found.QuestionsOpenAt is { } open ? TimeZoneInfo.ConvertTimeFromUtc(open, HotseatTimes.Zone(found.Zone)) : null,
                GuestId = guest?.Person.PublicId,
                GuestIntroduction = guest?.Introduction,
                SeedQuestions = kit?.Seeds ?? "",
                Invitation = kit?.Invitation ?? "",
                ThankYou = kit?.ThankYou ?? "",
                ApprovesFirst = found.ApprovesFirst,
            },
        };
    }

    /// The public id of the member of that name or mail address. Refuses none, and two.
    public async Task<string> FindGuestAsync(Actor actor, string communityId, string? nameOrMail, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var id = await db.CommunitiesReadBy(reader).Where(c => c.PublicId == communityId).Select(c => c.Id).SingleOrDefaultAsync(cancel);
        (await db.StandingAsync(reader, id, cancel)).RequireFacilitator();

        var typed = Wording.RequireLine(nameOrMail, 254, "Say who answers: a member’s name or mail address.");
        var (name, mail) = (NameKey.Of(typed), MailAddressRule.Normal(typed));
        var found = await MembersOf(db, id)
            .Where(p => p.NameKey == name || db.Users.Any(a => a.PersonId == p.Id && a.EmailConfirmed && a.NormalizedEmail == mail))
            .Select(p => p.PublicId)
            .Take(2)
            .ToListAsync(cancel);
        return found switch
        {
            [] => throw new RefusedException("No member of this community has that name or mail address. The guest must join first."),
            [var only] => only,
            _ => throw new RefusedException("Two members have that name. Give the mail address."),
        };
    }

    static async Task<bool> MayPlanAsync(HubDb db, Reader reader, long communityId, CancellationToken cancel) =>
        (await db.StandingAsync(reader, communityId, cancel)) is { IsFacilitator: true };

    async Task<HotseatPlan> PlanAsync(HubDb db, Reader reader, long communityId, CancellationToken cancel)
    {
        var members = await MembersOf(db, communityId)
            .OrderBy(p => p.NameKey).ThenBy(p => p.Id)
            .Select(p => new GuestChoice(p.PublicId, p.Name, p.Organisation))
            .Take(MostChoices + 1)
            .ToListAsync(cancel);
        return new HotseatPlan
        {
            Community = await faces.OfAsync(communityId),
            Zone = reader.TimeZone ?? "Europe/London",
            Choices = members.Count > MostChoices ? [] : members,
        };
    }

    static IQueryable<Person> MembersOf(HubDb db, long communityId) =>
        db.People.Where(p => db.Memberships.Any(m => m.CommunityId == communityId && m.PersonId == p.Id && m.Until == null));
}
