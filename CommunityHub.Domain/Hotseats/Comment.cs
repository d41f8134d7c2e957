using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Hotseats;

/// What somebody wrote under an answer: never part of the queue.
public sealed class Comment
{
    public const int LongestText = 1000;

    Comment(string publicId, long answerId, long personId, string text, string html, DateTime at) =>
        (PublicId, AnswerId, PersonId, Text, Html, At) = (publicId, answerId, personId, text, html, at);

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long AnswerId { get; private set; }
    public Answer Answer { get; private set; } = null!;
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;
    public string Text { get; private set; }
    public string Html { get; private set; }
    public DateTime At { get; private set; }
    public DateTime? RemovedAt { get; private set; }
    public long? RemovedById { get; private set; }

    /// Refuses an empty text and one over <see cref="LongestText"/> characters.
    public static Comment On(long answerId, string? text, long personId, DateTime now)
    {
        var words = Wording.Require(text, LongestText, "Write your comment first.");
        return new(CommunityHub.PublicId.New(), answerId, personId, words, Markdown.ToHtml(words), now);
    }

    public void Remove(long byId, DateTime now)
    {
        if (RemovedAt is null) (RemovedAt, RemovedById) = (now, byId);
    }
}

/// Somebody thanks for an answer. One a person, and no ranks.
public sealed class AnswerThanks
{
    AnswerThanks(long answerId, long personId, DateTime at) => (AnswerId, PersonId, At) = (answerId, personId, at);

    public long AnswerId { get; private set; }
    public Answer Answer { get; private set; } = null!;
    public long PersonId { get; private set; }
    public DateTime At { get; private set; }

    public static AnswerThanks For(long answerId, long personId, DateTime now) => new(answerId, personId, now);
}

sealed class CommentTables : IEntityTypeConfiguration<Comment>, IEntityTypeConfiguration<AnswerThanks>
{
    public void Configure(EntityTypeBuilder<Comment> comment)
    {
        comment.ToTable("AnswerComments");
        comment.Property(c => c.PublicId).HasMaxLength(PublicId.Length);
        comment.HasIndex(c => c.PublicId).IsUnique();
        comment.HasOne(c => c.Answer).WithMany().HasForeignKey(c => c.AnswerId);
        comment.HasOne(c => c.Person).WithMany().HasForeignKey(c => c.PersonId);
    }

    public void Configure(EntityTypeBuilder<AnswerThanks> thanks)
    {
        thanks.ToTable("AnswerThanks");
        thanks.HasKey(t => new { t.AnswerId, t.PersonId });
        thanks.HasOne(t => t.Answer).WithMany().HasForeignKey(t => t.AnswerId);
        thanks.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId);
    }
}
