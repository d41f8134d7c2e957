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

    /// Of its settings.
    public static string AboutIt(string slug) => $"community-purpose/{slug}";

    public static string Welcome(string slug) => $"community-welcome/{slug}";

    public static string RequestHint(string slug) => $"request-hint/{slug}";

    public static string Archive(string slug) => $"archive/{slug}";

    /// Of administrators, by public ids.
    public static string DeclineProposal(string communityId) => $"decline-proposal/{communityId}";

    public static string Enter(string communityId) => $"enter/{communityId}";

    public static string AppointLead(string communityId) => $"appoint-lead/{communityId}";

    public static string SuspendFromSite(string personId) => $"suspend-from-site/{personId}";

    public static string Erase(string personId) => $"erase/{personId}";

    public static string ResetSecondStep(string personId) => $"reset-second-step/{personId}";

    public static string EndRole(string slug, string personId) => $"end-role/{slug}/{personId}";

    public static string Suspend(string slug, string personId) => $"suspend/{slug}/{personId}";

    public static string EndMembership(string slug, string personId) => $"end-membership/{slug}/{personId}";
}
