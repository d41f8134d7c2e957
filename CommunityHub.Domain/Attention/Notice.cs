using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Attention;

/// One line in somebody's list of notices.
public sealed class Notice
{
    Notice(string publicId, long personId, string words, string address, long? communityId, DateTime at) =>
        (PublicId, PersonId, Words, Address, CommunityId, At) = (publicId, personId, words, address, communityId, at);

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long PersonId { get; private set; }
    public string Words { get; private set; }

    /// Where it leads: a path on this site.
    public string Address { get; private set; }

    /// Shown only while its person may read that community; null: always.
    public long? CommunityId { get; private set; }
    public DateTime At { get; private set; }
    public DateTime? ReadAt { get; private set; }

    public static Notice To(long personId, string words, string address, long? communityId, DateTime now) =>
        new(CommunityHub.PublicId.New(), personId, words, address, communityId, now);

    public void Read(DateTime now) => ReadAt ??= now;
}

/// A letter in the queue. Sent by the site's post, tried again when it fails.
public sealed class Mail
{
    Mail(long? personId, string to, string subject, string text, string? path, long? communityId, DateTime createdAt, DateTime? goodUntil) =>
        (PersonId, To, Subject, Text, Path, CommunityId, CreatedAt, NextTryAt, GoodUntil) = (personId, to, subject, text, path, communityId, createdAt, createdAt, goodUntil);

    public long Id { get; private set; }
    public long? PersonId { get; private set; }
    public string To { get; private set; }
    public string Subject { get; private set; }
    public string Text { get; private set; }

    /// Where it leads on this site; the site's own address is put before it when it goes.
    public string? Path { get; private set; }

    /// Its person's right to read that community is asked again before it goes; null: always goes.
    public long? CommunityId { get; private set; }
    public DateTime CreatedAt { get; private set; }

    /// A reminder that the post could not send in time is not sent at all; null: it is right at any time.
    public DateTime? GoodUntil { get; private set; }

    /// Null when it was sent or given up.
    public DateTime? NextTryAt { get; private set; }
    public DateTime? SentAt { get; private set; }
    public DateTime? GivenUpAt { get; private set; }
    public int Tries { get; private set; }
    public string? LastFault { get; private set; }

    public static Mail Write(string to, string subject, string text, DateTime now, long? personId = null, long? communityId = null, string? path = null, DateTime? goodUntil = null) =>
        new(personId, to, subject, text, path, communityId, now, goodUntil);

    /// Forgets a link with a key: it is in its person's letter box now, and nowhere else.
    public void WasSent(DateTime now)
    {
        (SentAt, NextTryAt, Tries) = (now, null, Tries + 1);
        if (Path?.Contains("key=", StringComparison.Ordinal) is true) Path = null;
    }

    public void Failed(string fault, DateTime? nextTry, DateTime now) =>
        (LastFault, NextTryAt, GivenUpAt, Tries) = (fault, nextTry, nextTry is null ? now : null, Tries + 1);

    /// Its person may not read any more what it speaks of, or it is not so any more.
    public void Drop(DateTime now) => (GivenUpAt, NextTryAt) = (now, null);
}

sealed class AttentionTables : IEntityTypeConfiguration<Notice>, IEntityTypeConfiguration<Mail>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.Property(n => n.PublicId).HasMaxLength(PublicId.Length);
        notice.HasIndex(n => n.PublicId).IsUnique();
        notice.Property(n => n.Address).HasMaxLength(300);
        notice.HasIndex(n => new { n.PersonId, n.Id });
        notice.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId);
    }

    public void Configure(EntityTypeBuilder<Mail> mail)
    {
        mail.Property(m => m.To).HasMaxLength(254);
        mail.HasIndex(m => m.NextTryAt);
        mail.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId);
    }
}
