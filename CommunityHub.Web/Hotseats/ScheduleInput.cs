using System.Globalization;
using CommunityHub.Hotseats;
using CommunityHub.Text;
using CommunityHub.Web.Shared;

namespace CommunityHub.Web.Hotseats;

/// What was typed into the form for a hotseat, as it was typed, and what of it must be put right.
public sealed class ScheduleInput
{
    public const string AtOnce = "announcement";
    public const string AtATime = "time";
    public const string Reversed = "reversed";

    readonly List<FieldError> errors = [];

    public string? Title { get; set; }
    public string? About { get; set; }
    public string? Date { get; set; }
    public string? Start { get; set; }
    public string? Minutes { get; set; }
    public string? Zone { get; set; }
    public string? Opens { get; set; }
    public string? OpensDate { get; set; }
    public string? OpensTime { get; set; }

    /// A public id from the list; or, where there is no list, a name or a mail address.
    public string? Guest { get; set; }
    public string? Introduction { get; set; }
    public string? Seeds { get; set; }

    /// "reversed", or a guest whom members question.
    public string? Kind { get; set; }
    public string? Invitation { get; set; }
    public string? ThankYou { get; set; }

    /// "first": questions appear after approval. Anything else: at once.
    public string? Approval { get; set; }

    public IReadOnlyList<FieldError> Errors => errors;

    public static ScheduleInput Of(HotseatPlan plan)
    {
        var form = plan.Form;
        var isNew = plan.State is null;
        return new ScheduleInput
        {
            Title = form.Title,
            About = form.About,
            Date = isNew ? null : Say(form.StartsLocal, "yyyy-MM-dd"),
            Start = isNew ? "11:00" : Say(form.StartsLocal, "HH:mm"),
            Minutes = form.Minutes.ToString(CultureInfo.InvariantCulture),
            Zone = form.Zone ?? plan.Zone,
            Opens = form.QuestionsOpenLocal is null ? AtOnce : AtATime,
            OpensDate = form.QuestionsOpenLocal is { } open ? Say(open, "yyyy-MM-dd") : null,
            OpensTime = form.QuestionsOpenLocal is { } hour ? Say(hour, "HH:mm") : null,
            Guest = plan.HasTooManyMembers ? plan.GuestName : form.GuestId,
            Introduction = form.GuestIntroduction,
            Seeds = form.SeedQuestions,
            Kind = form.Kind is HotseatKind.Reversed ? Reversed : null,
            Invitation = form.Invitation,
            ThankYou = form.ThankYou,
            Approval = form.ApprovesFirst ? "first" : "at-once",
        };
    }

    /// Until it is announced.
    public static bool MayTurn(HotseatPlan plan) => plan.State is null or HotseatState.Draft;

    public string? ErrorOf(string field) => errors.Find(e => e.FieldId == field)?.Reason;

    public void Refuse(string field, string reason) => errors.Add(new(field, reason));

    /// Null when something must be put right: see <see cref="Errors"/>. Where the time is fixed it stays as it stands.
    public HotseatForm? ToForm(HotseatPlan plan, DateTime now)
    {
        Try("title", () => Wording.RequireLine(Title, Hotseat.LongestTitle, "Give the hotseat a title."));
        Try("about", () => Wording.Allow(About, Hotseat.LongestAbout));
        Try("introduction", () => Wording.AllowLine(Introduction, Answerer.LongestIntroduction));
        Try("seeds", () => Kit.ReadSeeds(Seeds));
        Try("invitation", () => Wording.Allow(Invitation, Kit.LongestInvitation));
        Try("thanks", () => Wording.Allow(ThankYou, Kit.LongestThankYou));

        var form = plan.Form with { Title = Title, About = About, GuestId = Guest, GuestIntroduction = Introduction, ApprovesFirst = Approval is "first", Kind = MayTurn(plan) ? Kind is Reversed ? HotseatKind.Reversed : HotseatKind.Guest : null, SeedQuestions = Seeds, Invitation = Invitation, ThankYou = ThankYou };
        if (plan.MayMove && Time(plan, now) is { } time) form = form with { StartsLocal = time.StartsLocal, Zone = time.Zone, Minutes = time.Minutes, QuestionsOpenLocal = time.QuestionsOpenLocal };
        return errors.Count == 0 ? form : null;
    }

    /// The time alone, whatever else is still missing: to look at before anything is saved. Null: it must be put right first.
    public Schedule? ToSchedule(HotseatPlan plan, DateTime now) =>
        !plan.MayMove ? plan.Form.ToSchedule() : Time(plan, now) is { } time && errors.Count == 0 ? Schedule.At(time.StartsLocal, time.Zone, time.Minutes, time.QuestionsOpenLocal) : null;

    (DateTime StartsLocal, string Zone, int Minutes, DateTime? QuestionsOpenLocal)? Time(HotseatPlan plan, DateTime now)
    {
        var day = Day("date", Date);
        var hour = Hour("start", Start);
        if (!int.TryParse(Minutes?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)) Refuse("minutes", "Say how many minutes it lasts, in figures.");
        else if (minutes < Hotseat.ShortestSession.TotalMinutes || minutes > Hotseat.LongestSession.TotalMinutes) Refuse("minutes", "A hotseat lasts between ten minutes and twelve hours (720 minutes).");
        if (Zone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _)) Refuse("zone", "Choose a time zone from the list.");

        DateTime? opens = null;
        if (Opens is AtATime)
        {
            var (openDay, openHour) = (Day("opens-date", OpensDate), Hour("opens-time", OpensTime));
            opens = openDay + openHour;
        }
        if (errors.Exists(e => e.FieldId is "date" or "start" or "minutes" or "zone" or "opens-date" or "opens-time")) return null;

        var starts = (day + hour)!.Value;
        Schedule? schedule = null;
        Try("date", () => schedule = Schedule.At(starts, Zone, minutes));
        if (opens is not null) Try("opens-date", () => schedule = Schedule.At(starts, Zone, minutes, opens));
        if (schedule is null) return null;

        var isMoved = (schedule.StartsLocal, schedule.Zone, schedule.Minutes) != (plan.Form.StartsLocal, plan.Form.Zone, plan.Form.Minutes);
        if (isMoved && schedule.StartsAt <= now) Refuse("date", "Choose a start that is still to come.");
        if (schedule.QuestionsOpenAt >= schedule.EndsAt) Refuse("opens-date", "Questions must open before the hour ends.");
        return (starts, Zone!, minutes, opens);
    }

    DateTime? Day(string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) Refuse(field, "Choose a day.");
        else if (!DateTime.TryParseExact(typed.Trim(), ["yyyy-MM-dd", "d/M/yyyy", "d MMMM yyyy", "d MMM yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) Refuse(field, "There is no such day. Write it like 2027-03-12.");
        else if (day.Year is < 2000 or > 2100) Refuse(field, "Choose a date between 2000 and 2100.");
        else return day;
        return null;
    }

    TimeSpan? Hour(string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) Refuse(field, "Choose a time.");
        else if (!DateTime.TryParseExact(typed.Trim(), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) Refuse(field, "There is no such time. Write it like 11:00.");
        else return time.TimeOfDay;
        return null;
    }

    void Try(string field, Action rule)
    {
        try
        {
            rule();
        }
        catch (RefusedException refused)
        {
            Refuse(field, refused.Message);
        }
    }

    static string Say(DateTime local, string format) => local.ToString(format, CultureInfo.InvariantCulture);
}
