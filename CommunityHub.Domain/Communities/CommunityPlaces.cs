namespace CommunityHub.Communities;

/// The names under which drafts of a community's boxes are kept, by its address.
public static class CommunityPlaces
{
    public static string Purpose() => "propose/new";

    public static string Join(string slug) => $"join/{slug}";

    public static string Accept(string slug, string requestId) => $"accept/{slug}/{requestId}";

    public static string Decline(string slug, string requestId) => $"decline-request/{slug}/{requestId}";

    public static string GiveBack(string slug, string heldId) => $"give-back/{slug}/{heldId}";

    /// Of what was reported.
    public static string Warn(string slug, string what) => $"warn/{slug}/{what}";

    public static string TakeAway(string slug, string what) => $"take-away/{slug}/{what}";

    public static string EndRole(string slug, string personId) => $"end-role/{slug}/{personId}";

    public static string Suspend(string slug, string personId) => $"suspend/{slug}/{personId}";

    public static string EndMembership(string slug, string personId) => $"end-membership/{slug}/{personId}";
}
