using CommunityHub.Attention;
using CommunityHub.Text;

namespace CommunityHub.Hotseats;

/// What people are told about a hotseat, in words.
static class HotseatNews
{
    public static News Declined(Hotseat hotseat, Question question) => About(hotseat,
        $"{hotseat.Say("Your question")} in “{hotseat.Title}” is not shown. {question.DeclinedWhy}");

    public static News WordsTakenAway(Hotseat hotseat, Question question, string why) => About(hotseat,
        $"A facilitator took the words of {hotseat.Say("your question")} in “{hotseat.Title}” away. {why} Your own words are kept, and only you see them in the room.", $"#q-{question.PublicId}");

    public static News AnswerTakenAway(Hotseat hotseat, Answer answer, string why) => About(hotseat,
        $"A facilitator took {hotseat.Say("your answer")} in “{hotseat.Title}” away. {why}", $"#a-{answer.PublicId}");

    public static News AnswerPutBack(Hotseat hotseat, Answer answer, string why) => About(hotseat,
        $"A facilitator put {hotseat.Say("your answer")} in “{hotseat.Title}” back. {why}", $"#a-{answer.PublicId}");

    public static News CommentTakenAway(Hotseat hotseat, string why) => About(hotseat, $"A facilitator took your comment in “{hotseat.Title}” away. {why}");

    /// To whoever wrote what was reported, in a facilitator's words.
    public static News Warned(Hotseat hotseat, string word, string words, string part) => About(hotseat,
        $"A facilitator asks you about your {hotseat.Say(word)} in “{hotseat.Title}”: {words}", part);

    public static News ReportDecided(Hotseat hotseat, string word, Moderation.ReportOutcome outcome, string part) =>
        Moderation.ModerationNews.Decided(hotseat.Say(word), hotseat.Title, outcome, $"/hotseats/{hotseat.PublicId}{part}", hotseat.CommunityId);

    public static News Answered(Hotseat hotseat, Question question, Answer answer) => About(hotseat,
        $"{hotseat.Say("Your question")} in “{hotseat.Title}” has {hotseat.Say("an answer")}: {Markdown.ToPlain(question.Text, 80)}", $"#a-{answer.PublicId}");

    public static News LookedUp(Hotseat hotseat, Question question, string by, string why) => About(hotseat,
        $"{by} looked up that you {hotseat.Say("asked")} “{Markdown.ToPlain(question.Text, 80)}” in “{hotseat.Title}”. Their reason: {why}");

    // Not from whom: a letter may be read over a shoulder.
    public static News Requested(Hotseat hotseat) => About(hotseat, $"A member asks you {hotseat.Say("to ask a question")} for them in “{hotseat.Title}”.", "/for-members");

    public static News AskedForYou(Hotseat hotseat, Question question) => About(hotseat,
        $"{hotseat.Say("Your question")} in “{hotseat.Title}” was {hotseat.Say("asked")} for you: {Markdown.ToPlain(question.Text, 80)}", $"#q-{question.PublicId}");

    public static News NotAskedForYou(Hotseat hotseat, AskRequest request) => About(hotseat,
        $"{hotseat.Say("Your question")} for “{hotseat.Title}” was not {hotseat.Say("asked")}. {request.DeclinedWhy}");

    public static News Commented(Hotseat hotseat, Answer answer, string by) => About(hotseat,
        $"{by} commented on the {hotseat.Say("answer to your question")} in “{hotseat.Title}”.", $"/answers/{answer.PublicId}#comments");

    public static News CommentedOnYours(Hotseat hotseat, Answer answer, Comment comment, string by) => About(hotseat,
        $"{by} commented on {hotseat.Say("your answer")} in “{hotseat.Title}”: “{Markdown.ToPlain(comment.Text, 300)}”", $"/answers/{answer.PublicId}#comments");

    public static News ShownAfterAll(Hotseat hotseat, Question question) => About(hotseat,
        $"We thought again. {hotseat.Say("Your question")} in “{hotseat.Title}” is shown after all: {Markdown.ToPlain(question.Text, 80)}", $"#q-{question.PublicId}");

    public static News Clarified(Hotseat hotseat, Question question) => About(hotseat,
        $"A facilitator edited {hotseat.Say("your question")} in “{hotseat.Title}” for clarity. It reads now: “{Markdown.ToPlain(question.Text, 160)}”. Your own words are kept, and you can see them in the room.", $"#q-{question.PublicId}");

    public static News Merged(Hotseat hotseat, Question question, Question stays, int before, int after) => About(hotseat,
        $"Two people {hotseat.Say("asked")} the same in “{hotseat.Title}”. {hotseat.Say("Your question")} “{Markdown.ToPlain(question.Text, 80)}” is now part of “{Markdown.ToPlain(stays.Text, 80)}”. {Became(before, after)}", $"#q-{stays.PublicId}");

    public static News MergedIntoYours(Hotseat hotseat, Question stays, int before, int after) => About(hotseat,
        $"Two people {hotseat.Say("asked")} the same in “{hotseat.Title}”: “{Markdown.ToPlain(stays.Text, 80)}”. {Became(before, after)}", $"#q-{stays.PublicId}");

    public static News Unmerged(Hotseat hotseat, Question question) => About(hotseat,
        $"{hotseat.Say("Your question")} in “{hotseat.Title}” stands by itself again: {Markdown.ToPlain(question.Text, 80)}", $"#q-{question.PublicId}");

    static string Became(int before, int after) => $"{(before == 1 ? "1 vote" : $"{before} votes")} became {after}. You are both named as you chose.";

    public static News Cancelled(Hotseat hotseat) => About(hotseat, $"“{hotseat.Title}” is cancelled. {hotseat.CancelledWhy}");

    public static News Moved(Hotseat hotseat, string when) => About(hotseat, $"“{hotseat.Title}” has a new time: {when}");

    /// HasBegun: the reminder at the start was late.
    public static News Reminder(Hotseat hotseat, ReminderKind kind, string when, bool hasBegun = false) => About(hotseat, kind switch
    {
        ReminderKind.Week => $"In a week: “{hotseat.Title}”, {when}",
        ReminderKind.Morning => $"Today: “{hotseat.Title}”, {when}",
        _ when hasBegun => $"It has begun: “{hotseat.Title}”. Come in.",
        _ => $"It begins now: “{hotseat.Title}”",
    }) with
    {
        GoodUntil = kind switch
        {
            ReminderKind.Week => HotseatClock.TimeOf(hotseat, ReminderKind.Morning),
            ReminderKind.Morning => hotseat.StartsAt,
            _ => hotseat.EndsAt,
        },
    };

    public static News Seated(Hotseat hotseat, string when, string? invitation = null) => About(hotseat,
        $"{(hotseat.Kind is HotseatKind.Reversed ? "You bring the problem of" : "You are the guest of")} “{hotseat.Title}”, {when}. Your desk is ready.{(invitation is null ? "" : $"\n\n{invitation}")}", "/desk");

    public static News Thanks(Hotseat hotseat, string words) => About(hotseat, $"“{hotseat.Title}” is over. {words}");

    static News About(Hotseat hotseat, string words, string part = "") =>
        new(words, $"/hotseats/{hotseat.PublicId}{part}", hotseat.CommunityId);
}
