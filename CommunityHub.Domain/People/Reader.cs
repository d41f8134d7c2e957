using System.Globalization;
using CommunityHub.Accounts;
using CommunityHub.Data;
using CommunityHub.Site;
using LinqKit;

namespace CommunityHub.People;

/// An actor's rights on the whole site, read at the moment of the act. The doors ask it.
public sealed record Reader
{
    static readonly CompiledQuery<Func<HubDb, Task<bool?>>> FindPublicReading = CompiledQuery.Of(
        (HubDb db) => db.SiteSettings.Where(s => s.Id == SiteSettings.OnlyId).Select(s => (bool?)s.PublicReading).SingleOrDefault());

    // Scalars, not rows: a row for each would need APPLY, which SQLite does not have.
    static readonly CompiledQuery<Func<HubDb, long, long?, DateTime, DateTime, DateTime, Task<Found?>>> FindPerson = CompiledQuery.Of(
        (HubDb db, long personId, long? signInId, DateTime now, DateTime rested, DateTime lived) => db.People
            .Where(p => p.Id == personId && (p.Kind == PersonKind.Registered || p.Kind == PersonKind.Guest))
            .Where(p => signInId == null || db.SignIns.Any(s => s.Id == signInId && s.PersonId == p.Id && SignIn.IsAlive.Invoke(s, rested, lived)))
            .Select(p => new Found(
                db.SiteSettings.Where(s => s.Id == SiteSettings.OnlyId).Select(s => (bool?)s.PublicReading).SingleOrDefault(),
                p.Name,
                p.TimeZone,
                p.JoinedAt,
                p.Kind == PersonKind.Guest,
                p.ConfirmedAt != null,
                p.AdministratorSince != null,
                db.Suspensions.Where(s => s.PersonId == personId && s.CommunityId == null && Communities.Suspension.IsInForceAt.Invoke(s, now))
                    .OrderByDescending(s => s.Until).Select(s => s.Why).FirstOrDefault(),
                db.Suspensions.Where(s => s.PersonId == personId && s.CommunityId == null && Communities.Suspension.IsInForceAt.Invoke(s, now))
                    .OrderByDescending(s => s.Until).Select(s => (DateTime?)s.Until).FirstOrDefault()))
            .SingleOrDefault());

    sealed record Found(
        bool? PublicReading, string Name, string? TimeZone, DateTime JoinedAt, bool IsGuest, bool IsConfirmed, bool IsAdministrator, string? SuspendedWhy, DateTime? SuspendedUntil);

    public static async Task<Reader> ReadAsync(HubDb db, Actor actor, DateTime now, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        if (actor.PersonId is not { } personId) return await VisitorAsync(db, now);
        var (rested, lived) = SignIn.EndsBefore(now);
        var person = await FindPerson.In(db)(db, personId, actor.SignInId, now, rested, lived);

        // Nobody any more, or a sign-in that has ended: from now on a visitor.
        if (person is null) return await VisitorAsync(db, now);

        var suspension = person.SuspendedUntil is { } until ? new SuspensionCard(person.SuspendedWhy!, until) : null;
        return new Reader
        {
            PublicReading = person.PublicReading ?? true,
            Now = now,
            KnownId = personId,
            Name = person.Name,
            TimeZone = person.TimeZone,
            JoinedAt = person.JoinedAt,
            IsGuest = person.IsGuest,
            IsConfirmed = person.IsConfirmed,
            IsAdministrator = person.IsAdministrator && suspension is null,
            Suspension = suspension,
        };
    }

    static async Task<Reader> VisitorAsync(HubDb db, DateTime now) => new() { PublicReading = await FindPublicReading.In(db)(db) ?? true, Now = now };

    public required DateTime Now { get; init; }
    public required bool PublicReading { get; init; }

    /// Who is signed in, even where they may do nothing yet; null: a visitor.
    public long? KnownId { get; init; }
    public string? Name { get; init; }
    public string? TimeZone { get; init; }
    public DateTime JoinedAt { get; init; }

    /// Came by a personal link, which opens one desk (Hotseats.DeskDoor) and nothing else: no community reads them as anybody.
    public bool IsGuest { get; init; }
    public bool IsConfirmed { get; init; }
    public bool IsAdministrator { get; init; }

    /// Kept out of the whole site, and why.
    public SuspensionCard? Suspension { get; init; }

    /// The person whose rights count: confirmed, and not suspended from the site.
    public long? PersonId => IsConfirmed && !IsGuest && Suspension is null ? KnownId : null;

    /// What is open may be read.
    public bool ReadsOpen => Suspension is null && !IsGuest && (PersonId is not null || PublicReading);

    /// For what only somebody signed in may do.
    public long RequirePerson()
    {
        if (PersonId is { } person) return person;
        if (KnownId is null) throw new RefusedException("Sign in first. What you typed is kept.");
        if (Suspension is { } suspension) throw new RefusedException(suspension.InWords("this site"));
        if (IsGuest) throw new RefusedException("Your link opens your desk, and nothing else.");
        throw new RefusedException("Confirm your mail address first. We sent you a link.");
    }

    /// Whose drafts and sendings are kept: a person, or a guest at their desk, also when their link has been withdrawn.
    public long RequireWriter() => IsGuest && KnownId is { } guest ? guest : RequirePerson();

    public void RequireAdministrator()
    {
        RequirePerson();
        if (!IsAdministrator) throw new RefusedException("Only an administrator can do that.");
    }
}

/// Why somebody is kept out, and until when.
public sealed record SuspensionCard(string Why, DateTime Until)
{
    /// In English, whatever the culture of who asks: so is the rest of the sentence.
    public string InWords(string where) => string.Create(CultureInfo.InvariantCulture, $"You are suspended from {where} until {Until:d MMMM yyyy}: {Why}");
}
