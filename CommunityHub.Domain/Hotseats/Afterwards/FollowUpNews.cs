using CommunityHub.Attention;
using CommunityHub.Text;

namespace CommunityHub.Hotseats.Afterwards;

/// What people are told of follow-ups, in words.
static class FollowUpNews
{
    public static News Promised(Hotseat hotseat, FollowUp given, string owner, DateTime now) => About(hotseat,
        $"{hotseat.Say("Your question")} in “{hotseat.Title}” {hotseat.Say("was not answered")} in the hour. {owner} sees to it by {Day(hotseat, given, now)}.", $"#f-{given.PublicId}");

    public static News Given(Hotseat hotseat, FollowUp given, Question question, DateTime now) => About(hotseat,
        $"{hotseat.Say("A question")} from “{hotseat.Title}” is yours to follow up by {Day(hotseat, given, now)}: {Short(question)}", $"/follow-ups/{given.PublicId}");

    public static News Overdue(Hotseat hotseat, FollowUp given, Question question) => About(hotseat,
        $"{hotseat.Say("A question")} from “{hotseat.Title}” still waits for you. Its day has passed: {Short(question)}", $"/follow-ups/{given.PublicId}");

    public static News Left(Hotseat hotseat, FollowUp given, Question question, string owner) => About(hotseat,
        $"{hotseat.Say("A question")} from “{hotseat.Title}” waits, and {owner} has left. Who sees to it? {Short(question)}", $"/follow-ups/{given.PublicId}");

    public static News Answered(Hotseat hotseat, Question question, Answer answer) => About(hotseat,
        $"{hotseat.Say("Your question")} in “{hotseat.Title}” has {hotseat.Say("an answer")} now: {Short(question)}", $"#a-{answer.PublicId}");

    public static News Closed(Hotseat hotseat, FollowUp closed) => About(hotseat,
        $"{hotseat.Say("Your question")} in “{hotseat.Title}” is closed. {Markdown.ToPlain(closed.Words, 300)}", $"#f-{closed.PublicId}");

    static string Short(Question question) => Markdown.ToPlain(question.Text, 80);

    static string Day(Hotseat hotseat, FollowUp given, DateTime now) => DatesInWords.Day(given.DueAt.AddMinutes(-1), HotseatTimes.Zone(hotseat.Zone), now);

    static News About(Hotseat hotseat, string words, string part) => new(words, $"/hotseats/{hotseat.PublicId}{part}", hotseat.CommunityId);
}
