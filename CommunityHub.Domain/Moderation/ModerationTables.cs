using CommunityHub.Communities;
using CommunityHub.Forums;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Moderation;

sealed class ModerationTables : IEntityTypeConfiguration<HeldPost>, IEntityTypeConfiguration<Report>, IEntityTypeConfiguration<ModerationMail>
{
    public void Configure(EntityTypeBuilder<HeldPost> held)
    {
        held.Property(h => h.PublicId).HasMaxLength(PublicId.Length);
        held.HasIndex(h => h.PublicId).IsUnique();
        held.Property(h => h.Kind).HasConversion<string>().HasMaxLength(20);
        held.Property(h => h.Reason).HasConversion<string>().HasMaxLength(20);
        held.Property(h => h.Title).HasMaxLength(4 * Discussion.LongestTitle);
        held.HasOne<Community>().WithMany().HasForeignKey(h => h.CommunityId);
        held.HasOne<Discussion>().WithMany().HasForeignKey(h => h.DiscussionId);
        held.HasOne<Theme>().WithMany().HasForeignKey(h => h.ThemeId);
        held.HasOne(h => h.Person).WithMany().HasForeignKey(h => h.PersonId);
        // The queue.
        held.HasIndex(h => new { h.CommunityId, h.DecidedAt });
    }

    public void Configure(EntityTypeBuilder<Report> report)
    {
        report.Property(r => r.PublicId).HasMaxLength(PublicId.Length);
        report.HasIndex(r => r.PublicId).IsUnique();
        report.Property(r => r.Reason).HasConversion<string>().HasMaxLength(20);
        report.Property(r => r.Outcome).HasConversion<string>().HasMaxLength(20);
        report.HasOne<Community>().WithMany().HasForeignKey(r => r.CommunityId);
        report.Ignore(r => r.What);
        report.HasOne(r => r.Post).WithMany().HasForeignKey(r => r.PostId);
        report.HasOne(r => r.Question).WithMany().HasForeignKey(r => r.QuestionId);
        report.HasOne(r => r.Answer).WithMany().HasForeignKey(r => r.AnswerId);
        report.HasOne(r => r.Comment).WithMany().HasForeignKey(r => r.CommentId);
        report.HasOne(r => r.Person).WithMany().HasForeignKey(r => r.PersonId);
        report.HasIndex(r => new { r.CommunityId, r.DecidedAt });
    }

    public void Configure(EntityTypeBuilder<ModerationMail> mail)
    {
        mail.HasKey(m => m.CommunityId);
        mail.HasOne<Community>().WithMany().HasForeignKey(m => m.CommunityId);
    }
}
