using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Accounts;

/// One of the keys that cookies and forms are sealed with. Kept here where several servers share them; on SQLite they are files in the folder of data.
public sealed class SealingKey
{
    SealingKey(string name, string words) => (Name, Words) = (name, words);

    public long Id { get; private set; }
    public string Name { get; private set; }

    /// The key as the framework writes it.
    public string Words { get; private set; }

    public static SealingKey Of(string name, string words) => new(name, words);
}

sealed class SealingKeyTables : IEntityTypeConfiguration<SealingKey>
{
    public void Configure(EntityTypeBuilder<SealingKey> key)
    {
        key.Property(k => k.Name).HasMaxLength(200);
        key.HasIndex(k => k.Name).IsUnique();
    }
}
