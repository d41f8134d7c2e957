using CommunityHub.Forums;
using CommunityHub.Moderation;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Files;

/// A file that belongs to a post. Its content stands in a table of its own (<see cref="AttachmentContent"/>), so that lists do not read it.
public sealed class Attachment
{
    public const int LongestName = 120;
    public const int LongestAlt = 300;

    Attachment(string publicId, long personId, string name, string mediaType, int size, int? width, int? height, string? alt, DateTime at) =>
        (PublicId, PersonId, Name, MediaType, Size, Width, Height, Alt, At) = (publicId, personId, name, mediaType, size, width, height, alt, at);

    public long Id { get; private set; }
    public string PublicId { get; private set; }

    /// Null while its post waits for a facilitator.
    public long? PostId { get; private set; }
    public Forums.Post? Post { get; private set; }
    public long? HeldPostId { get; private set; }
    public HeldPost? HeldPost { get; private set; }
    public long PersonId { get; private set; }
    public string Name { get; private set; }

    /// As its content says.
    public string MediaType { get; private set; }

    /// In bytes.
    public int Size { get; private set; }

    /// Of a picture, in points.
    public int? Width { get; private set; }
    public int? Height { get; private set; }

    /// What a picture shows, for who cannot see it; empty: it is decoration. Null: it is no picture.
    public string? Alt { get; private set; }
    public DateTime At { get; private set; }

    /// The versions of its post that had it: from which on, and the last before it was taken off. Null: it is there.
    public int SinceVersion { get; private set; }
    public int? UntilVersion { get; private set; }

    public static Attachment Of(ReadyFile file, long personId, DateTime now) =>
        new(CommunityHub.PublicId.New(), personId, file.Name, file.MediaType, file.Bytes.Length, file.Width, file.Height, file.Alt, now);

    /// Shown as: whose it is from then on, as its post is.
    public void BelongTo(Forums.Post post, long shownAs) => (Post, HeldPost, HeldPostId, PersonId, SinceVersion) = (post, null, null, shownAs, post.Version);

    /// With an edit: earlier versions say that they had it. Its bytes are kept, and given to nobody.
    internal void TakeOff(int lastVersion) => UntilVersion ??= lastVersion;

    public void WaitWith(HeldPost held) => HeldPost = held;
}

/// The bytes of an attachment.
public sealed class AttachmentContent
{
    AttachmentContent(byte[] bytes) => Bytes = bytes;

    public long AttachmentId { get; private set; }
    public Attachment Attachment { get; private set; } = null!;
    public byte[] Bytes { get; private set; }

    public static AttachmentContent Of(Attachment attachment, byte[] bytes) => new(bytes) { Attachment = attachment };
}

sealed class AttachmentTables : IEntityTypeConfiguration<Attachment>, IEntityTypeConfiguration<AttachmentContent>
{
    public void Configure(EntityTypeBuilder<Attachment> attachment)
    {
        attachment.Property(a => a.PublicId).HasMaxLength(PublicId.Length);
        attachment.HasIndex(a => a.PublicId).IsUnique();
        attachment.Property(a => a.Name).HasMaxLength(4 * Attachment.LongestName);
        attachment.Property(a => a.MediaType).HasMaxLength(100);
        attachment.Property(a => a.Alt).HasMaxLength(4 * Attachment.LongestAlt);
        attachment.HasOne(a => a.Post).WithMany().HasForeignKey(a => a.PostId);
        attachment.HasOne(a => a.HeldPost).WithMany().HasForeignKey(a => a.HeldPostId).OnDelete(DeleteBehavior.Cascade);
        attachment.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId);
    }

    public void Configure(EntityTypeBuilder<AttachmentContent> content)
    {
        content.HasKey(c => c.AttachmentId);
        content.Property(c => c.AttachmentId).ValueGeneratedNever();
        content.HasOne(c => c.Attachment).WithOne().HasForeignKey<AttachmentContent>(c => c.AttachmentId).OnDelete(DeleteBehavior.Cascade);
    }
}
