using System.Globalization;
using CommunityHub.Communities;
using CommunityHub.People;

namespace CommunityHub.Web.Communities;

/// The words of the communities' pages, in en-GB.
static class CommunityWords
{
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public const string ForFacilitators = "Only the facilitators can see this page.";
    public const string ForAdministrators = "Only administrators can see this page.";
    public const string ForYou = "Only you can see this page.";

    public static string Number(int number) => number.ToString("N0", British);

    public static string Members(int count) => count == 1 ? "1 member" : $"{Number(count)} members";

    public static string Kind(CommunityKind kind) => kind switch
    {
        CommunityKind.Open => "Open",
        CommunityKind.ByRequest => "By request",
        _ => "Private",
    };

    public static string KindIcon(CommunityKind kind) => kind is CommunityKind.Open ? "globe" : "lock";

    /// Who can read what is inside.
    public static string WhoReads(CommunityCard card, Reader reader) => (card.Kind, card.Members) switch
    {
        (CommunityKind.Open, _) => reader.PublicReading ? "Everybody can read this." : "Everybody who is signed in can read this.",
        (_, 1) => $"Only the one member of {card.Name} can read this.",
        _ => $"Only the {Number(card.Members)} members of {card.Name} can read this.",
    };

    /// Who can read the card of a community that is closed to the reader.
    public static string WhoReadsCard(Reader reader) => reader.PublicReading
        ? "Everybody can read this card. Only members can read what is inside."
        : "Everybody who is signed in can read this card. Only members can read what is inside.";

    /// Who can read the directory and the home page.
    public static string WhoReadsList(Reader reader) => reader.PersonId is not null
        ? "Only you see exactly this list."
        : reader.PublicReading ? "Everybody can read this page." : "Everybody can read this page. Sign in to see more.";

    public static string WhoMayJoin(CommunityKind kind) => kind switch
    {
        CommunityKind.Open => "Everybody can read it. Whoever likes to can join at once.",
        CommunityKind.ByRequest => "Everybody can see its name and purpose. A facilitator lets people in.",
        _ => "Nobody outside can know that it is there. People come in by invitation only.",
    };
}
