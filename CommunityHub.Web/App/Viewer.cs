using CommunityHub.Forums;

namespace CommunityHub.Web.App;

/// Who looks at this page, as the frame around it needs to know. Cascades; nothing (null) when nobody is signed in.
public sealed record Viewer(string Name, string PublicId)
{
    public int UnreadNotices { get; init; }

    /// What is new to them in their communities, as this page was drawn.
    public MyUnread Unread { get; init; } = MyUnread.Nothing;

    public bool IsAdministrator { get; init; }

    /// The newest version of the privacy text.
    public bool HasReadPrivacy { get; init; } = true;

    /// Here by a personal link: a desk, and nothing else of the site.
    public bool IsGuest { get; init; }

    /// An IANA zone.
    public string? TimeZone { get; init; }

    /// "light" or "dark" where the person chose; otherwise their system decides.
    public string? Theme { get; init; }
}
