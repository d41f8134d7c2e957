namespace CommunityHub.Moderation;

/// The acts of power over what people write, as a sentence goes on after who did it.
static class ModerationVerbs
{
    public const string Released = "let a held post through of";
    public const string GaveBack = "gave a held post back to";
    public const string Warned = "warned";
    public const string LetStand = "let a reported post stand of";

    /// In a hotseat; of nobody, where no name stands beside it.
    public static string LetStandThere(string word, bool isNamed) => $"let a reported {word} stand{(isNamed ? " of" : "")}";

    public static string WarnedThere(string word, bool isNamed) => isNamed ? Warned : $"warned whoever wrote a reported {word}";
}
