using CommunityHub.Communities;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Hotseats.Afterwards;

/// A question that deserves a hotseat of its own.
public sealed class HotseatTopic
{
    HotseatTopic(string publicId, long communityId, long? questionId, string text, string html, DateTime addedAt) =>
        (PublicId, CommunityId, QuestionId, Text, Html, AddedAt) = (publicId, communityId, questionId, text, html, addedAt);

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long CommunityId { get; private set; }

    /// The question that it was; who asked stands nowhere here.
    public long? QuestionId { get; private set; }
    public string Text { get; private set; }
    public string Html { get; private set; }
    public DateTime AddedAt { get; private set; }

    /// The hotseat that was scheduled from it.
    public long? HotseatId { get; private set; }

    /// Taken off the list again.
    public DateTime? RemovedAt { get; private set; }

    public static HotseatTopic Of(Question question, long communityId, DateTime now) =>
        new(CommunityHub.PublicId.New(), communityId, question.Id, question.Text, question.Html, now);

    public void Schedule(long hotseatId) => HotseatId = hotseatId;

    public void Remove(DateTime now) => RemovedAt ??= now;

    public void PutBack() => RemovedAt = null;
}

/// Somebody would come to that hotseat.
public sealed class TopicVote
{
    TopicVote(long topicId, long personId, DateTime at) => (TopicId, PersonId, At) = (topicId, personId, at);

    public long TopicId { get; private set; }
    public HotseatTopic Topic { get; private set; } = null!;
    public long PersonId { get; private set; }
    public DateTime At { get; private set; }

    public static TopicVote For(HotseatTopic topic, long personId, DateTime now) => new(topic.Id, personId, now) { Topic = topic };
}

sealed class HotseatTopicTables : IEntityTypeConfiguration<HotseatTopic>, IEntityTypeConfiguration<TopicVote>
{
    public void Configure(EntityTypeBuilder<HotseatTopic> topic)
    {
        topic.Property(t => t.PublicId).HasMaxLength(PublicId.Length);
        topic.HasIndex(t => t.PublicId).IsUnique();
        topic.HasOne<Community>().WithMany().HasForeignKey(t => t.CommunityId);
        // A question comes on the list once, whoever puts it there at the same moment.
        topic.HasIndex(t => t.QuestionId).IsUnique();
        topic.HasOne<Question>().WithMany().HasForeignKey(t => t.QuestionId);
        topic.HasOne<Hotseat>().WithMany().HasForeignKey(t => t.HotseatId);
    }

    public void Configure(EntityTypeBuilder<TopicVote> vote)
    {
        vote.HasKey(v => new { v.TopicId, v.PersonId });
        vote.HasOne(v => v.Topic).WithMany().HasForeignKey(v => v.TopicId);
        vote.HasOne<Person>().WithMany().HasForeignKey(v => v.PersonId);
    }
}
