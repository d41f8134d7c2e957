using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Accounts;

sealed class AccountTables : IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<SignIn>
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
}
