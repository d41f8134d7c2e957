namespace CommunityHub.Communities;

/// Wording to begin with, so that a kind answer takes no time. Each is shown in a box, to be changed.
public static class ReadyWords
{
    public static string ForWelcome(string theirName, string community, string myName) =>
        $"Hello {FirstOf(theirName)}, welcome to {community}. Look around, and ask us anything: no question is too simple.\n\n{myName}";

    public static string ForDecline(string theirName, string community, string myName) =>
        $"Hello {FirstOf(theirName)}, thank you for asking to join {community}. We keep it to people who do this work, so it is not the right place for now. If I have misread your request, please ask again and tell me more.\n\n{myName}";

    static string FirstOf(string name) => name.Split(' ')[0];
}
