using System.Linq.Expressions;
using CommunityHub.People;

namespace CommunityHub.Communities;

/// Somebody was a member from then until then. Never deleted: figures need the denominators of the past.
public sealed class Membership
{
    Membership(long communityId, long personId, DateTime from) => (CommunityId, PersonId, From) = (communityId, personId, from);

    public long Id { get; private set; }
    public long CommunityId { get; private set; }
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;
    public DateTime From { get; private set; }
    public DateTime? Until { get; private set; }

    public static Membership Begin(long communityId, long personId, DateTime now) => new(communityId, personId, now);

    public void End(DateTime now) => Until ??= now;
}

/// A facilitator of a community, from then until then: holiday cover has both dates.
public sealed class Role
{
    Role(long communityId, long personId, bool isLead, DateTime from, DateTime? until) =>
        (CommunityId, PersonId, IsLead, From, Until) = (communityId, personId, isLead, from, until);

    public long Id { get; private set; }
    public long CommunityId { get; private set; }
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;

    /// The one who can be written to from the public directory.
    public bool IsLead { get; private set; }
    public DateTime From { get; private set; }
    public DateTime? Until { get; private set; }

    /// The rule: held at that time.
    internal static readonly Expression<Func<Role, DateTime, bool>> IsHeldAt = (r, now) => r.From <= now && (r.Until == null || r.Until > now);

    public static Role Give(long communityId, long personId, bool isLead, DateTime from, DateTime? until = null) =>
        new(communityId, personId, isLead, from, until);

    public void End(DateTime now) => Until = Until is { } end && end < now ? end : now;

    public void Lead() => IsLead = true;

    public void StopLeading() => IsLead = false;
}

/// Kept out of one community, or of the whole site, with a reason and an end.
public sealed class Suspension
{
    Suspension(string publicId, long? communityId, long personId, string why, long byId, DateTime from, DateTime until) =>
        (PublicId, CommunityId, PersonId, Why, ById, From, Until) = (publicId, communityId, personId, why, byId, from, until);

    public long Id { get; private set; }
    public string PublicId { get; private set; }

    /// Null: from the whole site.
    public long? CommunityId { get; private set; }
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;
    public string Why { get; private set; }
    public long ById { get; private set; }
    public DateTime From { get; private set; }
    public DateTime Until { get; private set; }
    public DateTime? LiftedAt { get; private set; }

    /// Refuses an end that is not in the future or more than two years away.
    /// The rule: begun, not over, and not lifted at that time.
    internal static readonly Expression<Func<Suspension, DateTime, bool>> IsInForceAt = (s, now) => s.From <= now && s.Until > now && s.LiftedAt == null;

    public static Suspension Of(long personId, long? communityId, string? why, long byId, DateTime now, DateTime until)
    {
        if (until <= now) throw new RefusedException("Choose an end that is still to come.");
        if (until > now.AddYears(2)) throw new RefusedException("Choose an end within two years.");
        return new Suspension(CommunityHub.PublicId.New(), communityId, personId, Text.Wording.Require(why, 600, "Say why. They will read it."), byId, now, until);
    }

    public void Lift(DateTime now) => LiftedAt ??= now;
}

/// An administrator went into a closed community, for a reason its facilitators see.
public sealed class RecordedEntry
{
    /// How long one entry opens the door.
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    RecordedEntry(long communityId, long personId, string why, DateTime from, DateTime until) =>
        (CommunityId, PersonId, Why, From, Until) = (communityId, personId, why, from, until);

    public long Id { get; private set; }
    public long CommunityId { get; private set; }
    public long PersonId { get; private set; }
    public string Why { get; private set; }
    public DateTime From { get; private set; }
    public DateTime Until { get; private set; }

    public static RecordedEntry Begin(long communityId, long personId, string? why, DateTime now) =>
        new(communityId, personId, Text.Wording.Require(why, 600, "Say why you need to go in. The facilitators will read it."), now, now + Lasts);

    public void Leave(DateTime now) => Until = now < Until ? now : Until;
}
