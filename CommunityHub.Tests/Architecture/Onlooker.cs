using CommunityHub.Communities;
using CommunityHub.People;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Architecture;

/// One column of the table of rights, and a way to ask the site as somebody of it.
public sealed class Onlooker(string name, Actor actor, TestSite site, HttpVisitor http)
{
    public string Name => name;
    public Actor Actor => actor;
    public TestSite Site => site;
    public HttpVisitor Http => http;

    public bool IsMember => name is "member" or "facilitator";

    /// Here by a guest's personal link: to one desk, and nothing else.
    public bool IsGuest => name.Contains("guest", StringComparison.Ordinal);

    /// May they read what is inside?
    public bool Reads(CommunityKind kind, bool publicReading) => IsMember
        || (!IsGuest && kind is CommunityKind.Open && name is not "suspended" && (publicReading || name is not ("anonymous" or "unconfirmed")));

    /// The table of ACCEPTANCE E1, for a word on a surface.
    public bool MaySee(Canary canary, bool publicReading, string address)
    {
        if (canary.Also.Contains(name)) return true;
        if (canary.Kind is not { } kind) return false;
        // Their desk shows the queue of the live hotseat they sit in, and no other.
        if (IsGuest) return canary.Seen is Seen.Inside && (name, kind) switch
        {
            (CanaryGuests.Here, CommunityKind.Private) => canary.Field is "question after an edit" or "question of the member without a name"
                || (canary.Field.StartsWith("question", StringComparison.Ordinal) && canary.Field.EndsWith("live", StringComparison.Ordinal)),
            (CanaryGuests.Elsewhere, CommunityKind.Open) => canary.Field is "seed question",
            _ => false,
        };
        // M: administrators know who has an account, and whoever reads all of an open community also who is in it.
        if (name is "administrator" && canary.Field.StartsWith("name of", StringComparison.Ordinal) && (kind is CommunityKind.Open || address.StartsWith("/admin/people", StringComparison.Ordinal))) return true;
        var isOutside = name is "anonymous" or "unconfirmed" && !publicReading;
        return canary.Seen switch
        {
            // M: an administrator manages communities, on the pages for that; elsewhere they are as anybody. S: who is suspended keeps the card.
            Seen.Card => IsMember || name is "suspended" || (kind is not CommunityKind.Private && !isOutside)
                || (name is "administrator" && (address.StartsWith("/admin", StringComparison.Ordinal) || address.StartsWith("/dev/mail", StringComparison.Ordinal))),
            Seen.Inside => Reads(kind, publicReading),
            Seen.Members => IsMember,
            Seen.Facilitators => name is "facilitator",
            _ => false,
        };
    }

    public override string ToString() => name;
}
