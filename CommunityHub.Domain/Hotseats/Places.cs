using CommunityHub.Moderation;

namespace CommunityHub.Hotseats;

/// The names under which drafts of a hotseat's boxes are kept.
public static class Places
{
    public static string Ask(string hotseatId) => $"ask/{hotseatId}";

    public static string Answer(string questionId) => $"answer/{questionId}";

    public static string Amend(string answerId) => $"amend/{answerId}";

    /// Of a new one, by the hotseat's id; of one that is there, by its own.
    public static string Standby(string hotseatOrStandbyId) => $"standby/{hotseatOrStandbyId}";

    public static string Decline(string questionId) => $"decline/{questionId}";

    public static string LookUp(string questionId) => $"look-up/{questionId}";

    public static string ReportQuestion(string questionId) => $"report-question/{questionId}";

    public static string ReportAnswer(string answerId) => $"report-answer/{answerId}";

    public static string ReportComment(string commentId) => $"report-comment/{commentId}";

    /// Of an answer that was taken away.
    public static string PutBack(string answerId) => $"put-back/{answerId}";

    /// Why a guest by a personal link is erased.
    public static string EraseGuest(string personId) => $"erase-guest/{personId}";

    /// Of questions that are pasted.
    public static string Import(string hotseatId) => $"import/{hotseatId}";

    internal static string Report(ReportedKind kind, string id) => kind switch
    {
        ReportedKind.Question => ReportQuestion(id),
        ReportedKind.Answer => ReportAnswer(id),
        _ => ReportComment(id),
    };

    public static string Comment(string answerId) => $"comment/{answerId}";

    public static string AskForMe(string hotseatId) => $"ask-for-me/{hotseatId}";

    public static string AskForThem(string hotseatId) => $"ask-for-them/{hotseatId}";

    /// Of one that a member gave them.
    public static string AskOf(string hotseatId, string requestId) => $"ask-of/{hotseatId}/{requestId}";

    public static string ReturnAsk(string hotseatId, string requestId) => $"return-ask/{hotseatId}/{requestId}";

    public static string Clarify(string questionId) => $"clarify/{questionId}";

    public static string Cancel(string hotseatId) => $"cancel/{hotseatId}";

    /// The boxes of a hotseat's kit.
    public static readonly string[] KitParts = ["seeds", "invitation", "thanks"];

    public static string Kit(string part, string slugOrHotseatId) => $"kit-{part}/{slugOrHotseatId}";

    public static string Summary(string hotseatId) => $"summary/{hotseatId}";

    public static string FollowUp(string followUpId) => $"follow-up/{followUpId}";

    /// Of a community's next hotseat, by the community's address; of one that is there, by its own id.
    public static string About(string slugOrHotseatId) => $"about/{slugOrHotseatId}";
}
