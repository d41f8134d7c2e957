namespace CommunityHub.Communities;

/// What the facilitators choose for their community: one typed row, kept with it.
public sealed class CommunitySettings
{
    /// Shown to whoever has just joined. Markdown.
    public string? Welcome { get; set; }

    /// What to say when asking to join: shown above the box.
    public string? RequestHint { get; set; }

    /// Mail from here says that there is news, and no more.
    public bool NoticeOnlyMail { get; set; }

    /// Everybody's first post waits for a facilitator.
    public bool HoldFirstPosts { get; set; }

    /// Members may post without their name, where the community is not open to everybody.
    public bool AllowUnnamedPosts { get; set; }

    /// Within how many hours a newcomer's first discussion gets a reply; null: nothing is promised.
    public int? FirstReplyHours { get; set; }
}
