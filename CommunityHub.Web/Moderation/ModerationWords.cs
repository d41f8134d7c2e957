using System.Globalization;
using CommunityHub.Forums;
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

    public static string Word(ReportedKind kind) => kind.ToString().ToLowerInvariant();

    /// "Post 3", "A question".
    public static string Name(ReportedItem item) => item.Kind switch
    {
        ReportedKind.Post => $"Post {item.Key}",
        ReportedKind.Question => "A question",
        ReportedKind.Answer => "An answer",
        _ => "A comment",
    };

    public static string AddressOf(ReportedItem item) => item.Kind switch
    {
        ReportedKind.Post => DiscussionPages.AddressOf(item.PlaceId, int.Parse(item.Key, CultureInfo.InvariantCulture)),
        ReportedKind.Question => $"hotseats/{item.PlaceId}#q-{item.Key}",
        ReportedKind.Answer => $"hotseats/{item.PlaceId}#a-{item.Key}",
        _ => $"hotseats/{item.PlaceId}/answers/{item.Under}#c-{item.Key}",
    };

    public static string LookUpOf(ReportedItem item) => item.Kind is ReportedKind.Post ? $"discussions/{item.PlaceId}/posts/{item.Key}/writer" : $"hotseats/{item.PlaceId}/questions/{item.Key}/asker";

    public static string WhoReadsWhy(ReportedKind kind) => kind switch
    {
        ReportedKind.Post => "Whoever reads the discussion reads it.",
        ReportedKind.Question => "Whoever asked reads it; if it was answered, so does whoever reads the hotseat.",
        ReportedKind.Answer => "Whoever reads the hotseat reads it.",
        _ => "Whoever wrote it reads it.",
    };

    public static string Hours(int hours) => hours switch
    {
        1 => "1 hour",
        24 => "1 day",
        _ when hours % 24 == 0 => $"{hours / 24} days",
        _ => $"{hours} hours",
    };
}
