using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Accounts;

sealed class AccountTables : IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<SignIn>, IEntityTypeConfiguration<MailKey>
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
}
