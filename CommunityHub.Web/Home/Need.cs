using CommunityHub.Home;
using CommunityHub.Text;

namespace CommunityHub.Web.Home;

/// Something that waits for this person: what, and the page where it is done.
public sealed record Need(string Title, string? More, string Act, string Address)
{
    /// The most pressing first: people before proposals.
    public static List<Need> Of(FrontPage page, TimeZoneInfo zone)
    {
        List<Need> all =
        [
            .. page.Invitations.Select(one => new Need(
                $"{one.InvitedBy} invites you to a community", $"It works until {DatesInWords.Day(one.ExpiresAt, zone, page.Reader.Now)}.", "See the invitation", $"invitations/{one.PublicId}")),
            .. page.Requests.Select(one => new Need(
                $"{(one.Count == 1 ? "Somebody asks" : $"{one.Count} people ask")} to join {one.Community}", null, "Answer", $"communities/{one.Slug}/requests")),
            .. page.Moderation.Select(one => new Need($"{(one.Count == 1 ? "A post waits" : $"{one.Count} posts wait")} for a facilitator in {one.Community}", null, "Look", $"communities/{one.Slug}/moderation")),
        ];
        if (page.Proposals > 0)
        {
            all.Add(new Need(page.Proposals == 1 ? "A proposal for a community waits" : $"{page.Proposals} proposals for communities wait", null, "Look at them", "admin/communities"));
        }
        return all;
    }
}
