using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.People;

sealed class PersonTables : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.Property(p => p.PublicId).HasMaxLength(PublicId.Length);
        person.HasIndex(p => p.PublicId).IsUnique();
        person.Property(p => p.Name).HasMaxLength(4 * Person.LongestName);
        person.Property(p => p.NameKey).HasMaxLength(8 * Person.LongestName);
        person.HasIndex(p => p.NameKey);
        person.Property(p => p.Organisation).HasMaxLength(4 * Person.LongestOrganisation);
        person.Property(p => p.TimeZone).HasMaxLength(64);
        person.Property(p => p.Theme).HasMaxLength(10);
    }
}
