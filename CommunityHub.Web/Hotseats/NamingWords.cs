using CommunityHub.Communities;
using CommunityHub.Hotseats;

namespace CommunityHub.Web.Hotseats;

/// The three ways to be shown, and who can know what: by role, since a list of people goes out of date.
static class NamingWords
{
    public static string Way(Naming naming) => naming switch
    {
        Naming.Named => "With my name",
        Naming.ToFacilitators => "My name only to the facilitators",
        _ => "No name in the room",
    };

    public static string Shown(Naming naming, string? name) => naming switch
    {
        Naming.Named => name is null ? "The room sees your name." : $"The room sees {name}.",
        Naming.ToFacilitators => "The room sees “a member”.",
        _ => "Everybody sees “a member”.",
    };

    public static string WhoCanKnow(Naming naming, CommunityFace community) => naming switch
    {
        Naming.Named when community.Kind is CommunityKind.Open => "everybody in the room, and everybody who reads it later.",
        Naming.Named => "everybody in the room, and every member who reads it later.",
        Naming.ToFacilitators => $"{string.Join(", ", community.Facilitators.Select(HotseatWords.FirstName))}, and whoever facilitates later. The room and the guests see “a member”.",
        _ => "nobody in the room. A facilitator can look it up for somebody’s safety only. If one ever does, you will see that they did.",
    };

    /// What a form sent. Anything that was not offered hides the name: what is hidden can still be shown later.
    public static Naming Read(string? sent) => sent switch
    {
        null or "" or "name" => Naming.Named,
        "facilitators" => Naming.ToFacilitators,
        _ => Naming.Unnamed,
    };

    public static string Write(Naming naming) => naming switch
    {
        Naming.Named => "name",
        Naming.ToFacilitators => "facilitators",
        _ => "none",
    };
}
