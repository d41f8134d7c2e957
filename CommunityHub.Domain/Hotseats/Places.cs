namespace CommunityHub.Hotseats;

/// The names under which drafts of a hotseat's boxes are kept.
public static class Places
{
    public static string Ask(string hotseatId) => $"ask/{hotseatId}";

    public static string Answer(string questionId) => $"answer/{questionId}";

    public static string Decline(string questionId) => $"decline/{questionId}";

    public static string Cancel(string hotseatId) => $"cancel/{hotseatId}";

    public static string Summary(string hotseatId) => $"summary/{hotseatId}";

    public static string FollowUp(string followUpId) => $"follow-up/{followUpId}";

    /// Of a community's next hotseat, by the community's address; of one that is there, by its own id.
    public static string About(string slugOrHotseatId) => $"about/{slugOrHotseatId}";
}
