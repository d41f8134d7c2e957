using CommunityHub.Communities;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Forums;

sealed class ForumTables :
    IEntityTypeConfiguration<Discussion>,
    IEntityTypeConfiguration<Post>,
    IEntityTypeConfiguration<PostRevision>,
    IEntityTypeConfiguration<PostThanks>,
    IEntityTypeConfiguration<ReadMark>,
    IEntityTypeConfiguration<Follow>
{
    public void Configure(EntityTypeBuilder<Discussion> discussion)
    {
        discussion.Property(d => d.PublicId).HasMaxLength(PublicId.Length);
        discussion.HasIndex(d => d.PublicId).IsUnique();
        discussion.Property(d => d.Kind).HasConversion<string>().HasMaxLength(20);
        discussion.Property(d => d.Title).HasMaxLength(4 * Discussion.LongestTitle);
        discussion.HasOne<Community>().WithMany().HasForeignKey(d => d.CommunityId);
        discussion.HasOne<Theme>().WithMany().HasForeignKey(d => d.ThemeId);
        discussion.HasOne<Person>().WithMany().HasForeignKey(d => d.StarterId);
        discussion.HasOne<Discussion>().WithMany().HasForeignKey(d => d.MergedIntoId);
        // The list of a community, latest first.
        discussion.HasIndex(d => new { d.CommunityId, d.LastPostAt, d.Id });
    }

    public void Configure(EntityTypeBuilder<Post> post)
    {
        post.Property(p => p.PublicId).HasMaxLength(PublicId.Length);
        post.HasIndex(p => p.PublicId).IsUnique();
        post.Property(p => p.Version).IsConcurrencyToken();
        post.HasOne(p => p.Discussion).WithMany().HasForeignKey(p => p.DiscussionId);
        post.HasOne(p => p.Person).WithMany().HasForeignKey(p => p.PersonId);
        // Pages are read by it; and of two at once the second takes the next number.
        post.HasIndex(p => new { p.DiscussionId, p.Number }).IsUnique();
        // What somebody wrote lately is looked at whenever they write.
        post.HasIndex(p => new { p.PersonId, p.At });
    }

    public void Configure(EntityTypeBuilder<PostRevision> revision)
    {
        revision.HasOne(r => r.Post).WithMany().HasForeignKey(r => r.PostId);
        revision.HasOne<Person>().WithMany().HasForeignKey(r => r.ById);
        revision.HasIndex(r => new { r.PostId, r.Version }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PostThanks> thanks)
    {
        thanks.HasKey(t => new { t.PostId, t.PersonId });
        thanks.HasOne(t => t.Post).WithMany().HasForeignKey(t => t.PostId);
        thanks.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId);
    }

    public void Configure(EntityTypeBuilder<ReadMark> mark)
    {
        mark.HasKey(m => new { m.DiscussionId, m.PersonId });
        mark.HasOne(m => m.Discussion).WithMany().HasForeignKey(m => m.DiscussionId);
        mark.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId);
    }

    public void Configure(EntityTypeBuilder<Follow> follow)
    {
        follow.HasKey(f => new { f.DiscussionId, f.PersonId });
        follow.HasOne(f => f.Discussion).WithMany().HasForeignKey(f => f.DiscussionId);
        follow.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId);
    }
}
