using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Hotseats;

/// An answerer has taken a question, or was handed it, until it is answered or given back.
public sealed class Claim
{
    Claim(long questionId, long answererId, long byId, DateTime from) => (QuestionId, AnswererId, ById, From) = (questionId, answererId, byId, from);

    public long Id { get; private set; }
    public long QuestionId { get; private set; }
    public Question Question { get; private set; } = null!;
    public long AnswererId { get; private set; }
    public Answerer Answerer { get; private set; } = null!;

    /// Who took it, or handed it out.
    public long ById { get; private set; }
    public DateTime From { get; private set; }

    /// Since when they write the answer: "answering now". One question at a time.
    public DateTime? NowSince { get; private set; }
    public DateTime? Until { get; private set; }

    public static Claim Of(Question question, long answererId, long byId, DateTime now) => new(question.Id, answererId, byId, now);

    /// Somebody else has it from now on.
    public void PassTo(long answererId, long byId, DateTime now) => (AnswererId, ById, From, NowSince) = (answererId, byId, now, null);

    public void BeginAnswering(DateTime now) => NowSince ??= now;

    /// It waits for its answerer again.
    public void Rest() => NowSince = null;

    public void End(DateTime now) => (Until, NowSince) = (Until ?? now, null);
}

sealed class ClaimTables : IEntityTypeConfiguration<Claim>
{
    public void Configure(EntityTypeBuilder<Claim> claim)
    {
        claim.HasOne(c => c.Question).WithMany().HasForeignKey(c => c.QuestionId);
        claim.HasOne(c => c.Answerer).WithMany().HasForeignKey(c => c.AnswererId);
        claim.HasOne<Person>().WithMany().HasForeignKey(c => c.ById);
        // Of fifty at once, one: the others find the row there.
        claim.HasIndex(c => c.QuestionId).IsUnique().HasFilter("\"Until\" IS NULL");
        claim.HasIndex(c => c.AnswererId);
        // Passed on and given back at once: one of them comes second.
        claim.Property(c => c.AnswererId).IsConcurrencyToken();
        claim.Property(c => c.Until).IsConcurrencyToken();
    }
}

/// Who answers a question, as the room sees it.
public sealed record ClaimRow(string By, bool IsNow);
