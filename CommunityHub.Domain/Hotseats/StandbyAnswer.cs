using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Hotseats;

/// An answer written beforehand. Its words are its writer's alone until they release it onto a question; then it is an answer, and this
/// row is gone.
public sealed class StandbyAnswer
{
    public const int LongestTopic = 120;

    /// As many as one answerer has at most.
    public const int Most = 50;

    StandbyAnswer(string publicId, long answererId, DateTime writtenAt) => (PublicId, AnswererId, WrittenAt, Topic, Text) = (publicId, answererId, writtenAt, "", "");

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long AnswererId { get; private set; }
    public Answerer Answerer { get; private set; } = null!;

    /// One line for its writer: "What the law says about relatives".
    public string Topic { get; private set; }
    public string Text { get; private set; }

    /// The question it was written for, where there is one already.
    public long? QuestionId { get; private set; }
    public Question? Question { get; private set; }
    public DateTime WrittenAt { get; private set; }
    public int Version { get; private set; }

    public static StandbyAnswer By(long answererId, DateTime now) => new(CommunityHub.PublicId.New(), answererId, now);

    /// Refuses an empty topic or text, and ones that are too long.
    public void Write(string? topic, string? text, long? questionId, DateTime now) =>
        (Topic, Text, QuestionId, WrittenAt, Version) = (
            Wording.RequireLine(topic, LongestTopic, "Give it a line, so that you find it again."),
            Wording.Require(text, Answer.LongestText, "Write the answer first."),
            questionId, now, Version + 1);
}

sealed class StandbyAnswerTables : IEntityTypeConfiguration<StandbyAnswer>
{
    public void Configure(EntityTypeBuilder<StandbyAnswer> standby)
    {
        standby.Property(s => s.PublicId).HasMaxLength(PublicId.Length);
        standby.HasIndex(s => s.PublicId).IsUnique();
        standby.Property(s => s.Topic).HasMaxLength(4 * StandbyAnswer.LongestTopic);
        standby.HasOne(s => s.Answerer).WithMany().HasForeignKey(s => s.AnswererId);
        standby.HasOne(s => s.Question).WithMany().HasForeignKey(s => s.QuestionId);
        standby.Property(s => s.Version).IsConcurrencyToken();
    }
}
