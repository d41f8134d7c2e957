using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Hotseats;

/// Who asked a question, and as whom they are shown. Behind a door of its own: <see cref="AskerDoor"/>.
public sealed class QuestionAsker
{
    QuestionAsker() { }

    public long QuestionId { get; private set; }
    public Question Question { get; private set; } = null!;
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;
    public Naming Naming { get; private set; }

    public static QuestionAsker Of(Question question, long personId, Naming naming = Naming.Named) => new() { Question = question, PersonId = personId, Naming = naming };
}

sealed class QuestionAskerTable : IEntityTypeConfiguration<QuestionAsker>
{
    public void Configure(EntityTypeBuilder<QuestionAsker> asker)
    {
        asker.HasKey(a => a.QuestionId);
        asker.HasOne(a => a.Question).WithOne().HasForeignKey<QuestionAsker>(a => a.QuestionId);
        asker.HasOne(a => a.Person).WithMany().HasForeignKey(a => a.PersonId);
        // Those from before there was a choice were asked with a name.
        asker.Property(a => a.Naming).HasConversion<string>().HasMaxLength(20).HasDefaultValue(Naming.Named).HasSentinel(Naming.Named);
    }
}
