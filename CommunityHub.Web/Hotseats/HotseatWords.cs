using System.Globalization;
using CommunityHub.Hotseats;
using CommunityHub.Text;

namespace CommunityHub.Web.Hotseats;

/// The words of the hotseat's pages, in en-GB.
static class HotseatWords
{
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public const string AskHint = "Short is good. No question is too simple: someone else is wondering too.";
    /// How the unit in <see cref="Left"/> ends.
    public const string LeftOver = " left";
    public const string EmptyRoom = "Somebody has to go first. Short and simple is fine.";
    public const string TooLate = "The room has stopped taking questions. What you typed is kept.";
    public const string TooEarly = "The room does not take questions yet. What you type is kept.";
    public const string Gone = "You cannot read this page any more.";

    public static string Number(int number) => number.ToString("N0", British);

    public static string Questions(int count) => count == 1 ? "1 question" : $"{Number(count)} questions";

    public static string NewQuestions(int count) => count == 1 ? "1 new question" : $"{Number(count)} new questions";

    public static string NewAnswers(int count) => count == 1 ? "1 new answer" : $"{Number(count)} new answers";

    public static string NewComments(int count) => count == 1 ? "1 new comment" : $"{Number(count)} new comments";

    public static string Comments(int count) => count switch { 0 => "Comment", 1 => "1 comment", _ => $"{Number(count)} comments" };

    public static string Thanks(int count) => count == 1 ? "1 thanks" : $"{Number(count)} thanks";

    public static string WantedBy(int count) => count == 1 ? "1 person wants to know this" : $"{Number(count)} people want to know this";

    public static string WereWanting(int count) => count == 1 ? "1 person wanted this" : $"{Number(count)} people wanted this";

    public static string PeopleHere(int count) => count == 1 ? "1 here" : $"{Number(count)} here";

    const int MostNamed = 12;

    /// Those who don't mind.
    public static string NamedHere(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "No names just now. Names show of those who don’t mind, when five or more are here.",
        <= MostNamed => $"Those who don’t mind being named: {Join([.. names])}.",
        _ => $"Those who don’t mind being named: {Join([.. names.Take(MostNamed), $"{Number(names.Count - MostNamed)} more"])}.",
    };

    public static string Coming(int count) => count switch
    {
        0 => "Be the first to say that you are coming.",
        1 => "1 person is coming. No need to tell us if you can only read later.",
        _ => $"{Number(count)} people are coming. No need to tell us if you can only read later.",
    };

    /// Beside one's own question that the room does not see yet.
    public const string Unseen = "Only you see it so far. The room sees it in a few seconds.";
    /// Beside one's own that was taken back.
    public const string Leaving = "You took it back. The room sees it for a few seconds more.";
    public const string Clarified = "Edited for clarity by a facilitator";

    public static string AskedBy(QuestionRow question)
    {
        var who = question switch
        {
            { Placed: not null } => question.AskedBy,
            { IsNamed: false, AskedBy: QuestionRow.AMember } => question.Say("Asked by a member"),
            { Organisation: null } => $"{question.Say("Asked by")} {question.AskedBy}",
            _ => $"{question.Say("Asked by")} {question.AskedBy}, {question.Organisation}",
        };
        return question.IsClarified ? $"{who}. {Clarified}" : who;
    }

    /// "Ask Gus", "Ask Gus and Marian": by first names, as one speaks.
    public static string Ask(IReadOnlyList<GuestFace> guests) => guests.Count == 0 ? "Ask your question" : $"Ask {Join([.. guests.Select(g => FirstName(g.Name))])}";

    /// The line under a guest's name; who came by a personal link is called a guest.
    public static string? Place(GuestFace guest) => (guest.IsFromOutside, guest.Introduction) switch
    {
        (true, "") => "Guest",
        (true, var line) => $"Guest. {line}",
        (false, "") => null,
        (false, var line) => line,
    };

    /// What a room says in whose queue nothing stands.
    public static string Empty(HotseatFace hotseat) => hotseat switch
    {
        { TakesQuestions: true } => EmptyRoom,
        { IsBefore: true } => hotseat.Say("Questions are not open yet."),
        _ => hotseat.Say("No question is waiting."),
    };

    public static string FirstName(string name) => name.Split(' ', 2)[0];

    /// One short line of a question, for labels that only ears need.
    public static string Short(QuestionRow question) => Markdown.ToPlain(question.Text, 60);

    /// How long until then, in the largest unit that fits: number and word.
    public static (string Number, string Unit) Until(TimeSpan left) => left switch
    {
        { TotalDays: >= 2 } => (Number((int)left.TotalDays), "days to go"),
        { TotalHours: >= 2 } => (Number((int)left.TotalHours), "hours to go"),
        { TotalMinutes: >= 2 } => (Number((int)left.TotalMinutes), "minutes to go"),
        { TotalMinutes: >= 1 } => ("1", "minute to go"),
        _ => ("0", "minutes to go"),
    };

    /// How long a session still goes; hours are rounded, so that the first minute does not take one away.
    public static (string Number, string Unit) Left(TimeSpan left) => (int)Math.Ceiling(left.TotalMinutes) switch
    {
        <= 0 => ("0", "minutes left"),
        1 => ("1", "minute left"),
        >= 120 and var minutes => (Number((minutes + 30) / 60), "hours left"),
        var minutes => (Number(minutes), "minutes left"),
    };

    public static string Join(string[] names) => names switch
    {
        [] => "",
        [var one] => one,
        _ => $"{string.Join(", ", names[..^1])} and {names[^1]}",
    };

    public static string Behind(int answers) => answers == 1 ? "One question behind." : $"{answers} questions behind.";

    public static string AnsweredSoFar(int answers) => answers == 1 ? "One question has been answered so far." : $"{answers} questions have been answered so far.";
}
