using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Accounts;

sealed class AccountTables : IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<SignIn>, IEntityTypeConfiguration<MailKey>,
    IEntityTypeConfiguration<SecondStep>, IEntityTypeConfiguration<RecoveryCode>, IEntityTypeConfiguration<SignInChallenge>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.HasOne(a => a.Person).WithOne().HasForeignKey<Account>(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        account.HasIndex(a => a.NormalizedEmail).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SignIn> signIn)
    {
        signIn.Property(s => s.PublicId).HasMaxLength(PublicId.Length);
        signIn.HasIndex(s => s.PublicId).IsUnique();
        signIn.HasIndex(s => s.KeyHash).IsUnique();
        signIn.Property(s => s.KeyHash).HasMaxLength(32);
        signIn.Property(s => s.Device).HasMaxLength(120);
        signIn.HasOne(s => s.Person).WithMany().HasForeignKey(s => s.PersonId);
    }

    public void Configure(EntityTypeBuilder<MailKey> key)
    {
        key.HasIndex(k => k.KeyHash).IsUnique();
        key.Property(k => k.KeyHash).HasMaxLength(32);
        key.Property(k => k.Address).HasMaxLength(254);
        key.HasIndex(k => new { k.PersonId, k.Kind });
        key.HasOne(k => k.Person).WithMany().HasForeignKey(k => k.PersonId);
    }

    // Of two servers that take the same code at the same moment, one finds it used.
    public void Configure(EntityTypeBuilder<SecondStep> step)
    {
        step.HasIndex(s => s.PersonId).IsUnique();
        step.Property(s => s.Key).HasMaxLength(20);
        step.Property(s => s.Salt).HasMaxLength(16);
        step.Property(s => s.LastStep).IsConcurrencyToken();
        step.HasOne(s => s.Person).WithMany().HasForeignKey(s => s.PersonId);
        step.HasMany(s => s.Codes).WithOne().HasForeignKey("SecondStepId").IsRequired().OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<RecoveryCode> code)
    {
        code.ToTable("RecoveryCodes");
        code.Property(c => c.Hash).HasMaxLength(32);
        code.Property(c => c.UsedAt).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<SignInChallenge> challenge)
    {
        challenge.HasIndex(c => c.KeyHash).IsUnique();
        challenge.Property(c => c.KeyHash).HasMaxLength(32);
        challenge.Property(c => c.Tries).IsConcurrencyToken();
        challenge.Property(c => c.UsedAt).IsConcurrencyToken();
        challenge.HasOne(c => c.Person).WithMany().HasForeignKey(c => c.PersonId);
    }
}
