using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Polls;

sealed class PollTables : IEntityTypeConfiguration<Poll>, IEntityTypeConfiguration<PollVote>
{
    public void Configure(EntityTypeBuilder<Poll> poll)
    {
        poll.Ignore(p => p.Lines);
        poll.Property(p => p.Question).HasMaxLength(4 * Poll.LongestQuestion);
        poll.HasOne(p => p.Post).WithMany().HasForeignKey(p => p.PostId).OnDelete(DeleteBehavior.Cascade);
        poll.HasOne(p => p.HeldPost).WithMany().HasForeignKey(p => p.HeldPostId).OnDelete(DeleteBehavior.Cascade);
        poll.HasIndex(p => p.PostId).IsUnique();
        poll.HasIndex(p => p.HeldPostId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PollVote> vote)
    {
        vote.HasKey(v => new { v.PollId, v.PersonId });
        vote.HasOne(v => v.Poll).WithMany().HasForeignKey(v => v.PollId).OnDelete(DeleteBehavior.Cascade);
        vote.HasOne<Person>().WithMany().HasForeignKey(v => v.PersonId);
    }
}
