using CommunityHub.Communities;
using CommunityHub.Hotseats;
using CommunityHub.Text;

namespace CommunityHub.Web.Hotseats;

/// The words of the facilitators' and the guest's pages, in en-GB.
public static class ConsoleWords
{
    public const string ReadyDecline = "Thank you for asking. Your question names somebody, so we cannot show it in the room. Take the name out and send it again: it is a good question.";
    public const string ReadyDeclineAsked = "Thank you for asking. Somebody asked the same before you, and it is in the list. Say “me too” there, and it counts for you.";
    public const string ReadyDeclineElsewhere = "Thank you for asking. This hotseat is about something else, so our guest cannot help with it today. Ask us, and we look for somebody who can.";

    public static string Here(int here, int most) => most > here ? $"{HotseatWords.PeopleHere(here)}, {HotseatWords.Number(most)} at most" : HotseatWords.PeopleHere(here);

    public static string WhoCanSee(CommunityFace community) => community.Facilitators.Count == 1
        ? $"Only the one facilitator of {community.Name} can see this page."
        : $"Only the {HotseatWords.Number(community.Facilitators.Count)} facilitators of {community.Name} can see this page.";

    public static string WhereItStands(HotseatFace hotseat, TimeZoneInfo zone, DateTime now) => hotseat.State switch
    {
        HotseatState.Draft => "This is a draft. Only the facilitators can see it.",
        HotseatState.Announced or HotseatState.Collecting when hotseat.IsHeld => "You hold the start. The clock waits for you.",
        HotseatState.Announced when hotseat.QuestionsOpenAt is { } open => $"{hotseat.Say("Questions open by themselves on")} {DatesInWords.DayAndTime(open, zone, now)}.",
        HotseatState.Announced or HotseatState.Collecting => $"It opens by itself. {Countdown(hotseat, now)}.",
        HotseatState.WrappingUp when hotseat.WrappingUpSince is { } since =>
            $"{hotseat.Say("No new questions; answers go on.")} It is archived by itself on {DatesInWords.DayAndTime(since + Hotseat.LongestWrapUp, zone, now)}.",
        HotseatState.Archived => "It is over, and kept for good.",
        HotseatState.Cancelled => $"You cancelled it. {hotseat.CancelledWhy}",
        _ => "",
    };

    public static string Done(string act) => act switch
    {
        "announce" => "Announced.",
        "open-questions" => "Questions are open.",
        "go-live" => "You are live.",
        "hold" => "The clock waits.",
        "release" => "The clock runs again.",
        "run-on" => "It runs on for 15 minutes.",
        "wrap-up" => "Wrapping up. No new questions come in.",
        "archive" => "Archived.",
        _ => "",
    };

    /// "waiting since 11:18", with the day when it was another.
    public static string WaitingSince(DateTime since, TimeZoneInfo zone, DateTime now) =>
        DatesInWords.Day(since, zone, now) == DatesInWords.Day(now, zone, now)
            ? $"waiting since {DatesInWords.Time(since, zone)}"
            : $"waiting since {DatesInWords.Day(since, zone, now)}, {DatesInWords.Time(since, zone)}";

    /// The console's address, at a row of one of its lists: "w-…" waits for approval, "q-…" stands in the queue. Null: at the queue.
    public static string AtRow(string hotseatId, string? row) => row is null ? $"hotseats/{hotseatId}/console#queue" : $"hotseats/{hotseatId}/console?at={row}#{row}";

    public static string AskedBy(AwaitingRow row) => row.Organisation is null ? row.AskedBy : $"{row.AskedBy}, {row.Organisation}";

    /// Beside the name of who asked without showing it to the room.
    public const string OnlyFacilitators = "Only facilitators see this name.";

    public static string MeToo(int count) => $"{HotseatWords.Number(count)} me too";

    /// What the figures mean for the rest of the hour, and what helps. Null: they say nothing yet.
    public static string? PaceInWords(Pace pace, HotseatFace hotseat, string end) => (hotseat.State, pace) switch
    {
        (HotseatState.Live, { AnsweredByTheEnd: { } more, Waiting: > 0 and var waiting }) when more >= waiting => waiting == 1
            ? $"At this speed the one that waits will be answered by {end}. There is room for more."
            : $"At this speed all {waiting} will be answered by {end}. There is room for more.",
        (HotseatState.Live, { AnsweredByTheEnd: 0, Waiting: > 0 }) => "The hour is nearly over. You can run on, or the rest can get an owner afterwards.",
        (HotseatState.Live, { AnsweredByTheEnd: { } more, Waiting: var waiting }) when waiting > 0 =>
            $"At this speed about {more} of the {waiting} will be answered by {end}. The rest can get an owner afterwards.",
        (HotseatState.Live, { Waiting: 0 }) => "Nothing waits. A line to the room may bring the next question.",
        (HotseatState.Live, { Answered: 0 }) => "The first answer takes longest. Nobody is late.",
        (HotseatState.WrappingUp, { Waiting: > 0 }) => "No hurry now. What stays open can get an owner afterwards.",
        _ => null,
    };

    /// A length of time in its largest unit: number and word.
    public static (string Number, string Unit) Lasting(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => (HotseatWords.Number((int)time.TotalDays), "days"),
        { TotalHours: >= 2 } => (HotseatWords.Number((int)time.TotalHours), "hours"),
        _ => (HotseatWords.Number((int)time.TotalMinutes), "min"),
    };

    static string Countdown(HotseatFace hotseat, DateTime now)
    {
        var (number, unit) = HotseatWords.Until(hotseat.StartsAt - now);
        return $"{number} {unit}";
    }
}
