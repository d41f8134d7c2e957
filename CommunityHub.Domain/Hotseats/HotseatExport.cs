using System.Globalization;
using System.Text;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.People;
using CommunityHub.Text;

namespace CommunityHub.Hotseats;

/// A file to keep.
public sealed record ExportFile(string Title, string Ending, byte[] Bytes, bool IsPublic)
{
    const string NotInNames = "/\\:*?\"<>|%";

    /// The name a browser saves it as.
    public string Name => $"{string.Concat(Title.Select(sign => NotInNames.Contains(sign, StringComparison.Ordinal) ? '-' : sign)).Trim('.', ' ')}.{Ending}";

    /// The same in seven bits, for old browsers.
    public string PlainName => $"hotseat-{Slug.From(Title)}.{Ending}";
}

/// What whoever may read a room may take away, at any time: what the room shows, and no more.
public sealed class HotseatExport(HotseatArchives archives, TimeProvider clock)
{
    static readonly string[] Headings = ["Question", "Asked by", "Organisation", "Asked at", "Wanted by", "Answer", "Answered by", "Answered at", "Thanks", "Comments", "Theme", "Followed up by", "Due", "Closed at", "Closing word"];

    /// For a spreadsheet. Null: there is no such hotseat for this reader.
    public async Task<ExportFile?> ToCsvAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        if (await archives.ReadAsync(actor, hotseatId, cancel) is not { Here: var room } archive) return null;

        var rows = room.Room.Questions.Select(question => (string[])
        [
            question.Text,
            question.AskedBy,
            question.Organisation ?? "",
            When(question.At, room.Hotseat.Zone),
            room.Votes.Of(question.Id).ToString(CultureInfo.InvariantCulture),
            question.Answer?.Text ?? "",
            question.Answer?.By ?? "",
            question.Answer is { } answer ? When(answer.At, room.Hotseat.Zone) : "",
            .. TalkOf(room, question),
            archive.ThemeOf(question)?.Name ?? "",
            .. FollowUpOf(archive, question),
        ]);
        return FileOf(room, "csv", Csv.Write([.. Headings.Select(room.Hotseat.Say)], rows));
    }

    /// Thanks and comments under an answer.
    internal static string[] TalkOf(HotseatRoom room, QuestionRow question) => question.Answer is not { } answer ? ["", ""] :
    [
        room.Talk.Of(answer.Id).Thanks.ToString(CultureInfo.InvariantCulture),
        string.Join("\n\n", room.Talk.Of(answer.Id).Comments.Select(c => $"{c.By}, {When(c.At, room.Hotseat.Zone)}: {c.Text}")),
    ];

    /// For reading, printing and pasting. Null: there is no such hotseat for this reader.
    public async Task<ExportFile?> ToMarkdownAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        if (await archives.ReadAsync(actor, hotseatId, cancel) is not { Here: var room } archive) return null;

        var (hotseat, now) = (room.Hotseat, clock.GetUtcNow().UtcDateTime);
        var text = new StringBuilder();
        Add(text, $"# {Line(hotseat.Title)}");
        Add(text, $"{DatesInWords.Span(hotseat.StartsAt, hotseat.EndsAt, HotseatTimes.Zone(hotseat.Zone), now)}.");
        Add(text, $"A hotseat in {Line(room.Community.Name)}. {Line(room.Community.WhoCanRead)}");
        foreach (var guest in hotseat.Guests) Add(text, $"{(hotseat.IsReversed ? "Brings the problem" : "Guest")}: {Line(guest.Name)}{(guest.Introduction.Length > 0 ? $", {Line(guest.Introduction)}" : "")}");
        if (hotseat.CancelledWhy is { } why) Add(text, $"This hotseat is cancelled. {Line(why)}");
        if (hotseat is { IsReversed: true, About.Length: > 0 })
        {
            Add(text, "The problem:");
            Add(text, Quote(hotseat.About));
        }
        Add(text, $"{hotseat.Say("Questions")}: {room.Room.Questions.Count}. {hotseat.Say("Answered")}: {room.Room.Answered.Count}. Waiting: {room.Room.Waiting.Count}.");

        if (archive.After.Summary is { } summary)
        {
            Add(text, $"Summary, by {Line(summary.By)}, {When(summary.At, hotseat.Zone)}{(summary.EditedAt is { } edited ? $", edited by {Line(summary.EditedBy!)}, {When(edited, hotseat.Zone)}" : "")}:");
            Add(text, Quote(summary.Text));
        }

        // As the archive is read: by theme, then what is open.
        foreach (var question in archive.Groups.SelectMany(group => group.Questions).Concat(archive.Open)) AddQuestion(text, question, archive);
        return FileOf(room, "md", Encoding.UTF8.GetBytes(text.ToString()));
    }

    static string[] FollowUpOf(ArchiveView archive, QuestionRow question) => archive.FollowUpOf(question) is { } followUp
        ? [followUp.Owner, Due(followUp, archive.Here.Hotseat.Zone), followUp.ClosedAt is { } closed ? When(closed, archive.Here.Hotseat.Zone) : "", followUp.Words ?? ""]
        : ["", "", "", ""];

    // The question's words are a heading, which has one line; those of several lines follow whole.
    static void AddQuestion(StringBuilder text, QuestionRow question, ArchiveView archive)
    {
        var (room, zone) = (archive.Here, archive.Here.Hotseat.Zone);
        Add(text, $"## {Line(Wording.Shorten(Wording.Line(question.Text), 200))}");
        if (question.Text.Contains('\n', StringComparison.Ordinal) || Wording.CountElements(question.Text) > 200) Add(text, Quote(question.Text));
        var organisation = question.Organisation is { } from ? $", {Line(from)}" : "";
        Add(text, $"{(question.Placed is null ? question.Say("Asked by ") : "")}{Line(question.AskedBy)}{organisation}, {When(question.At, zone)}. Wanted by {room.Votes.Of(question.Id)}.{(archive.ThemeOf(question) is { } theme ? $" Theme: {Line(theme.Name)}." : "")}");

        if (question.Answer is not { } answer)
        {
            Add(text, question.Say("Not answered."));
            if (archive.FollowUpOf(question) is { ClosedAt: { } closed } ended)
            {
                Add(text, $"Closed by {Line(ended.ClosedBy ?? "")}, {When(closed, zone)}:");
                Add(text, Quote(ended.Words ?? ""));
            }
            else if (archive.FollowUpOf(question) is { } given) Add(text, $"{Line(given.Owner)} sees to it, due {Due(given, zone)}.");
            return;
        }
        Add(text, $"{question.Say("Answered by")} {Line(answer.By)}, {When(answer.At, zone)}:");
        Add(text, Quote(answer.Text));
        var talk = room.Talk.Of(answer.Id);
        if (talk.Thanks > 0) Add(text, $"Thanks: {talk.Thanks}.");
        foreach (var comment in talk.Comments)
        {
            Add(text, $"Comment by {Line(comment.By)}, {When(comment.At, zone)}:");
            Add(text, Quote(comment.Text));
        }
    }

    // As a quotation, what somebody wrote stays theirs: a heading in an answer is no heading of the file.
    static string Quote(string words) => string.Join('\n', words.Split('\n').Select(line => line.Length == 0 ? ">" : $"> {line}"));

    // In one line the words stand as typed: no sign of theirs makes a link, an image or a tag of it.
    static string Line(string words)
    {
        var line = new StringBuilder();
        foreach (var sign in Wording.Line(words))
        {
            if (@"\`*_[]<>#|!&~".Contains(sign, StringComparison.Ordinal)) line.Append('\\');
            line.Append(sign);
        }
        return line.ToString();
    }

    static void Add(StringBuilder text, string paragraph) => text.Append(paragraph).Append("\n\n");

    /// "2026-03-20": the last day.
    internal static string Due(FollowUpFace followUp, string zone) => When(followUp.DueAt.AddMinutes(-1), zone)[..10];

    /// "2026-03-12 11:04 Europe/London"
    internal static string When(DateTime utc, string zone)
    {
        var known = HotseatTimes.Zone(zone);
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, known);
        return string.Create(CultureInfo.InvariantCulture, $"{local:yyyy-MM-dd HH:mm} {known.Id}");
    }

    internal static ExportFile FileOf(HotseatRoom room, string ending, byte[] bytes) => new(
        room.Hotseat.Title,
        ending,
        bytes,
        room.Community.Kind is Communities.CommunityKind.Open && room.Standing.Reader.KnownId is null);
}
