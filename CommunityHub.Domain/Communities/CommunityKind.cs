namespace CommunityHub.Communities;

/// Who sees a community, and how one comes in.
public enum CommunityKind
{
    /// In the directory, read by everybody, joined at once.
    Open,

    /// In the directory by its card; read by members; a facilitator lets people in.
    ByRequest,

    /// For a non-member it does not exist; joined by invitation only.
    Private,
}

/// Says kinds as a sentence would.
public static class CommunityKinds
{
    public static string InWords(this CommunityKind kind) => kind switch
    {
        CommunityKind.Open => "open",
        CommunityKind.ByRequest => "by request",
        _ => "private",
    };
}
