using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Forums;

/// Who wrote a post that shows no name. Behind a door of its own: <see cref="WriterDoor"/>.
public sealed class PostWriter
{
    PostWriter(long postId, long personId) => (PostId, PersonId) = (postId, personId);

    public long PostId { get; private set; }
    public Post Post { get; private set; } = null!;
    public long PersonId { get; private set; }

    internal static PostWriter Of(Post post, long personId) => new(post.Id, personId) { Post = post };
}

sealed class PostWriterTables : IEntityTypeConfiguration<PostWriter>, IEntityTypeConfiguration<WriterLookUp>
{
    public void Configure(EntityTypeBuilder<PostWriter> writer)
    {
        writer.HasKey(w => w.PostId);
        writer.HasOne(w => w.Post).WithOne().HasForeignKey<PostWriter>(w => w.PostId);
        writer.HasOne<Person>().WithMany().HasForeignKey(w => w.PersonId);
    }

    public void Configure(EntityTypeBuilder<WriterLookUp> lookUp)
    {
        lookUp.HasOne(l => l.Post).WithMany().HasForeignKey(l => l.PostId);
        lookUp.HasOne(l => l.By).WithMany().HasForeignKey(l => l.ById);
    }
}
