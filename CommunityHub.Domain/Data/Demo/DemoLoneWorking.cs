namespace CommunityHub.Data.Demo;

/// The hotseat in the private community.
static class DemoLoneWorking
{
    public const string Title = "Safe on your own: home visits after dark";

    public const string About = """
        What we tell each other stays here. Bring the visits you still think about, and what you would do now.
        """;

    public const string Introduction = "Visited people at home for 20 years";

    public static readonly DemoTalk[] Waiting =
    [
        new("What is your phrase for the telephone when you cannot say that you need help?"),
        new("Our check-in app sends an alarm when there is no signal, so everybody mutes it. What do you use?"),
        new("How do you write up a visit that felt wrong, when nothing happened?"),
        new("Do you ever park facing out? I was laughed at for saying it."),
        new("How do you refuse a visit without letting the person down?"),
    ];
}
