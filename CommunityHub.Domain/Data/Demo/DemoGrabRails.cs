namespace CommunityHub.Data.Demo;

/// The hotseat in Housing Repairs that collects questions.
static class DemoGrabRails
{
    public const string Title = "Grab rails, ramps and repairs: who does what?";

    public const string About = """
        A rail costs less than a fall. Yet it can wait for weeks between the care team, the landlord and the contractor. Gus has sat on both sides of that gap and will say how Harrowdale closed most of it.

        Ask now. The most wanted questions are answered first.
        """;

    public const string Introduction = "Has sat on both sides: care, and repairs";

    public static readonly string[] Seeds =
    [
        "What is the smallest change that saved you the most days?",
        "Which adaptation do people ask for too late?",
    ];

    public static readonly DemoTalk[] Waiting =
    [
        new("Can our repairs team fit a grab rail without an occupational therapist’s visit?"),
        new("Who pays when a private tenant needs a ramp and the landlord says no?"),
        new("How long should a small adaptation take, door to door? Ours is at 47 days and I would like a number to aim for."),
        new("What is worth keeping on the van, so that one visit is enough?"),
        new("How do you stop a level-access shower being ripped out when the next tenant moves in?"),
        new("Is it really cheaper to train plumbers to measure for rails than to send somebody twice?"),
        new("Do you record adaptations on the repairs system or the care system? We do both, badly."),
        new("What do you do with walls that will not hold a rail?"),
    ];
}
