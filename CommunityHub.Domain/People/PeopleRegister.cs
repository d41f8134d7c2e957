using CommunityHub.Accounts;
using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Live;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.People;

/// Everybody with an account, for administrators.
public sealed class PeopleRegister(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    public const int PageLength = 50;

    /// Who looks for somebody finds so many at most; with more it is a list that they look through.
    const int Few = 5;

    // The same look is written down once in so long.
    static readonly TimeSpan OneLook = TimeSpan.FromHours(1);

    /// Newest first, by a part of the name or of the mail address. After is the last person of the page before. That they were looked at is
    /// written into the log of the site, and so into the own data of whoever was looked up.
    public async Task<PeoplePage> FindAsync(Actor actor, string? text = null, string? after = null, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var reader = await Reader.ReadAsync(db, actor, now, cancel);
        reader.RequireAdministrator();
        var me = reader.PersonId;

        var people = db.People.Where(p => p.Kind == PersonKind.Registered);
        var words = Wording.AllowLine(text, 254);
        if (!Wording.IsBlank(words))
        {
            var (key, mail) = (NameKey.Of(words), words.ToLowerInvariant());
            people = people.Where(p => p.NameKey.Contains(key) || db.Set<Account>().Any(a => a.PersonId == p.Id && a.NormalizedEmail!.Contains(mail)));
        }
        var last = after is null ? null : await db.People.Where(p => p.PublicId == after).Select(p => (long?)p.Id).SingleOrDefaultAsync(cancel);
        if (last is not null) people = people.Where(p => p.Id < last);
        var suspended = db.Suspensions.Where(s => s.CommunityId == null && s.From <= now && s.Until > now && s.LiftedAt == null);
        var rows = await people
            .OrderByDescending(p => p.Id)
            .Take(PageLength + 1)
            .Select(p => new PersonRow
            {
                PublicId = p.PublicId,
                Name = p.Name,
                Mail = db.Set<Account>().Where(a => a.PersonId == p.Id).Select(a => a.Email).FirstOrDefault(),
                JoinedAt = p.JoinedAt,
                IsConfirmed = p.ConfirmedAt != null,
                IsAdministrator = p.AdministratorSince != null,
                HasSecondStep = db.SecondSteps.Any(s => s.PersonId == p.Id && s.OnSince != null),
                IsMe = p.Id == me,
                SuspendedUntil = suspended.Where(s => s.PersonId == p.Id).Max(s => (DateTime?)s.Until),
                SuspendedWhy = suspended.Where(s => s.PersonId == p.Id).Select(s => s.Why).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        await RecordLookAsync(actor, rows, isLookUp: !Wording.IsBlank(words) && rows.Count <= Few);
        return new PeoplePage(rows.Take(PageLength).ToList(), rows.Count > PageLength ? rows[PageLength - 1].PublicId : null);
    }

    Task RecordLookAsync(Actor actor, List<PersonRow> rows, bool isLookUp) => writes.DoAsync(async work =>
    {
        var since = work.Now - OneLook;
        var lately = work.Db.Acts.Where(a => a.ActorId == actor.PersonId && a.At > since);
        if (!isLookUp)
        {
            var what = $"{Math.Min(rows.Count, PageLength)} on a page";
            if (!await lately.AnyAsync(a => a.Verb == ActVerbs.LookedThrough)) work.Record(actor, ActVerbs.LookedThrough, onWhat: what);
            return;
        }
        var found = rows.Where(row => !row.IsMe).Select(row => row.PublicId).ToList();
        foreach (var id in await work.Db.People.Where(p => found.Contains(p.PublicId) && !lately.Any(a => a.Verb == ActVerbs.LookedUp && a.OnPersonId == p.Id)).Select(p => p.Id).ToListAsync())
        {
            work.Record(actor, ActVerbs.LookedUp, onPersonId: id);
        }
    });

    /// Refuses who has not confirmed their address, and who is suspended. They sign in anew: what was begun before does not rise with them.
    public Task MakeAdministratorAsync(Actor actor, string? personPublicId) => writes.DoAsync(async work =>
    {
        (await work.ReadAsync(actor)).RequireAdministrator();
        var person = await RequireAsync(work, personPublicId);
        var now = work.Now;
        if (person.ConfirmedAt is null) throw new RefusedException("This person has not confirmed their mail address yet.");
        if (await work.Db.Suspensions.AnyAsync(s => s.PersonId == person.Id && s.CommunityId == null && s.Until > now && s.LiftedAt == null)) throw new RefusedException("This person is suspended.");
        if (person.AdministratorSince is not null) return;
        person.BecomeAdministrator(now);
        await work.EndSignInsAsync(person.Id);
        work.Record(actor, ActVerbs.MadeAdministrator, onPersonId: person.Id);
        await work.TellAsync(person.Id, "You are now an administrator of this site.", "/admin/communities");
        work.Announce(LiveTopic.PersonRights(person.Id));
    });

    /// Refuses the last administrator. What they entered closes at once.
    public Task UnmakeAdministratorAsync(Actor actor, string? personPublicId) => writes.DoAsync(async work =>
    {
        (await work.ReadAsync(actor)).RequireAdministrator();
        var person = await RequireAsync(work, personPublicId);
        if (person.AdministratorSince is null) return;
        if (!await work.Db.People.AnyAsync(p => p.AdministratorSince != null && p.Id != person.Id)) throw new RefusedException("A site needs an administrator. Make another one first.");
        var now = work.Now;
        person.StopBeingAdministrator();
        foreach (var entry in await work.Db.RecordedEntries.Where(e => e.PersonId == person.Id && e.Until > now).ToListAsync())
        {
            entry.Leave(now);
            work.Announce(LiveTopic.CommunityRights(entry.CommunityId));
        }
        await work.EndSignInsAsync(person.Id);
        work.Record(actor, ActVerbs.UnmadeAdministrator, onPersonId: person.Id);
        await work.TellAsync(person.Id, "You are no longer an administrator of this site.", "/");
        work.Announce(LiveTopic.PersonRights(person.Id));
    });

    /// For somebody who has lost app and codes, and showed the administrator who they are. Ends their sign-ins; they are told why by mail.
    public Task ResetSecondStepAsync(Actor actor, string? personPublicId, string? why) => writes.DoAsync(async work =>
    {
        (await work.ReadAsync(actor)).RequireAdministrator();
        var person = await RequireAsync(work, personPublicId);
        if (person.Id == actor.PersonId) throw new RefusedException("Your own you turn off on the page of your account.");
        var reason = Wording.RequireLine(why, 300, "Say why. They will read it.");
        var step = await work.Db.SecondSteps.SingleOrDefaultAsync(s => s.PersonId == person.Id && s.OnSince != null) ?? throw new RefusedException("This person has no second step.");
        work.Db.Remove(step);
        await work.EndSignInsAsync(person.Id);
        await work.ForgetDraftAsync(actor.PersonId!.Value, CommunityPlaces.ResetSecondStep(person.PublicId));
        work.Record(actor, ActVerbs.ResetSecondStep, onPersonId: person.Id, why: reason);
        await work.SendSecondStepResetAsync(person.Id, reason);
    });

    static async Task<Person> RequireAsync(HubWork work, string? publicId) =>
        await work.Db.People.SingleOrDefaultAsync(p => p.PublicId == publicId && p.Kind == PersonKind.Registered) ?? throw new RefusedException("There is no such person.");
}

public sealed record PeoplePage(IReadOnlyList<PersonRow> People, string? Next);

public sealed record PersonRow
{
    public required string PublicId { get; init; }
    public required string Name { get; init; }
    public required string? Mail { get; init; }
    public required DateTime JoinedAt { get; init; }
    public required bool IsConfirmed { get; init; }
    public required bool IsAdministrator { get; init; }
    public required bool HasSecondStep { get; init; }
    public required bool IsMe { get; init; }
    public required DateTime? SuspendedUntil { get; init; }
    public required string? SuspendedWhy { get; init; }
}
