using CommunityHub.Hotseats;

namespace CommunityHub.Web.Hotseats;

/// What a room calls its parts, by its kind, in en-GB: questions and answers, or suggestions and replies.
public sealed record RoomWords
{
    static readonly RoomWords Guest = new();

    static readonly RoomWords Reversed = new()
    {
        Box = "Your suggestion",
        BoxHint = "Half an idea is fine. What has worked where you are? What would you try first?",
        Send = "Send my suggestion",
        Sent = "Your suggestion is in.",
        Say = "Suggest",
        Waiting = "Suggestions",
        Answers = "Replies",
        NoAnswers = "No replies yet. They appear here as they are written.",
        About = "The problem",
        Kept = "Suggestions and replies",
        Open = "Suggestions without a reply",
        Answer = "Your reply",
        SendAnswer = "Send my reply",
        AnswerSent = "Your reply is in.",
        Choose = "Choose a suggestion to begin.",
        WhoAsks = "send in suggestions",
        Turns = true,
    };

    public string Box { get; init; } = "Your question";
    public string BoxHint { get; init; } = HotseatWords.AskHint;
    public string Send { get; init; } = "Ask my question";
    public string Sent { get; init; } = "Your question is in.";

    /// In a short link.
    public string Say { get; init; } = "Ask";
    public string Waiting { get; init; } = "Waiting";
    public string Answers { get; init; } = "Answers";
    public string NoAnswers { get; init; } = "No answers yet. They appear here as they are written.";

    /// Over what the hotseat is about; null: it needs no heading, and goes when the hour has begun.
    public string? About { get; init; }

    /// In the archive.
    public string Kept { get; init; } = "Questions and answers";
    public string Open { get; init; } = "Not answered in the hour";

    public string Answer { get; init; } = "Your answer";
    public string SendAnswer { get; init; } = "Send my answer";
    public string AnswerSent { get; init; } = "Your answer is in.";
    public string Choose { get; init; } = "Choose a question to begin.";

    /// "Members …": for who may not.
    public string WhoAsks { get; init; } = "ask the questions";

    bool Turns { get; init; }

    // What hub.js says while one types, word for word as it stands there.
    static readonly string[] OfTheScript =
    [
        "Already asked. Is one of these yours?", "Nothing like it has been asked so far.", "A question like yours was asked already. It stands below the box.",
        "Questions like yours were asked already. They stand below the box.", "Answered. Read it",
    ];

    /// For the script: its sentences, and how this kind says them. Null: as they stand.
    public string? ForTheScript => Turns ? System.Text.Json.JsonSerializer.Serialize(OfTheScript.ToDictionary(said => said, In)) : null;

    /// A sentence of ours, as this kind says it.
    public string In(string sentence) => Turns ? Reversal.Turn(sentence) : sentence;

    public static RoomWords Of(HotseatFace hotseat) => hotseat.IsReversed ? Reversed : Guest;

    /// "Ask Gus", "Help Gus": by first names, as one speaks.
    public static string Heading(HotseatFace hotseat) => hotseat switch
    {
        { IsReversed: false } => HotseatWords.Ask(hotseat.Guests),
        { Guests: [] } => "What would you do?",
        _ => $"Help {HotseatWords.Join([.. hotseat.Guests.Select(guest => HotseatWords.FirstName(guest.Name))])}",
    };
}
