using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Hotseats;

/// "Ask on my behalf": a question that a member gave to the facilitators, to be asked for them. Seen by them and by the member.
public sealed class AskRequest
{
    AskRequest(string publicId, long hotseatId, long personId, string text, DateTime sentAt) =>
        (PublicId, HotseatId, PersonId, Text, SentAt) = (publicId, hotseatId, personId, text, sentAt);

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long HotseatId { get; private set; }
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;
    public string Text { get; private set; }
    public DateTime SentAt { get; private set; }

    /// When a facilitator asked it, or gave it back with a reason.
    public DateTime? SettledAt { get; private set; }
    public long? SettledById { get; private set; }
    public string? DeclinedWhy { get; private set; }

    /// Refuses what <see cref="Question.Ask"/> would.
    public static AskRequest From(long personId, long hotseatId, string? text, DateTime now) =>
        new(CommunityHub.PublicId.New(), hotseatId, personId, Wording.Require(text, Question.LongestText, "Write your question first."), now);

    public void Ask(long byId, DateTime now) => Settle(byId, now);

    public void Decline(string? why, long byId, DateTime now)
    {
        var reason = Wording.Require(why, Hotseat.LongestReason, "Say why, kindly. The person who asked will read it.");
        Settle(byId, now);
        DeclinedWhy = reason;
    }

    void Settle(long byId, DateTime now)
    {
        if (SettledAt is not null) throw new RefusedException("Another facilitator has taken care of this one already.");
        (SettledAt, SettledById) = (now, byId);
    }
}

sealed class AskRequestTable : IEntityTypeConfiguration<AskRequest>
{
    public void Configure(EntityTypeBuilder<AskRequest> request)
    {
        request.ToTable("AskRequests");
        request.Property(r => r.PublicId).HasMaxLength(PublicId.Length);
        request.HasIndex(r => r.PublicId).IsUnique();
        request.HasOne<Hotseat>().WithMany().HasForeignKey(r => r.HotseatId);
        request.HasOne(r => r.Person).WithMany().HasForeignKey(r => r.PersonId);
        // Two facilitators at once: the second is told.
        request.Property(r => r.SettledAt).IsConcurrencyToken();
    }
}
