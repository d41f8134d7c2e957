namespace CommunityHub.Data.Demo;

/// What was said under answers of the live hotseat: which answer, who, how many minutes before now, and the words.
static class DemoComments
{
    public static readonly (int Answer, string By, double Ago, string Text)[] All =
    [
        (0, "Joan Petrie", 14, "We borrowed this letter. Nobody rang to ask what it meant, for the first time."),
        (0, "Lena Szabo", 12.5, "Could you say who tested it with you? Our team would only ask each other."),
        (0, DemoCast.Gus, 11, "Five people who had said **no** to us. We paid them for the morning."),
        (0, "Omar Siddiq", 6, "That is the part we always leave out. Thank you."),
        (0, "Ama Boateng", 3, "I start on Monday and I am taking this with me."),
        (1, "Marian Okafor", 9, "Write the three lines on the same day. After a week nobody remembers why."),
        (5, "Kirsty Dunmore", 5, "We offer it in the first conversation too. Most people are glad to be asked."),
    ];

    /// How many thanked for each answer, in their order.
    public static readonly int[] Thanks = [22, 14, 9, 17, 6, 11, 5, 8, 3, 12, 7, 2, 4, 10];
}
