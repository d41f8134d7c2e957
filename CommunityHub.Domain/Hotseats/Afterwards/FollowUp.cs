using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Hotseats.Afterwards;

/// A question that the hour left open: who sees to it, and by when.
public sealed class FollowUp
{
    public const int LongestWords = 2000;

    /// For those that nobody gave out before the archive.
    public static readonly TimeSpan UsualTime = TimeSpan.FromDays(14);
    public static readonly TimeSpan LongestTime = TimeSpan.FromDays(366);

    FollowUp(string publicId, long hotseatId, long questionId, DateTime givenAt) =>
        (PublicId, HotseatId, QuestionId, GivenAt) = (publicId, hotseatId, questionId, givenAt);

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long HotseatId { get; private set; }
    public long QuestionId { get; private set; }
    public Question Question { get; private set; } = null!;
    public long OwnerId { get; private set; }
    public Person Owner { get; private set; } = null!;

    /// The end of the day by which it is due, in the session's zone.
    public DateTime DueAt { get; private set; }
    public DateTime GivenAt { get; private set; }

    /// For which date the owner was reminded: once for each.
    public DateTime? RemindedOf { get; private set; }
    public DateTime? ClosedAt { get; private set; }
    public long? ClosedById { get; private set; }
    public Person? ClosedBy { get; private set; }

    /// A closing word; null where it was closed with an answer.
    public string? Words { get; private set; }
    public string? WordsHtml { get; private set; }

    /// Refuses a question that waits no more, and a date that has passed or is over a year away.
    public static FollowUp Give(Question question, long ownerId, DateTime dueAt, DateTime now)
    {
        if (!question.IsWaiting) throw new RefusedException("This question is not waiting any more.");
        var given = new FollowUp(CommunityHub.PublicId.New(), question.HotseatId, question.Id, now);
        given.HandTo(ownerId, dueAt, now);
        return given;
    }

    /// To somebody else, or for another day.
    public void HandTo(long ownerId, DateTime dueAt, DateTime now)
    {
        if (ClosedAt is not null) throw new RefusedException("This follow-up is closed.");
        if (dueAt <= now) throw new RefusedException("Choose a day that is still to come.");
        if (dueAt > now + LongestTime) throw new RefusedException("Choose a day within a year.");
        (OwnerId, DueAt) = (ownerId, dueAt);
    }

    public void CloseWithAnswer(long byId, DateTime now) => Close(byId, now);

    public void CloseWithWords(string? words, long byId, DateTime now)
    {
        var said = Wording.Require(words, LongestWords, "Say a word to whoever asked.");
        Close(byId, now);
        (Words, WordsHtml) = (said, Markdown.ToHtml(said));
    }

    public void WasReminded() => RemindedOf = DueAt;

    void Close(long byId, DateTime now)
    {
        if (ClosedAt is not null) throw new RefusedException("This follow-up is closed already. Your words are kept as a draft.");
        (ClosedAt, ClosedById) = (now, byId);
    }
}

sealed class FollowUpTables : IEntityTypeConfiguration<FollowUp>
{
    public void Configure(EntityTypeBuilder<FollowUp> followUp)
    {
        followUp.Property(f => f.PublicId).HasMaxLength(PublicId.Length);
        followUp.HasIndex(f => f.PublicId).IsUnique();
        followUp.HasOne<Hotseat>().WithMany().HasForeignKey(f => f.HotseatId);
        // One for a question, whoever gives it out at the same moment.
        followUp.HasIndex(f => f.QuestionId).IsUnique();
        followUp.HasOne(f => f.Question).WithMany().HasForeignKey(f => f.QuestionId);
        followUp.HasOne(f => f.Owner).WithMany().HasForeignKey(f => f.OwnerId);
        followUp.HasOne(f => f.ClosedBy).WithMany().HasForeignKey(f => f.ClosedById);
        followUp.HasIndex(f => new { f.ClosedAt, f.DueAt });
        // Closed by two at once: the second finds it closed.
        followUp.Property(f => f.ClosedAt).IsConcurrencyToken();
    }
}
