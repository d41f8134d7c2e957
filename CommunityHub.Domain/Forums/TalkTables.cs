using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Forums;

/// What people do with each other's posts.
sealed class TalkTables : IEntityTypeConfiguration<PostReaction>, IEntityTypeConfiguration<PostMention>, IEntityTypeConfiguration<Bookmark>
{
    public void Configure(EntityTypeBuilder<PostReaction> reaction)
    {
        reaction.HasKey(r => new { r.PostId, r.PersonId, r.Kind });
        reaction.Property(r => r.Kind).HasConversion<string>().HasMaxLength(20);
        reaction.HasOne(r => r.Post).WithMany().HasForeignKey(r => r.PostId);
        reaction.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
    }

    public void Configure(EntityTypeBuilder<PostMention> mention)
    {
        mention.HasKey(m => new { m.PostId, m.PersonId });
        mention.HasOne(m => m.Post).WithMany().HasForeignKey(m => m.PostId);
        mention.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId);
    }

    public void Configure(EntityTypeBuilder<Bookmark> bookmark)
    {
        bookmark.Property(b => b.PublicId).HasMaxLength(PublicId.Length);
        bookmark.HasIndex(b => b.PublicId).IsUnique();
        bookmark.HasIndex(b => new { b.PersonId, b.PostId }).IsUnique();
        bookmark.HasOne(b => b.Post).WithMany().HasForeignKey(b => b.PostId);
        bookmark.HasOne<Person>().WithMany().HasForeignKey(b => b.PersonId);
    }
}
