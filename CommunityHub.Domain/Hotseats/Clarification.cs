using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Hotseats;

/// The words of a question before a facilitator edited them for clarity. The first of them are its asker's own.
public sealed class Clarification
{
    Clarification() => Text = "";

    public long Id { get; private set; }
    public long QuestionId { get; private set; }
    public Question Question { get; private set; } = null!;

    /// As they were until then.
    public string Text { get; private set; }
    public DateTime At { get; private set; }
    public long ById { get; private set; }

    internal static Clarification Of(Question question, long byId, DateTime now) => new() { Question = question, Text = question.Text, At = now, ById = byId };
}

sealed class ClarificationTables : IEntityTypeConfiguration<Clarification>
{
    public void Configure(EntityTypeBuilder<Clarification> clarification) =>
        clarification.HasOne(c => c.Question).WithMany().HasForeignKey(c => c.QuestionId);
}
