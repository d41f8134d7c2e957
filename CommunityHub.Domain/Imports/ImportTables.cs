using CommunityHub.Communities;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Imports;

sealed class ImportTables : IEntityTypeConfiguration<ImportSource>, IEntityTypeConfiguration<ImportedAuthor>, IEntityTypeConfiguration<ImportedPost>
{
    public void Configure(EntityTypeBuilder<ImportSource> source)
    {
        source.ToTable("ImportSources");
        source.Property(s => s.Root).HasMaxLength(ImportSource.LongestRoot);
        source.Property(s => s.Name).HasMaxLength(4 * ImportSource.LongestName);
        source.HasOne<Community>().WithMany().HasForeignKey(s => s.CommunityId);
        source.HasIndex(s => new { s.CommunityId, s.Root }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ImportedAuthor> author)
    {
        author.ToTable("ImportedAuthors");
        author.Property(a => a.PublicId).HasMaxLength(PublicId.Length);
        author.HasIndex(a => a.PublicId).IsUnique();
        author.Property(a => a.Key).HasMaxLength(4 * ImportedAuthor.LongestKey);
        author.Property(a => a.Name).HasMaxLength(4 * Person.LongestName);
        author.Ignore(a => a.WriterId);
        author.HasOne(a => a.Source).WithMany().HasForeignKey(a => a.SourceId);
        author.HasOne(a => a.Person).WithMany().HasForeignKey(a => a.PersonId);
        author.HasOne<Person>().WithMany().HasForeignKey(a => a.ClaimedById);
        author.HasOne<Person>().WithMany().HasForeignKey(a => a.GivenById);
        author.HasIndex(a => new { a.SourceId, a.Key }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ImportedPost> post)
    {
        post.ToTable("ImportedPosts");
        post.HasKey(p => p.PostId);
        post.Property(p => p.Kind).HasConversion<string>().HasMaxLength(20);
        post.Property(p => p.Key).HasMaxLength(4 * ImportedPost.LongestKey);
        post.Property(p => p.Licence).HasMaxLength(4 * ImportedPost.LongestLicence);
        post.Property(p => p.Link).HasMaxLength(ImportedPost.LongestLink);
        post.Property(p => p.Remarks).HasMaxLength(4 * ImportedPost.LongestRemarks);
        post.HasOne(p => p.Post).WithOne(p => p.Imported).HasForeignKey<ImportedPost>(p => p.PostId);
        post.HasOne(p => p.Source).WithMany().HasForeignKey(p => p.SourceId);
        post.HasOne(p => p.Author).WithMany().HasForeignKey(p => p.AuthorId);
        post.HasIndex(p => new { p.SourceId, p.Kind, p.Key }).IsUnique();
    }
}
