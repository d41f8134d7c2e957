using CommunityHub.Attention;
using CommunityHub.Text;

namespace CommunityHub.Hotseats;

/// What people are told about a hotseat, in words.
static class HotseatNews
{
    public static News Declined(Hotseat hotseat, Question question) => About(hotseat,
        $"Your question in “{hotseat.Title}” is not shown. {question.DeclinedWhy}");

    public static News Answered(Hotseat hotseat, Question question, Answer answer) => About(hotseat,
        $"Your question in “{hotseat.Title}” has an answer: {Markdown.ToPlain(question.Text, 80)}", $"#a-{answer.PublicId}");

    public static News ShownAfterAll(Hotseat hotseat, Question question) => About(hotseat,
        $"We thought again. Your question in “{hotseat.Title}” is shown after all: {Markdown.ToPlain(question.Text, 80)}", $"#q-{question.PublicId}");

    public static News Clarified(Hotseat hotseat, Question question) => About(hotseat,
        $"A facilitator edited your question in “{hotseat.Title}” for clarity. It reads now: “{Markdown.ToPlain(question.Text, 160)}”. Your own words are kept, and you can see them in the room.", $"#q-{question.PublicId}");

    public static News Merged(Hotseat hotseat, Question question, Question stays, int before, int after) => About(hotseat,
        $"Two people asked the same in “{hotseat.Title}”. Your question “{Markdown.ToPlain(question.Text, 80)}” is now part of “{Markdown.ToPlain(stays.Text, 80)}”. {Became(before, after)}", $"#q-{stays.PublicId}");

    public static News MergedIntoYours(Hotseat hotseat, Question stays, int before, int after) => About(hotseat,
        $"Two people asked the same in “{hotseat.Title}”: “{Markdown.ToPlain(stays.Text, 80)}”. {Became(before, after)}", $"#q-{stays.PublicId}");

    public static News Unmerged(Hotseat hotseat, Question question) => About(hotseat,
        $"Your question in “{hotseat.Title}” stands by itself again: {Markdown.ToPlain(question.Text, 80)}", $"#q-{question.PublicId}");

    static string Became(int before, int after) => $"{(before == 1 ? "1 vote" : $"{before} votes")} became {after}. You are both named as you chose.";

    public static News Cancelled(Hotseat hotseat) => About(hotseat, $"“{hotseat.Title}” is cancelled. {hotseat.CancelledWhy}");

    public static News Moved(Hotseat hotseat, string when) => About(hotseat, $"“{hotseat.Title}” has a new time: {when}");

    public static News Reminder(Hotseat hotseat, ReminderKind kind, string when) => About(hotseat, kind switch
    {
        ReminderKind.Week => $"In a week: “{hotseat.Title}”, {when}",
        ReminderKind.Morning => $"Today: “{hotseat.Title}”, {when}",
        _ => $"It begins now: “{hotseat.Title}”",
    });

    public static News Seated(Hotseat hotseat, string when) => About(hotseat, $"You are the guest of “{hotseat.Title}”, {when}. Your desk is ready.", "/desk");

    static News About(Hotseat hotseat, string words, string part = "") =>
        new(words, $"/hotseats/{hotseat.PublicId}{part}", hotseat.CommunityId);
}
