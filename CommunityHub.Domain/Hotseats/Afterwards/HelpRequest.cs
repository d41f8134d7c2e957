using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Hotseats.Afterwards;

/// Whether an answer helped whoever asked.
public enum HelpVerdict
{
    Yes,
    Partly,
    No,
}

/// Somebody was asked, a month after a hotseat, whether its answers helped them. Each is asked once.
public sealed class HelpRequest
{
    HelpRequest(long hotseatId, long personId, DateTime askedAt) => (HotseatId, PersonId, AskedAt) = (hotseatId, personId, askedAt);

    public long HotseatId { get; private set; }
    public long PersonId { get; private set; }
    public DateTime AskedAt { get; private set; }

    public static HelpRequest To(long personId, long hotseatId, DateTime now) => new(hotseatId, personId, now);
}

/// What they said of one answer. Whose it is, nobody is shown.
public sealed class HelpReply
{
    public const int LongestWords = 280;

    HelpReply(long questionId, long personId) => (QuestionId, PersonId) = (questionId, personId);

    public long QuestionId { get; private set; }
    public Question Question { get; private set; } = null!;
    public long PersonId { get; private set; }
    public HelpVerdict Verdict { get; private set; }

    /// For the facilitators only; null: none.
    public string? Words { get; private set; }

    /// Random: the order in which the words are shown.
    public string Shuffle { get; private set; } = PublicId.New();

    public static HelpReply Of(long questionId, long personId) => new(questionId, personId);

    public void Say(HelpVerdict verdict, string? words)
    {
        if (!Enum.IsDefined(verdict)) throw new RefusedException("Choose yes, partly or no.");
        var line = Wording.AllowLine(words, LongestWords);
        (Verdict, Words) = (verdict, Wording.IsBlank(line) ? null : line);
    }
}

/// The round was made for a hotseat: each is asked once, however often the clock looks.
public sealed class HelpRound
{
    HelpRound(long hotseatId, DateTime at) => (HotseatId, At) = (hotseatId, at);

    public long HotseatId { get; private set; }
    public DateTime At { get; private set; }

    public static HelpRound For(long hotseatId, DateTime now) => new(hotseatId, now);
}

sealed class HelpTables : IEntityTypeConfiguration<HelpRequest>, IEntityTypeConfiguration<HelpReply>, IEntityTypeConfiguration<HelpRound>
{
    public void Configure(EntityTypeBuilder<HelpRequest> request)
    {
        request.HasKey(r => new { r.HotseatId, r.PersonId });
        request.HasOne<Hotseat>().WithMany().HasForeignKey(r => r.HotseatId);
        request.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
    }

    public void Configure(EntityTypeBuilder<HelpReply> reply)
    {
        reply.HasKey(r => new { r.QuestionId, r.PersonId });
        reply.HasOne(r => r.Question).WithMany().HasForeignKey(r => r.QuestionId);
        reply.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
        reply.Property(r => r.Verdict).HasConversion<string>().HasMaxLength(20);
        reply.Property(r => r.Words).HasMaxLength(4 * HelpReply.LongestWords);
        reply.Property(r => r.Shuffle).HasMaxLength(PublicId.Length);
    }

    public void Configure(EntityTypeBuilder<HelpRound> round)
    {
        round.HasKey(r => r.HotseatId);
        round.Property(r => r.HotseatId).ValueGeneratedNever();
        round.HasOne<Hotseat>().WithMany().HasForeignKey(r => r.HotseatId);
    }
}
