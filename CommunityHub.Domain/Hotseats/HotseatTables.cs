using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Hotseats;

sealed class HotseatTables :
    IEntityTypeConfiguration<Hotseat>,
    IEntityTypeConfiguration<Question>,
    IEntityTypeConfiguration<Vote>,
    IEntityTypeConfiguration<Answer>,
    IEntityTypeConfiguration<SignUp>,
    IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Hotseat> hotseat)
    {
        hotseat.Property(h => h.PublicId).HasMaxLength(PublicId.Length);
        hotseat.HasIndex(h => h.PublicId).IsUnique();
        hotseat.HasOne<Community>().WithMany().HasForeignKey(h => h.CommunityId);
        hotseat.HasOne<Person>().WithMany().HasForeignKey(h => h.HostId);
        hotseat.HasIndex(h => new { h.CommunityId, h.StartsAt });
        hotseat.HasIndex(h => h.State);
        hotseat.Property(h => h.Zone).HasMaxLength(64);
        // A wall clock has no zone: kept as text, so that neither database shifts it.
        hotseat.Property(h => h.StartsLocal).HasConversion<WallClock>().HasMaxLength(19);
        hotseat.OwnsMany(h => h.Changes, change =>
        {
            change.ToTable("StateChanges");
            change.HasKey(c => c.Id);
        });
        hotseat.HasMany(h => h.Answerers).WithOne().HasForeignKey(a => a.HotseatId);
        // Moved on by two servers at once: the second finds it moved. No columns of their own, so no migration.
        hotseat.Property(h => h.State).IsConcurrencyToken();
        hotseat.Property(h => h.EndsAt).IsConcurrencyToken();
        hotseat.Property(h => h.HeldAt).IsConcurrencyToken();
        hotseat.Ignore(h => h.TakesQuestions).Ignore(h => h.TakesAnswers).Ignore(h => h.IsOver);
    }

    public void Configure(EntityTypeBuilder<Question> question)
    {
        question.Property(q => q.PublicId).HasMaxLength(PublicId.Length);
        question.HasIndex(q => q.PublicId).IsUnique();
        question.HasOne<Hotseat>().WithMany().HasForeignKey(q => q.HotseatId);
        // Answered and taken back at once: one of them comes second.
        question.Property(q => q.AnsweredAt).IsConcurrencyToken();
        question.Property(q => q.WithdrawnAt).IsConcurrencyToken();
        question.Property(q => q.DeclinedAt).IsConcurrencyToken();
        question.HasIndex(q => q.AppearsAt);
        question.Ignore(q => q.IsShown).Ignore(q => q.IsWaiting);
    }

    public void Configure(EntityTypeBuilder<Vote> vote)
    {
        vote.HasKey(v => new { v.QuestionId, v.PersonId });
        vote.HasOne(v => v.Question).WithMany().HasForeignKey(v => v.QuestionId);
        vote.HasOne<Person>().WithMany().HasForeignKey(v => v.PersonId);
    }

    public void Configure(EntityTypeBuilder<Answer> answer)
    {
        answer.Property(a => a.PublicId).HasMaxLength(PublicId.Length);
        answer.HasIndex(a => a.PublicId).IsUnique();
        // One answer to a question: the second of two at once is refused.
        answer.HasIndex(a => a.QuestionId).IsUnique();
        answer.HasOne(a => a.Question).WithMany().HasForeignKey(a => a.QuestionId);
        answer.HasOne(a => a.Person).WithMany().HasForeignKey(a => a.PersonId);
    }

    public void Configure(EntityTypeBuilder<SignUp> signUp)
    {
        signUp.HasKey(s => new { s.HotseatId, s.PersonId });
        signUp.HasOne<Hotseat>().WithMany().HasForeignKey(s => s.HotseatId);
        signUp.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId);
    }

    public void Configure(EntityTypeBuilder<Reminder> reminder)
    {
        reminder.HasKey(r => new { r.HotseatId, r.Kind, r.StartsAt });
        reminder.HasOne<Hotseat>().WithMany().HasForeignKey(r => r.HotseatId);
    }
}
