using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Communities;

sealed class ThemeTables : IEntityTypeConfiguration<Theme>
{
    public void Configure(EntityTypeBuilder<Theme> theme)
    {
        theme.Property(t => t.PublicId).HasMaxLength(PublicId.Length);
        theme.HasIndex(t => t.PublicId).IsUnique();
        theme.Property(t => t.Name).HasMaxLength(4 * Theme.LongestName);
        theme.Property(t => t.NameKey).HasMaxLength(8 * Theme.LongestName);
        theme.HasOne<Community>().WithMany().HasForeignKey(t => t.CommunityId);
        // Two of one name at once: the second is refused.
        theme.HasIndex(t => new { t.CommunityId, t.NameKey }).IsUnique();
    }
}
