using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Hotseats;

/// Somebody who sits in the hotseat: a member, or a guest who comes by a personal link.
public sealed class Answerer
{
    public const int LongestIntroduction = 160;

    /// As many as a panel has at most.
    public const int Most = 5;

    internal Answerer(long personId, string introduction) => (PersonId, Introduction) = (personId, introduction);

    public long Id { get; private set; }
    public long HotseatId { get; private set; }
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;

    /// One line under the name: "Ran direct payments at Harrowdale for 14 years".
    public string Introduction { get; private set; }

    /// Where their personal link was sent; null: a member, who needs none.
    public string? Mail { get; private set; }

    /// The link holds the key; the row only its hash.
    public byte[]? LinkHash { get; private set; }
    public DateTime? LinkSentAt { get; private set; }

    /// When the link was first used; null: nobody has come by it yet.
    public DateTime? OpenedAt { get; private set; }
    public DateTime? RevokedAt { get; private set; }

    internal static Answerer ByLink(Person guest, string mail, string introduction, byte[] linkHash, DateTime now) =>
        new(0, introduction) { Person = guest, Mail = mail, LinkHash = linkHash, LinkSentAt = now };

    internal Answerer InRehearsal(long rehearsalId) => new(PersonId, Introduction) { HotseatId = rehearsalId };

    public void Introduce(string introduction) => Introduction = introduction;

    /// The old link is good for nothing from now on.
    public void SendAnew(byte[] linkHash, DateTime now) => (LinkHash, LinkSentAt, OpenedAt) = (linkHash, now, null);

    public void Open(DateTime now) => OpenedAt ??= now;

    internal void Revoke(DateTime now) => (RevokedAt, LinkHash) = (RevokedAt ?? now, null);
}

sealed class AnswererTables : IEntityTypeConfiguration<Answerer>
{
    public void Configure(EntityTypeBuilder<Answerer> answerer)
    {
        answerer.Property(a => a.Mail).HasMaxLength(254);
        answerer.HasIndex(a => a.LinkHash).IsUnique();
        answerer.HasIndex(a => a.PersonId);
    }
}
