using CommunityHub.Moderation;

namespace CommunityHub.Web.Moderation;

/// The words of held and reported posts, in en-GB.
static class ModerationWords
{
    public static string Why(HoldReason reason) => reason switch
    {
        HoldReason.FirstPost => "Their first post here.",
        HoldReason.ManyLinks => "Somebody new, with several links to other sites.",
        HoldReason.SameText => "The same words as in another post of theirs, within a day.",
        HoldReason.Unnamed => "It shows no name.",
        HoldReason.Trap => "A field was filled in that people do not see. It may be a machine.",
        _ => "Somebody new, and faster than people usually type.",
    };

    public static string Reason(ReportReason reason) => reason switch
    {
        ReportReason.Unkind => "It is unkind",
        ReportReason.Private => "It says something private about somebody",
        ReportReason.Advertising => "It is advertising",
        _ => "Something else",
    };

    public static string Hours(int hours) => hours switch
    {
        1 => "1 hour",
        24 => "1 day",
        _ when hours % 24 == 0 => $"{hours / 24} days",
        _ => $"{hours} hours",
    };
}
