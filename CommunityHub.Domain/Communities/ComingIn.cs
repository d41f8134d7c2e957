using CommunityHub.People;
using CommunityHub.Text;

namespace CommunityHub.Communities;

/// Somebody asks to join a community that is by request.
public sealed class JoinRequest
{
    public const int LongestReason = 600;

    JoinRequest(string publicId, long communityId, long personId, string reason, DateTime at) =>
        (PublicId, CommunityId, PersonId, Reason, At) = (publicId, communityId, personId, reason, at);

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long CommunityId { get; private set; }
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;
    public string Reason { get; private set; }
    public DateTime At { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public long? DecidedById { get; private set; }
    public bool? WasAccepted { get; private set; }

    /// What the facilitator wrote with the decision.
    public string? Words { get; private set; }
    public DateTime? WithdrawnAt { get; private set; }

    public bool IsOpen => DecidedAt is null && WithdrawnAt is null;

    public static JoinRequest From(long personId, long communityId, string? reason, DateTime now) => new(
        CommunityHub.PublicId.New(), communityId, personId,
        Wording.Require(reason, LongestReason, "Say in a sentence why you would like to join."), now);

    public void Decide(bool accept, string? words, long byId, DateTime now)
    {
        if (!IsOpen) throw new RefusedException("This request has been answered already.");
        (WasAccepted, DecidedAt, DecidedById) = (accept, now, byId);
        Words = accept && string.IsNullOrWhiteSpace(words) ? null : Wording.Require(words, 1000, "Write a kind word with it. They will read it.");
    }

    public void Withdraw(DateTime now) => WithdrawnAt ??= now;
}

/// A way in, by mail, for one address. The mail holds a key; the row only its hash.
public sealed class Invitation
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    Invitation(string publicId, long communityId, string mail, byte[] keyHash, long byId, DateTime at, DateTime expiresAt) =>
        (PublicId, CommunityId, Mail, KeyHash, ById, At, ExpiresAt) = (publicId, communityId, mail, keyHash, byId, at, expiresAt);

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long CommunityId { get; private set; }
    public Community Community { get; private set; } = null!;

    /// In its form for comparing: lower case.
    public string Mail { get; private set; }
    public byte[] KeyHash { get; private set; }
    public long ById { get; private set; }
    public DateTime At { get; private set; }
    public DateTime ExpiresAt { get; private set; }
    public DateTime? AcceptedAt { get; private set; }
    public long? AcceptedById { get; private set; }
    public DateTime? RevokedAt { get; private set; }

    public static Invitation For(string mail, long communityId, byte[] keyHash, long byId, DateTime now) =>
        new(CommunityHub.PublicId.New(), communityId, mail, keyHash, byId, now, now + Lasts);

    public bool IsOpen(DateTime now) => AcceptedAt is null && RevokedAt is null && now < ExpiresAt;

    public void Accept(long personId, DateTime now) => (AcceptedAt, AcceptedById) = (now, personId);

    public void Revoke(DateTime now) => RevokedAt ??= now;
}

/// Where a community was before it was renamed.
public sealed class OldSlug
{
    OldSlug(string slug, long communityId) => (Slug, CommunityId) = (slug, communityId);

    public string Slug { get; private set; }
    public long CommunityId { get; private set; }

    public static OldSlug Of(Community community) => new(community.Slug, community.Id);
}
