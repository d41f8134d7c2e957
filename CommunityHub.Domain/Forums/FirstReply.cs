using CommunityHub.Communities;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Forums;

/// The no-silence promise, for one newcomer's first discussion: by when somebody replies, and who has been asked to.
public sealed class FirstReply
{
    FirstReply(long discussionId, long communityId, DateTime at, DateTime dueAt) => (DiscussionId, CommunityId, At, DueAt) = (discussionId, communityId, at, dueAt);

    public long DiscussionId { get; private set; }
    public Discussion Discussion { get; private set; } = null!;
    public long CommunityId { get; private set; }
    public DateTime At { get; private set; }

    /// As promised when it began.
    public DateTime DueAt { get; private set; }
    public DateTime? RepliedAt { get; private set; }

    /// Nothing can be replied to any more: it was locked, taken away, or its community archived.
    public DateTime? StoppedAt { get; private set; }

    /// When two volunteers were asked, then the facilitators, then the facilitators' own community.
    public DateTime? VolunteersAt { get; private set; }
    public DateTime? FacilitatorsAt { get; private set; }
    public DateTime? OwnAt { get; private set; }

    /// Half of the time is the volunteers', a quarter the facilitators'.
    public DateTime VolunteersDue => At + (DueAt - At) / 2;
    public DateTime FacilitatorsDue => At + (DueAt - At) * 0.75;

    public static FirstReply Promised(Discussion discussion, TimeSpan within, DateTime now) => new(discussion.Id, discussion.CommunityId, now, now + within) { Discussion = discussion };

    public void Replied(DateTime at) => RepliedAt ??= at;

    public void Stop(DateTime now) => StoppedAt ??= now;

    public void AskVolunteers(DateTime now) => VolunteersAt ??= now;

    public void AskFacilitators(DateTime now) => FacilitatorsAt ??= now;

    public void AskOwn(DateTime now) => OwnAt ??= now;
}

/// A member who has said that they greet newcomers.
public sealed class Volunteer
{
    Volunteer(long communityId, long personId, DateTime at) => (CommunityId, PersonId, At) = (communityId, personId, at);

    public long CommunityId { get; private set; }
    public long PersonId { get; private set; }
    public DateTime At { get; private set; }

    /// When they were last asked: the next time it is somebody else's turn.
    public DateTime? AskedAt { get; private set; }

    public static Volunteer Of(long communityId, long personId, DateTime now) => new(communityId, personId, now);

    public void Ask(DateTime now) => AskedAt = now;
}

sealed class FirstReplyTables : IEntityTypeConfiguration<FirstReply>, IEntityTypeConfiguration<Volunteer>
{
    public void Configure(EntityTypeBuilder<FirstReply> reply)
    {
        reply.HasKey(r => r.DiscussionId);
        reply.HasOne(r => r.Discussion).WithMany().HasForeignKey(r => r.DiscussionId);
        reply.HasOne<Community>().WithMany().HasForeignKey(r => r.CommunityId);
        // Those that are still open.
        reply.HasIndex(r => new { r.RepliedAt, r.StoppedAt, r.OwnAt });
    }

    public void Configure(EntityTypeBuilder<Volunteer> volunteer)
    {
        volunteer.HasKey(v => new { v.CommunityId, v.PersonId });
        volunteer.HasOne<Community>().WithMany().HasForeignKey(v => v.CommunityId);
        volunteer.HasOne<Person>().WithMany().HasForeignKey(v => v.PersonId);
    }
}
