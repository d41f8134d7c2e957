using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Hotseats;

sealed class KitTables : IEntityTypeConfiguration<Kit>, IEntityTypeConfiguration<PlacedQuestion>
{
    public void Configure(EntityTypeBuilder<Kit> kit)
    {
        kit.HasKey(k => k.HotseatId);
        kit.HasOne(k => k.Hotseat).WithOne().HasForeignKey<Kit>(k => k.HotseatId);
        // Thanked by two servers at once: the second finds it done.
        kit.Property(k => k.ThankedAt).IsConcurrencyToken();
        // Announced twice at once: the seeds go in once.
        kit.Property(k => k.Seeds).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<PlacedQuestion> placed)
    {
        placed.HasKey(p => p.QuestionId);
        placed.HasOne(p => p.Question).WithOne().HasForeignKey<PlacedQuestion>(p => p.QuestionId);
        placed.HasOne<Person>().WithMany().HasForeignKey(p => p.ById);
    }
}
