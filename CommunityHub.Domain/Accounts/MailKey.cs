using System.Linq.Expressions;
using CommunityHub.People;

namespace CommunityHub.Accounts;

/// A single use of a link that was sent by mail. The link holds the key; the row only its hash.
public sealed class MailKey
{
    MailKey(long personId, MailKeyKind kind, byte[] keyHash, string address, DateTime sentAt, DateTime until) =>
        (PersonId, Kind, KeyHash, Address, SentAt, Until) = (personId, kind, keyHash, address, sentAt, until);

    public long Id { get; private set; }
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;
    public MailKeyKind Kind { get; private set; }
    public byte[] KeyHash { get; private set; }

    /// Where it was sent. It dies when its person leaves that address.
    public string Address { get; private set; }
    public DateTime SentAt { get; private set; }
    public DateTime Until { get; private set; }
    public DateTime? UsedAt { get; private set; }

    public static TimeSpan Lasts(MailKeyKind kind) => kind switch
    {
        MailKeyKind.SignIn => TimeSpan.FromMinutes(15),
        MailKeyKind.Password or MailKeyKind.OwnData => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(2),
    };

    public static MailKey Send(long personId, MailKeyKind kind, byte[] keyHash, string address, DateTime now) =>
        new(personId, kind, keyHash, address, now, now + Lasts(kind));

    public static Expression<Func<MailKey, bool>> IsGoodAt(DateTime now) => k => k.UsedAt == null && k.Until > now;

    public void Use(DateTime now) => UsedAt ??= now;
}

/// What a mailed link is good for.
public enum MailKeyKind
{
    Confirmation,
    SignIn,
    Password,
    NewAddress,

    /// To take along what is kept of one.
    OwnData,
}
