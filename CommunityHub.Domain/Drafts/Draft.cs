using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Drafts;

/// What somebody was typing in one place, as they left it.
public sealed class Draft
{
    public const int LongestPlace = 100;

    Draft(long personId, string place, long version) => (PersonId, Place, Version, Text) = (personId, place, version, "");

    public long Id { get; private set; }
    public long PersonId { get; private set; }

    /// Which box: "ask/" and a public id, say.
    public string Place { get; private set; }
    public string Text { get; private set; }

    /// Counts the changes, so that two devices notice each other.
    public long Version { get; private set; }
    public DateTime ChangedAt { get; private set; }

    /// The count begins at the time, so that a draft begun after this one was sent never bears a number of this one.
    public static Draft At(string place, long personId, DateTime now) => new(personId, place, new DateTimeOffset(now).ToUnixTimeMilliseconds());

    public void Keep(string text, DateTime now) => (Text, ChangedAt, Version) = (text, now, Version + 1);
}

/// A form that was sent, by the key it carried: sending it again gives the same result and does nothing.
public sealed class Sent
{
    Sent(long personId, string key, string result, DateTime at) => (PersonId, Key, Result, At) = (personId, key, result, at);

    public long PersonId { get; private set; }
    public string Key { get; private set; }

    /// The public id of what was made.
    public string Result { get; private set; }
    public DateTime At { get; private set; }

    public static Sent Of(long personId, string key, string result, DateTime now) => new(personId, key, result, now);
}

sealed class DraftTables : IEntityTypeConfiguration<Draft>, IEntityTypeConfiguration<Sent>
{
    public void Configure(EntityTypeBuilder<Draft> draft)
    {
        draft.Property(d => d.Place).HasMaxLength(Draft.LongestPlace);
        draft.HasIndex(d => new { d.PersonId, d.Place }).IsUnique();
        draft.Property(d => d.Version).IsConcurrencyToken();
        // Who writes in a discussion just now.
        draft.HasIndex(d => new { d.Place, d.ChangedAt });
    }

    public void Configure(EntityTypeBuilder<Sent> sent)
    {
        sent.HasKey(s => new { s.PersonId, s.Key });
        sent.Property(s => s.Key).HasMaxLength(64);
        sent.Property(s => s.Result).HasMaxLength(100);
    }
}
